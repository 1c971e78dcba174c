"""Files that want to hurt the reader, and broken ones: each a named builder.

HOSTILE maps a builder to the code it must be refused with; HARMLESS maps one that must
be read to the code of the problem it carries ("" for none).
"""

from __future__ import annotations

import io
import random
import struct
import zipfile

from tests import biff

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
Part = str | bytes


def zipped(parts: dict[str, Part], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_xml(rows: Part = ONE_CELL, after: str = "", before: str = "") -> bytes:
    rows = rows.encode() if isinstance(rows, str) else rows
    start = f'{before or HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
    return start.encode() + rows + f"</sheetData>{after}</worksheet>".encode()


def book_xml(names: list[str], extra: str = "") -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<sheets>{sheets}</sheets>{extra}</workbook>"
    )


def relations_xml(count: int, more: str = "") -> str:
    sheets = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    more += f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    more += f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{sheets}{more}</Relationships>'


def strings_xml(items: Part, counts: str = "") -> bytes:
    items = items.encode() if isinstance(items, str) else items
    return f'{HEAD}<sst xmlns="{MAIN}"{counts}>'.encode() + items + b"</sst>"


def styles_xml(cell_styles: str) -> str:
    return f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs>{cell_styles}</cellXfs></styleSheet>'


def xlsx_parts(sheets: dict[str, Part], **others: Part) -> dict[str, Part]:
    """An .xlsx's parts; others: strings, styles, book_extra."""
    extra = others.pop("book_extra", "")
    parts: dict[str, Part] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="x"/>',
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ),
        "xl/workbook.xml": book_xml(list(sheets), extra),
        "xl/_rels/workbook.xml.rels": relations_xml(len(sheets)),
    }
    for number, content in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = content
    if "strings" in others:
        parts["xl/sharedStrings.xml"] = others["strings"]
    if "styles" in others:
        parts["xl/styles.xml"] = others["styles"]
    return parts


def xlsx(sheets: dict[str, Part] | None = None, **others: Part) -> bytes:
    return zipped(xlsx_parts(sheets or {"表1": sheet_xml()}, **others))


def cell(address: str, value: str = "1") -> str:
    return f'<c r="{address}"><v>{value}</v></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


# Spreadsheets that promise more than they hold


def cells_at_both_corners() -> bytes:
    rows = row(1, cell("A1")) + row(1048576, cell("XFD1048576"))
    return xlsx({"表1": sheet_xml(rows)})


def cells_at_both_corners_of_two_sheets() -> bytes:
    rows = row(1, cell("A1")) + row(65536, cell("IV65536"))
    far = row(1, cell("A1"), cell("XFD1")) + row(1048576, cell("A1048576"))
    return xlsx({"表1": sheet_xml(rows), "表2": sheet_xml(far), "好": sheet_xml()})


def row_four_billion() -> bytes:
    return xlsx({"表1": sheet_xml(row(4_000_000_000, cell("A4000000000")))})


def row_of_five_thousand_digits() -> bytes:
    return xlsx({"表1": sheet_xml(row(1, cell("A" + "9" * 5000)))})


def column_beyond_the_grid() -> bytes:
    return xlsx({"表1": sheet_xml(row(1, cell("ZZZZZZZ1")))})


def five_million_cells() -> bytes:
    line = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    return xlsx({"表1": sheet_xml(line * 5000)})


def fifty_million_cells() -> bytes:
    line = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    return xlsx({"表1": sheet_xml(line * 10_000)})


def spread_too_wide() -> bytes:
    rows = "".join(row(n, cell(f"A{n}")) for n in range(1, 1_000_000, 1500))
    wide = "".join(cell(f"{letters}1") for letters in ("A", "GZ", "OZ", "WZ", "AEZ"))
    return xlsx({"表1": sheet_xml(row(1, wide) + rows)})


def merges_fifty_thousand() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:J{n + 9}"/>' for n in range(1, 50_001))
    return xlsx({"表1": sheet_xml(ONE_CELL, f"<mergeCells>{merges}</mergeCells>")})


def merge_of_the_whole_grid() -> bytes:
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return xlsx({"表1": sheet_xml(row(1, cell("A1"), cell("C1")), merges)})


