"""Minimal .ods and .xlsb files, written part by part."""

from __future__ import annotations

import struct

from tests.hostile import HEAD, PACKAGE, zipped

ODS = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
        ("fo", "xsl-fo-compatible"),
    )
)


def ods(sheets: dict[str, str], styles: str = "") -> bytes:
    """Sheets are the XML of their columns and rows; styles that of the automatic ones."""
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items()
    )
    content = (
        f"{HEAD}<office:document-content {ODS}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": f"{HEAD}<manifest/>",
        }
    )


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_cell(text: str, kind: str = "", value: object = "", attributes: str = "") -> str:
    name = {"date": "date-value"}.get(kind, "value")
    typed = f'office:value-type="{kind}" office:{name}="{value}"' if kind else ""
    return f"<table:table-cell {typed} {attributes}><text:p>{text}</text:p></table:table-cell>"


# ---------- xlsb: records of a kind, a size and a body


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, rest = b"", len(body)
    while rest > 0x7F:
        size, rest = size + bytes([rest & 0x7F | 0x80]), rest >> 7
    return head + size + bytes([rest]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_cell(column: int, value: float | str, style: int = 0) -> bytes:
    place = struct.pack("<II", column, style)
    if isinstance(value, str):
        return record(6, place + wide(value))
    if value == int(value):
        return record(2, place + struct.pack("<i", int(value) << 2 | 2))
    return record(5, place + struct.pack("<d", value))


def xlsb_row(number: int, *cells: bytes, is_hidden: bool = False) -> bytes:
    head = struct.pack("<IIH", number, 0, 300) + bytes([0, 0x10 * is_hidden, 0])
    return record(0, head + struct.pack("<I", 0)) + b"".join(cells)


def xlsb(sheets: dict[str, bytes], codes: tuple[str, ...] = (), merges: bytes = b"") -> bytes:
    """Sheets are their rows' records; style n shows its number as the n-th code, 0 as it is."""
    targets = ""
    bundle = b""
    parts: dict[str, str | bytes] = {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        bundle += record(156, struct.pack("<II", 0, number) + wide(f"rId{number}") + wide(name))
        targets += (
            f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.bin"/>'
        )
        size = record(148, struct.pack("<4I", 0, 20, 0, 20))
        parts[f"xl/worksheets/sheet{number}.bin"] = (
            record(129) + size + record(145) + rows + record(146) + merges + record(130)
        )
    targets += (
        '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/styles" Target="styles.bin"/>'
    )
    formats = b"".join(
        record(44, struct.pack("<H", 164 + n) + wide(code)) for n, code in enumerate(codes)
    )
    numbers = [0, *(164 + n for n in range(len(codes)))]
    styles = b"".join(record(47, struct.pack("<HH12x", 0, number)) for number in numbers)
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="x"/>',
            "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": (
                f'{HEAD}<Relationships xmlns="{PACKAGE}">{targets}</Relationships>'
            ),
            "xl/styles.bin": record(278)
            + record(615, struct.pack("<I", len(codes)))
            + formats
            + record(616)
            + record(617, struct.pack("<I", len(numbers)))
            + styles
            + record(618)
            + record(279),
            **parts,
        }
    )
