"""Bytes to Workbook: what the file is, then the reader for its kind.

Owns the order of the steps and what a file that cannot be read at all raises. Call it
in the child process only (sandbox.py): the libraries below may take the process down.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files.formats import Shown, ShownMonth
from analytics.intake.files.grid import MAX_USED_ROWS, placed, too_many_rows
from analytics.intake.files.sheets import CellValue, Sheet, Workbook
from analytics.intake.files.sniff import decode_text, find_kind, find_mismatch
from analytics.intake.reading import SheetPicture

MAX_FILE_BYTES = 30_000_000
PICTURE_ROWS, PICTURE_COLUMNS, PICTURE_TEXT = 80, 30, 60


def read_workbook(data: bytes, file: str) -> tuple[Workbook, tuple[Problem, ...]]:
    """All sheets that can be read and the problems; IntakeError if there is none."""
    try:
        check_size(len(data))
        kind = find_kind(data)
        sheets, problems = _read_kind(kind, data)
        if not any(sheet.rows for sheet in sheets):
            raise IntakeError(_reason_for_no_rows(problems))
        used = sum(any(value is not None for value in row) for s in sheets for row in s.rows)
        if used > MAX_USED_ROWS:
            raise IntakeError(too_many_rows())
    except IntakeError as error:
        raise IntakeError(placed(error.problem, file)) from error
    mismatch = find_mismatch(file, kind)
    told_apart, same_names = _told_apart(sheets)
    return Workbook(file, kind, told_apart), tuple(
        placed(problem, file)
        for problem in ([mismatch] if mismatch else []) + problems + same_names
    )


def _told_apart(sheets: list[Sheet]) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets, each under a name of its own: a figure's source must be one sheet."""
    taken: set[str] = set()
    found, problems = [], []
    for sheet in sheets:
        name, number = sheet.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{sheet.name}（{number}）"
        taken.add(name.casefold())
        found.append(replace(sheet, name=name))
        if name != sheet.name:
            problems.append(
                Problem(
                    "warning",
                    "same_sheet_name",
                    f"有两张工作表都叫“{sheet.name}”，后一张记作“{name}”",
                    "请核对两张表都该收；不该收的删除后重新上传",
                    sheet=name,
                )
            )
    return tuple(found), problems


def check_size(byte_count: int) -> None:
    """Refuse a file that is empty or larger than any statistical workbook."""
    if byte_count > MAX_FILE_BYTES:
        raise IntakeError(
            Problem(
                "error",
                "file_too_large",
                f"文件有 {byte_count / 1e6:.1f} MB，超过 {MAX_FILE_BYTES // 10**6} MB",
                "请删除图片和不需要的工作表，或分成几个文件上传",
            )
        )


def pictures(workbook: Workbook) -> tuple[SheetPicture, ...]:
    """The top left of every sheet as text, small enough to show beside a reading."""
    return tuple(_picture(sheet) for sheet in workbook.sheets)


def _read_kind(kind: str, data: bytes) -> tuple[list[Sheet], list[Problem]]:
    # Imported when needed: a reading's start-up is most of a small file's time.
    if kind == "xlsx":
        from analytics.intake.files.xlsx import read_xlsx

        return read_xlsx(data)
    if kind == "xls":
        from analytics.intake.files.xls import read_xls

        return read_xls(data)
    if kind == "xlsb":
        from analytics.intake.files.xlsb import read_xlsb

        return read_xlsb(data)
    if kind == "ods":
        from analytics.intake.files.ods import read_ods

        return read_ods(data)
    if kind == "docx":
        from analytics.intake.files.docx import read_docx

        return read_docx(data)
    if kind == "html":
        from analytics.intake.files.html import read_html

        return read_html(decode_text(data))
    from analytics.intake.files.delimited import read_delimited

    return read_delimited(decode_text(data))


def _reason_for_no_rows(problems: list[Problem]) -> Problem:
    errors = [problem for problem in problems if problem.severity == "error"]
    return next(
        iter(errors),
        Problem(
            "error",
            "no_data",
            "文件中没有任何内容",
            "请确认上传的是含有数据的文件，保存后再上传",
        ),
    )


def _picture(sheet: Sheet) -> SheetPicture:
    rows = [row[:PICTURE_COLUMNS] for row in sheet.rows[:PICTURE_ROWS]]
    height, width = len(rows), min(sheet.width, PICTURE_COLUMNS)
    return SheetPicture(
        name=sheet.name,
        is_hidden=sheet.is_hidden,
        rows=tuple(tuple(map(_as_text, row)) for row in rows),
        merges=tuple(
            (top, left, min(bottom, height - 1), min(right, width - 1))
            for top, left, bottom, right in sheet.merges
            if top < height and left < width
        ),
    )


def _as_text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return (value.printed if isinstance(value, Shown) else f"{value:f}")[:PICTURE_TEXT]
    if isinstance(value, date):
        return value.printed if isinstance(value, ShownMonth) else value.isoformat()
    return value[:PICTURE_TEXT]