def huge_declared_dimension() -> bytes:
    body = sheet_xml().replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    return xlsx({"表1": body})


def false_unique_count() -> bytes:
    strings = strings_xml("<si><t>a</t></si>", ' uniqueCount="4000000000"')
    rows = row(1, '<c r="A1" t="s"><v>0</v></c>')
    return xlsx({"表1": sheet_xml(rows)}, strings=strings)


def missing_shared_string() -> bytes:
    rows = row(1, '<c r="A1" t="s"><v>99</v></c>')
    return xlsx({"表1": sheet_xml(rows)}, strings=strings_xml("<si><t>a</t></si>"))


def a_million_styles() -> bytes:
    return xlsx(styles=styles_xml("<xf/>" * 1_000_000))


def two_hundred_thousand_names() -> bytes:
    names = "".join(f'<definedName name="n{n}">表1!$A$1</definedName>' for n in range(200_000))
    return xlsx(book_extra=f"<definedNames>{names}</definedNames>")


def two_hundred_and_one_sheets() -> bytes:
    return xlsx({f"表{n}": sheet_xml() for n in range(201)})


def deep_xml() -> bytes:
    return xlsx({"表1": sheet_xml(ONE_CELL, "<a>" * 200_000 + "</a>" * 200_000)})


def endless_tag() -> bytes:
    return xlsx({"表1": sheet_xml(b"<row " + b"x" * 20_000_000 + b'="1"/>')})


def unclosed_cells() -> bytes:
    return xlsx({"表1": sheet_xml(b"<c " * 1_000_000)})


# Entities and encodings


def entity_bomb() -> bytes:
    dtd = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True):
        dtd += f"<!ENTITY {new} '{f'&{old};' * 10}'>"
    strings = f'{HEAD}{dtd}]><sst xmlns="{MAIN}"><si><t>&i;</t></si></sst>'
    rows = row(1, '<c r="A1" t="s"><v>0</v></c>')
    return xlsx({"表1": sheet_xml(rows)}, strings=strings)


def external_entity() -> bytes:
    before = f'{HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return xlsx({"表1": sheet_xml(before=before)})


def entity_in_the_workbook_part() -> bytes:
    parts = xlsx_parts({"表1": sheet_xml()})
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace(HEAD, HEAD + "<!DOCTYPE x>")
    return zipped(parts)


def entity_in_utf16() -> bytes:
    text = sheet_xml(before="<!DOCTYPE x>").decode()
    return xlsx({"表1": text.encode("utf-16")})


# Containers


def zip_bomb() -> bytes:
    text = b"<si><t>" + b" " * 160_000_000 + b"</t></si>"
    return xlsx(strings=strings_xml(text))


def zip_bomb_in_many_parts() -> bytes:
    blanks = sheet_xml(b" " * 80_000_000)
    return xlsx({f"表{n}": blanks for n in range(4)})


