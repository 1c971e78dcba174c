"""A minimal .xls written byte by byte: a BIFF8 stream inside an OLE container."""

from __future__ import annotations

import struct

SECTOR = 512
END, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
PLAIN, INDENTED, PERCENT, DATE = 0, 1, 2, 3  # indexes into STYLES
RAISED_FONT, FIRST_CODE = 3, 164
STYLES = ((0, 0), (0, 2), (10, 0), (14, 0))  # (number format, indent)


def record(code: int, body: bytes) -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def text(value: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(value)) + b"\x01" + value.encode("utf-16-le")


def beginning(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6))


def cell(row: int, column: int, value: object, style: int = PLAIN) -> bytes:
    place = struct.pack("<HHH", row, column, style)
    if isinstance(value, tuple):  # the second part stands above the line
        whole = text("".join(value)) + struct.pack("<HHH", 1, len(value[0]), RAISED_FONT)
        return record(0x00D6, place + whole)
    if isinstance(value, str):
        return record(0x0204, place + text(value))
    return record(0x0203, place + struct.pack("<d", value))


def sheet_stream(
    cells: list[tuple],
    merges: list[tuple[int, int, int, int]] = (),
    hidden_rows: tuple[int, ...] = (),
    hidden_columns: tuple[int, ...] = (),
) -> bytes:
    """Cells are (row, column, value[, style]); merges (top, left, bottom, right)."""
    body = b"".join(
        record(0x007D, struct.pack("<6H", column, column, 2000, 0, 1, 0))
        for column in hidden_columns
    )
    body += b"".join(
        record(0x0208, struct.pack("<6HI", row, 0, 9, 255, 0, 0, 0x20)) for row in hidden_rows
    )
    body += b"".join(cell(*parts) for parts in cells)
    if merges:
        boxes = b"".join(struct.pack("<HHHH", t, b, le, r) for t, le, b, r in merges)
        body += record(0x00E5, struct.pack("<H", len(merges)) + boxes)
    return beginning(0x0010) + body + record(0x000A, b"")


def book_stream(
    sheets: dict[str, bytes],
    hidden: tuple[str, ...] = (),
    extra: bytes = b"",
    codes: tuple[str, ...] = (),
) -> bytes:
    """Globals and sheets as one Workbook stream; extra goes after the first record, codes
    are format codes, for the styles after STYLES."""
    head = beginning(0x0005) + extra + record(0x0042, struct.pack("<H", 1200))
    for number in range(RAISED_FONT + 1):
        raised = int(number == RAISED_FONT)
        font = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, raised, 0, 0, 0, 0)
        head += record(0x0031, font + text("Arial", "<B"))
    for number, code in enumerate(codes, FIRST_CODE):
        head += record(0x041E, struct.pack("<H", number) + text(code))
    for number_format, indent in STYLES + tuple((FIRST_CODE + n, 0) for n in range(len(codes))):
        body = struct.pack("<HHHBBBBIIH", 0, number_format, 1, 0, 0, indent, 0, 0, 0, 0)
        head += record(0x00E0, body)
    bounds = sum(12 + 2 * len(name) for name in sheets)
    position = len(head) + bounds + 4
    listing = b""
    for name, stream in sheets.items():
        place = struct.pack("<IBB", position, int(name in hidden), 0)
        listing += record(0x0085, place + text(name, "<B"))
        position += len(stream)
    return head + listing + record(0x000A, b"") + b"".join(sheets.values())


def ole(streams: dict[str, bytes]) -> bytearray:
    """Streams of at least 4096 bytes each (padded) in a container with one FAT."""
    fat, data, entries = [FAT_SECTOR, END], b"", directory_entry("Root Entry", 5)
    for name, content in streams.items():
        padded = content.ljust(4096, b"\x00")
        padded += bytes(-len(padded) % SECTOR)
        start, count = len(fat), len(padded) // SECTOR
        fat += [*range(start + 1, start + count), END]
        entries += directory_entry(name, 2, start, max(len(content), 4096))
        data += padded
    if len(fat) > SECTOR // 4:
        raise ValueError("one allocation sector holds no more")
    fat += [FREE] * (SECTOR // 4 - len(fat))
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, END, 0, END, 0)  # fmt: skip
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return bytearray(header + struct.pack("<128I", *fat) + entries.ljust(SECTOR, b"\x00") + data)


def directory_entry(name: str, kind: int, start: int = 0, size: int = 0) -> bytes:
    raw = name.encode("utf-16-le") + b"\x00\x00"
    child = 1 if kind == 5 else FREE
    return struct.pack("<64sHBBIII36xII4x",
        raw, len(raw), kind, 1, FREE, FREE, child,
        END if kind == 5 else start, size)  # fmt: skip


def xls(*args: object, **kwargs: object) -> bytes:
    """A whole .xls: book_stream's arguments."""
    return bytes(ole({"Workbook": book_stream(*args, **kwargs)}))
