"""An .xlsx as sheets: calamine for values, our own pass for indents and formats.

Owns turning one workbook into Sheets after scan.py has let it through; a sheet that
cannot be read becomes a Problem and never costs the others.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from lxml import etree
from python_calamine import (
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from analytics.basics.errors import Problem
from analytics.intake.files import archive
from analytics.intake.files.formats import hides, number_as_day, shown, shown_date
from analytics.intake.files.grid import (
    BROKEN_SHEET,
    build_sheet,
    far_cells,
    formula_uncached,
    hidden_note,
    placed,
    read_value,
    written_twice,
)
from analytics.intake.files.runs import LOWERED, RAISED, STRUCK, LeftOut, marked, runs_of
from analytics.intake.files.scan import BookScan, is_book, scan_xlsx, xml_parser
from analytics.intake.files.scan_sheet import PartScan
from analytics.intake.files.sheets import CellValue, Sheet, address, position
from analytics.intake.files.tags import PREFIX

_ADDRESSED_CELL = re.compile(
    rb"<" + PREFIX + rb"c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'][^<>]*>"
)
_RUN = re.compile(
    rb"(<" + PREFIX + rb"rPr>((?:(?!</" + PREFIX + rb"rPr>).)*)</" + PREFIX + rb"rPr>\s*"
    rb"<" + PREFIX + rb"t(?:\s[^<>]*)?>)([^<]*)(</)",
    re.DOTALL,
)
_RUN_KIND = re.compile(
    rb"<" + PREFIX + rb"(?:(strike)(?:\s+val\s*=\s*[\"'](?:1|true|on)[\"'])?\s*/?>"
    rb"|vertAlign\s[^<>]*[\"'](superscript|subscript)[\"'])"
)
_RUN_KINDS = {b"superscript": RAISED, b"subscript": LOWERED, b"strike": STRUCK}
_UNSEEN = "\u200b"  # clean_text drops it, and workbook.py names the sheets anew
_CELL_END = re.compile(rb"</" + PREFIX + rb"c\s*>")
_LEFT_OUT = ("xl/worksheets/", "xl/media/", "xl/drawings/", "xl/charts/")
_NOT_OURS = (KeyboardInterrupt, SystemExit, MemoryError)

Found = tuple[list[Sheet], list[Problem]]


def read_xlsx(data: bytes) -> Found:
    """All worksheets in the workbook's order, and what is wrong with some of them."""
    scan = scan_xlsx(data)
    with_runs = {name for name, part in scan.parts.items() if part.has_runs}
    names = [name.casefold() for name, _ in scan.sheet_parts]
    if with_runs or len(set(names)) < len(names):
        data = _repacked(data, scan, lambda name, whole: _told_apart(name, whole, with_runs))
    book = _open(data)
    if [meta.name.rstrip(_UNSEEN) for meta in book.sheets_metadata] != [
        name.rstrip(_UNSEEN) for name, _ in scan.sheet_parts
    ]:
        raise archive.refuse("broken_container", "文件不完整或已损坏，打不开")
    sheets: list[Sheet] = []
    problems = _book_notes(scan)
    for number, meta in enumerate(book.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        # calamine finds parts without regard to case, so the scan keeps them folded.
        part_name = scan.sheet_parts[number][1]
        part = scan.parts.get(part_name) or _worst_part(scan)
        if part.trouble is not None:
            found = [part.trouble]
        else:
            try:
                if part.must_be_cut:
                    book = _open(_without_far_cells(data, scan, part_name))
                sheet, found = _read_sheet(book, number, meta, part, has_runs=bool(with_runs))
                if part.must_be_cut:
                    book = _open(data)
                    found.append(far_cells(part.last_row, part.last_column))
                sheets.append(sheet)
            except _NOT_OURS:
                raise
            # A panic inside calamine is no Exception: only BaseException catches it.
            except BaseException:
                found = [BROKEN_SHEET]
        problems += [placed(problem, "", meta.name) for problem in found]
    return sheets, problems


def _open(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_object(io.BytesIO(data))
    except _NOT_OURS:
        raise
    except BaseException as error:
        raise archive.refuse("broken_container", "文件不完整或已损坏，打不开") from error


def _worst_part(scan: BookScan) -> PartScan:
    """For a sheet whose part is unknown: any part that may not be read."""
    troubled = (part for part in scan.parts.values() if part.trouble is not None)
    return next(troubled, PartScan())


def _read_sheet(
    book: CalamineWorkbook, number: int, meta: SheetMetadata, part: PartScan, *, has_runs: bool
) -> tuple[Sheet, list[Problem]]:
    source = book.get_sheet_by_index(number)
    rows = [[read_value(value) for value in row] for row in source.to_python(skip_empty_area=False)]
    for (row, column), text in part.errors.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column] is None:
            rows[row][column] = text
    left_out = LeftOut()
    _show(rows, part, left_out)
    if has_runs:
        _show_runs(rows, left_out)
    merges = [(*start, *end) for start, end in source.merged_cell_ranges or ()]
    sheet, found = build_sheet(
        meta.name,
        rows,
        merges,
        is_hidden=meta.visible != SheetVisibleEnum.Visible,
        indents=part.indents,
    )
    problems = [*found, *hidden_note(sheet, part.hidden_rows, part.hidden_columns)]
    problems += left_out.problems()
    if part.no_days:
        problems.append(number_as_day(len(part.no_days), address(*min(part.no_days))))
    if part.doubles:
        problems.append(written_twice(part.doubles))
    if part.uncached:
        problems.append(formula_uncached(part.uncached, part.first_uncached))
    return sheet, problems


def _show_runs(rows: list[list[CellValue]], left_out: LeftOut) -> None:
    """The texts as their runs show them, in place."""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if type(value) is str:
                row[column] = left_out.text(runs_of(value), address(number, column)) or None


def _show(rows: list[list[CellValue]], part: PartScan, left_out: LeftOut) -> None:
    """Numbers and dates as their formats show them; none where two claim one address."""
    for (row, column), code in part.formats.items():
        if row < len(rows) and column < len(rows[row]):
            value = rows[row][column]
            if isinstance(value, Decimal):
                rows[row][column] = shown(value, code)
                if hides(value, code):
                    left_out.unseen(address(row, column))
            elif isinstance(value, date):
                rows[row][column] = shown_date(value, code)
    for row, column in part.struck:
        if row < len(rows) and column < len(rows[row]) and rows[row][column] is not None:
            left_out.struck(address(row, column))
    for (row, column), serial in part.no_days.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = read_value(serial)
    for row, column in part.doubles:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = None


def _without_far_cells(data: bytes, scan: BookScan, part_name: str) -> bytes:
    """The workbook with one worksheet, and in it only the cells near the body."""
    part = scan.parts[part_name]

    def near(name: str, whole: bytes) -> bytes:
        return _near_cells(whole, part.last_row, part.last_column) if name == part_name else whole

    return _repacked(data, scan, near, part_name)


def _repacked(
    data: bytes, scan: BookScan, change: Callable[[str, bytes], bytes], only_sheet: str = ""
) -> bytes:
    """The workbook's XML, each part changed; with only_sheet, no other worksheet's."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as out:
        for member in scan.members:
            name = member.filename.lower().replace("\\", "/")
            is_wanted = name.endswith((".xml", ".rels"))
            if only_sheet and name != only_sheet and name.startswith(_LEFT_OUT):
                continue
            if is_wanted or name == only_sheet:
                whole = b"".join(archive.inflate(data, member))
                out.writestr(member.filename, change(name, whole))
    return kept.getvalue()


def _told_apart(name: str, whole: bytes, with_runs: set[str]) -> bytes:
    """A part in which calamine runs nothing together: raised marks, sheets of one name."""
    if is_book(name):
        seen = Counter[str]()
        root = etree.fromstring(whole, xml_parser())
        for sheet in root.iter("{*}sheet"):
            key = sheet.get("name", "").casefold()
            sheet.set("name", sheet.get("name", "") + _UNSEEN * seen[key])
            seen[key] += 1
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)
    if name not in with_runs:
        return whole
    return _RUN.sub(_marked_run, whole)


def _marked_run(run: re.Match[bytes]) -> bytes:
    kinds = {_RUN_KINDS[found[1] or found[2]] for found in _RUN_KIND.finditer(run[2])}
    if not kinds:
        return run[0]
    kind = STRUCK if STRUCK in kinds else kinds.pop()
    return run[1] + marked(run[3].decode("utf-8", "replace"), kind).encode() + run[4]


def _near_cells(whole: bytes, last_row: int, last_column: int) -> bytes:
    pieces, copied = [], 0
    for match in _ADDRESSED_CELL.finditer(whole):
        row, column = position((match[1].upper() + match[2]).decode())
        if match.start() < copied or (row <= last_row and column <= last_column):
            continue
        end = match.end()
        if not match[0].endswith(b"/>"):
            closing = _CELL_END.search(whole, end)
            if closing is None:
                raise ValueError("a cell without an end")
            end = closing.end()
        pieces.append(whole[copied : match.start()])
        copied = end
    return b"".join([*pieces, whole[copied:]])


def _book_notes(scan: BookScan) -> list[Problem]:
    notes = []
    named = {part for _, part in scan.sheet_parts}
    if any(part.value_cells for name, part in scan.parts.items() if name not in named):
        notes.append(
            Problem(
                "warning",
                "unlisted_sheet",
                "文件里有工作表没有列在目录中，没有读取",
                "请用 Excel 或 WPS 打开，核对各张表都在，另存后再上传",
            )
        )
    if scan.lacks_formats:
        notes.append(
            Problem(
                "warning",
                "format_missing",
                "有单元格的数字格式在文件里没有定义，百分数、万元等可能没有换算",
                "请用 Excel 或 WPS 打开核对，另存后再上传",
            )
        )
    if scan.has_macros:
        notes.append(Problem("note", "macros", "文件含有宏，宏没有运行也没有读取", "无需处理"))
    if scan.has_external_links:
        notes.append(
            Problem(
                "note",
                "external_links",
                "文件引用了其他工作簿，读入的是上次保存的结果",
                "如结果已过时，请在 Excel/WPS 中更新链接并保存后再上传",
            )
        )
    return notes