def zip_that_understates_its_size() -> bytes:
    data = bytearray(xlsx({"表1": sheet_xml(b" " * 20_000_000)}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(signature)
        while at >= 0:
            if struct.unpack_from("<I", data, at + offset)[0] > 1_000_000:
                struct.pack_into("<I", data, at + offset, 500)
            at = data.find(signature, at + 4)
    return bytes(data)


def path_traversal() -> bytes:
    parts = xlsx_parts({"表1": sheet_xml()})
    return zipped({**parts, "../../etc/cron.d/x": "x"})


def duplicate_members() -> bytes:
    parts = xlsx_parts({"表1": sheet_xml()})
    return zipped({**parts, "XL/Worksheets/sheet1.xml": sheet_xml(row(1, cell("A1")))})


def overlapping_members() -> bytes:
    data = bytearray(xlsx())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    third = data.find(b"PK\x01\x02", second + 4)
    data[third + 42 : third + 46] = data[second + 42 : second + 46]
    return bytes(data)


def truncated_xlsx() -> bytes:
    data = xlsx({"表1": sheet_xml("".join(row(n, cell(f"A{n}")) for n in range(1, 999)))})
    return data[: len(data) * 2 // 3]


def xlsx_with_flipped_bytes() -> bytes:
    data = bytearray(xlsx({"表1": sheet_xml("".join(
        row(n, cell(f"A{n}", str(n * 7919 % 1000))) for n in range(1, 999)
    ))}))  # fmt: skip
    at = data.find(b"xl/worksheets/sheet1.xml") + 200
    data[at : at + 40] = bytes(40)
    return bytes(data)


def many_members() -> bytes:
    parts = xlsx_parts({"表1": sheet_xml()})
    return zipped({**parts, **{f"xl/media/{n}": "" for n in range(12_000)}})


def encrypted_office_file() -> bytes:
    streams = {"EncryptedPackage": b"\x01" * 5000, "EncryptionInfo": b"\x02" * 5000}
    return bytes(biff.ole(streams))


def encrypted_xls() -> bytes:
    password = biff.record(0x002F, struct.pack("<HHH", 0, 1, 2))
    return biff.xls({"表1": biff.sheet_stream([(0, 0, "a")])}, extra=password)


def small_xls() -> bytes:
    return biff.xls({"表1": biff.sheet_stream([(0, 0, "工业"), (0, 1, 12.5)])})


def truncated_xls() -> bytes:
    return small_xls()[:900]


def xls_cut_in_its_stream() -> bytes:
    return small_xls()[: 512 * 4]


def cyclic_xls() -> bytes:
    data = bytearray(small_xls())
    struct.pack_into("<I", data, 512 + 4 * 5, 2)  # the FAT leads back to sector 2
    return bytes(data)


def cyclic_directory_xls() -> bytes:
    data = bytearray(small_xls())
    struct.pack_into("<I", data, 512 + 4 * 1, 1)
    return bytes(data)


def xls_claiming_a_million_allocation_sectors() -> bytes:
    data = bytearray(small_xls())
    struct.pack_into("<I", data, 0x2C, 1_000_000)
    return bytes(data)


def xls_with_cells_at_all_corners() -> bytes:
    cells = [(0, 0, "a"), (65535, 255, 1.0)]
    return biff.xls({"表1": biff.sheet_stream(cells)})


def word_97_document() -> bytes:
    return bytes(biff.ole({"WordDocument": b"\xec\xa5" * 3000}))


# HTML and text


def html_with_script() -> bytes:
    return (
        "<html><script>alert(1)</script><style>td{}</style><table><tr><td>工业"
        "<script>alert(document.cookie)</script></td><td>12.5</td></tr></table></html>"
    ).encode("gb18030")


def html_colspan_two_hundred_million() -> bytes:
    return b'<table><tr><td colspan="200000000">a</td><td>b</td></tr><tr><td>c</td></tr></table>'


def html_rowspan_two_hundred_million() -> bytes:
    return b'<table><tr><td rowspan="200000000">a</td><td>b</td></tr></table>'


def html_spans_many() -> bytes:
    line = b'<tr><td colspan="1000" rowspan="1000">a</td></tr>'
    return b"<table>" + line * 3000 + b"</table>"


def html_hundred_thousand_tables() -> bytes:
    return b"<html>" + b"<table><tr><td>a</td></tr></table>" * 100_000


def html_without_a_table() -> bytes:
    return "<html><body><p>没有表格</p></body></html>".encode()


def html_deep() -> bytes:
    return b"<html>" + b"<div>" * 100_000 + b"<table><tr><td>a</table>"


def html_nested_tables() -> bytes:
    return b"<table><tr><td>" * 400 + b"a" + b"</td></tr></table>" * 400


def csv_with_nul() -> bytes:
    return "指标,增速\n全市,\x00-9.9\n".encode()


def csv_with_a_line_of_two_megabytes() -> bytes:
    return b"a,b\n" + b"x" * 2_000_000 + b"\n"


def csv_with_an_endless_quote() -> bytes:
    return b'a,"b\n' + b"1,2\n" * 400_000


def csv_with_twenty_thousand_columns() -> bytes:
    return b"1," * 20_000 + b"\n"


def csv_in_no_known_encoding() -> bytes:
    return "指标,增速\n".encode() + b"\xff\x81\xff, 1\n" * 20


def nothing() -> bytes:
    return b""


def blanks_only() -> bytes:
    return b" \r\n\t\r\n"


def random_bytes() -> bytes:
    return random.Random(1).randbytes(5000)


def random_bytes_behind_a_zip_signature() -> bytes:
    return b"PK\x03\x04" + random.Random(2).randbytes(5000)


def random_bytes_behind_an_ole_signature() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(3).randbytes(5000)


def larger_than_thirty_megabytes() -> bytes:
    return b"1,2\n" * 8_000_000


# Other kinds of file


def empty_xlsx() -> bytes:
    return xlsx({"Sheet1": sheet_xml(""), "Sheet2": sheet_xml("")})


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def docx() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


def pptx() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"})


def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(100)


def ods() -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": "<x/>"})


def xlsb() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x00"})


def zip_of_workbooks() -> bytes:
    return zipped({"一月.xlsx": b"PK", "二月.xlsx": b"PK"})


def rar() -> bytes:
    return b"Rar!\x1a\x07\x00" + bytes(50)


def mht() -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>"


def xml_spreadsheet_2003() -> bytes:
    return (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )


HOSTILE = {
    row_four_billion: "off_grid",
    row_of_five_thousand_digits: "off_grid",
    column_beyond_the_grid: "off_grid",
    five_million_cells: "too_many_cells",
    fifty_million_cells: "too_large_inside",
    spread_too_wide: "too_many_cells",
    merges_fifty_thousand: "too_many_merges",
    false_unique_count: "count_lie",
    a_million_styles: "too_many_styles",
    two_hundred_thousand_names: "too_many_names",
    two_hundred_and_one_sheets: "too_many_sheets",
    endless_tag: "endless_tag",
    missing_shared_string: "sheet_broken",
    unclosed_cells: "sheet_broken",
    html_deep: "no_table",
    html_nested_tables: "no_data",
    entity_bomb: "entities",
    external_entity: "entities",
    entity_in_the_workbook_part: "entities",
    entity_in_utf16: "odd_encoding",
    zip_bomb: "too_large_inside",
    zip_bomb_in_many_parts: "too_large_inside",
    zip_that_understates_its_size: "size_lie",
    path_traversal: "unsafe_path",
    duplicate_members: "duplicate_members",
    overlapping_members: "overlapping_members",
    many_members: "too_many_members",
    truncated_xlsx: "broken_container",
    xlsx_with_flipped_bytes: "broken_container",
    encrypted_office_file: "encrypted",
    encrypted_xls: "encrypted",
    truncated_xls: "broken_container",
    xls_cut_in_its_stream: "broken_container",
    cyclic_xls: "broken_container",
    cyclic_directory_xls: "broken_container",
    xls_claiming_a_million_allocation_sectors: "broken_container",
    word_97_document: "word",
    html_hundred_thousand_tables: "too_many_tables",
    html_without_a_table: "no_table",
    html_spans_many: "too_many_cells",
    csv_with_nul: "nul_in_text",
    csv_with_a_line_of_two_megabytes: "long_line",
    csv_with_an_endless_quote: "too_many_rows",
    csv_with_twenty_thousand_columns: "off_grid",
    csv_in_no_known_encoding: "unknown_encoding",
    nothing: "empty_file",
    blanks_only: "empty_file",
    random_bytes: "unknown_format",
    random_bytes_behind_a_zip_signature: "broken_container",
    random_bytes_behind_an_ole_signature: "broken_container",
    larger_than_thirty_megabytes: "file_too_large",
    empty_xlsx: "no_data",
    pdf: "pdf",
    docx: "no_table",
    pptx: "powerpoint",
    png: "image",
    ods: "no_data",
    xlsb: "broken_container",
    zip_of_workbooks: "archive",
    rar: "archive",
    mht: "mht",
    xml_spreadsheet_2003: "xml_2003",
}
HARMLESS = {
    cells_at_both_corners: "far_cells",
    cells_at_both_corners_of_two_sheets: "far_cells",
    merge_of_the_whole_grid: "",
    huge_declared_dimension: "",
    deep_xml: "",
    xls_with_cells_at_all_corners: "far_cells",
    html_with_script: "",
    html_colspan_two_hundred_million: "",
    html_rowspan_two_hundred_million: "",
}
