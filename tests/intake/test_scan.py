"""The streaming look into an .xlsx: what it counts, allows and refuses."""

from __future__ import annotations

import zlib

import pytest

from analytics.basics.errors import IntakeError
from analytics.intake.files import archive
from analytics.intake.files.scan import scan_xlsx
from analytics.intake.files.scan_sheet import Styles, scan_sheet
from analytics.intake.files.tags import whole_tags
from tests import hostile
from tests.hostile import cell, row, sheet_xml, styles_xml, xlsx

NO_STYLES = Styles({}, {}, frozenset())


def scanned(xml: bytes, chunk: int = 1 << 20, styles: Styles = NO_STYLES):
    chunks = [xml[at : at + chunk] for at in range(0, len(xml), chunk)]
    return scan_sheet(whole_tags(chunks), styles, 3_000_000)


@pytest.mark.parametrize("chunk", [7, 64, 1000, 1 << 20])
def test_cells_are_counted_alike_however_the_part_is_cut(chunk):
    rows = "".join(row(n, cell(f"A{n}"), f'<c r="B{n}" s="1"/>', cell(f"AB{n}")) for n in (1, 5, 9))
    part = scanned(sheet_xml(rows), chunk)
    assert part.value_cells == 6
    assert part.rows == {0, 4, 8}
    assert part.columns == {0, 27}


@pytest.mark.parametrize(
    "written",
    [
        '<c r="C4"><v>1</v></c>',
        "<c r='C4'><v>1</v></c>",
        '<c s="1"\n r = "c4" t="n"><v>1</v></c>',
        '<x:c r="C4"><x:v>1</x:v></x:c>',
        '<c\tr="C4"><v>1</v></c>',
    ],
)
def test_a_cell_is_found_in_every_legal_spelling(written):
    part = scanned(sheet_xml(row(4, written)))
    assert (part.value_cells, part.rows, part.columns) == (1, {3}, {2})


def test_blank_formatted_cells_do_not_count():
    blanks = "".join(f'<c r="A{n}" s="1"/><c r="B{n}"></c>' for n in range(1, 9))
    assert scanned(sheet_xml(blanks)).value_cells == 0


@pytest.mark.parametrize(
    ("written", "is_uncached"),
    [
        ("<f>SUM(A1:A9)</f>", True),
        ("<f>SUM(A1:A9)</f><v></v>", True),
        ("<f>SUM(A1:A9)</f><v/>", True),
        ("<f>SUM(A1:A9)</f><v>12</v>", False),
        ('<f t="shared" si="0"/>', True),
        ('<f t="shared" si="0"/><v>12</v>', False),
    ],
)
def test_a_formula_without_a_saved_result_is_counted(written, is_uncached):
    part = scanned(sheet_xml(row(1, f'<c r="B1">{written}</c>', cell("C1"))))
    assert part.uncached == int(is_uncached)
    assert part.first_uncached == ("B1" if is_uncached else "")


def test_a_text_formula_with_an_empty_result_has_been_calculated():
    written = '<c r="B1" t="str"><f>IF(A1,"","")</f><v></v></c>'
    assert scanned(sheet_xml(row(1, written))).uncached == 0


def test_indents_and_formats_come_from_the_styles():
    styles = styles_xml(
        '<xf/><xf><alignment indent="2"/></xf><xf numFmtId="10"/><xf numFmtId="2"/>'
    )
    rows = row(1, '<c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>0.087</v></c>')
    data = xlsx({"表1": sheet_xml(rows)}, styles=styles)
    part = scan_xlsx(data).parts["xl/worksheets/sheet1.xml"]
    assert part.indents == {(0, 0): 2}
    assert part.formats == {(0, 1): "0.00%"}


def test_a_slightly_wrong_text_count_is_forgiven():
    strings = hostile.strings_xml("<si><t>a</t></si>", ' count="9" uniqueCount="7"')
    assert scan_xlsx(xlsx(strings=strings)).sheet_parts


def test_a_member_is_never_inflated_beyond_what_it_declares():
    data = hostile.zip_that_understates_its_size()
    member = next(m for m in archive.list_members(data) if m.filename.endswith("sheet1.xml"))
    with pytest.raises(IntakeError, match="声明的大小与实际不符"):
        list(archive.inflate(data, member))


def test_inflating_gives_the_bytes_that_were_packed():
    text = bytes(range(256)) * 40_000
    data = hostile.zipped({"a": text})
    (member,) = archive.list_members(data)
    assert zlib.crc32(b"".join(archive.inflate(data, member))) == zlib.crc32(text)
