"""The directory of an OLE container (.xls, .doc, encrypted files), read with care.

Owns finding which streams a container holds and refusing sector chains that run in a
circle; it does not read what is inside a stream.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES = 512
_NO_MORE_SECTORS = 0xFFFFFFFA  # this id and those above it end a chain
_SMALL_STREAM_BYTES = 4096
MAX_DIRECTORY_SECTORS = 4096


class OleError(ValueError):
    """The container contradicts itself; the text is for developers."""


@dataclass(frozen=True)
class _Container:
    data: bytes
    sector_bytes: int
    sector_count: int
    fat: tuple[int, ...]

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector_bytes
        return self.data[start : start + self.sector_bytes]

    def chain(self, first: int) -> Iterator[int]:
        """The sectors of one stream; a chain longer than the file is a circle."""
        steps, sector = 0, first
        while sector < _NO_MORE_SECTORS:
            steps += 1
            if steps > self.sector_count:
                raise OleError("cyclic sector chain")
            if sector >= self.sector_count or sector >= len(self.fat):
                raise OleError("sector chain leaves the file")
            yield sector
            sector = self.fat[sector]


def read_stream_names(data: bytes) -> frozenset[str]:
    """The names of all streams, with the workbook's own chain walked to its end."""
    container = _read_container(data)
    (first,) = struct.unpack_from("<I", data, 0x30)
    names, workbooks = set(), []
    for count, sector in enumerate(container.chain(first)):
        if count >= MAX_DIRECTORY_SECTORS:
            raise OleError("directory too long")
        block = container.sector(sector)
        for at in range(0, len(block) - 127, 128):
            name_bytes, kind = struct.unpack_from("<HB", block, at + 64)
            if kind == 0 or not 2 <= name_bytes <= 64:
                continue
            raw = block[at : at + name_bytes - 2]
            name = raw.decode("utf-16-le", "replace")
            names.add(name)
            if name in ("Workbook", "Book"):
                workbooks.append(struct.unpack_from("<II", block, at + 116))
    for start, size in workbooks:
        if size >= _SMALL_STREAM_BYTES:
            sectors = sum(1 for _ in container.chain(start))
            if sectors * container.sector_bytes < size:
                raise OleError("stream shorter than it declares")
    return frozenset(names)


def _read_container(data: bytes) -> _Container:
    if len(data) < _HEADER_BYTES:
        raise OleError("shorter than a header")
    (shift,) = struct.unpack_from("<H", data, 0x1E)
    if shift not in (9, 12):
        raise OleError("sector size is neither 512 nor 4096")
    size = 1 << shift
    # WPS leaves the last sector short: count it as whole.
    count = max(0, -(-(len(data) - size) // size))
    fat_count, difat_first = struct.unpack_from("<I20xI", data, 0x2C)
    if fat_count > count:
        raise OleError("more allocation sectors than sectors")
    numbers = list(struct.unpack_from("<109I", data, 0x4C))
    bare = _Container(data, size, count, ())
    sector, seen = difat_first, 0
    while sector < _NO_MORE_SECTORS and len(numbers) < fat_count:
        seen += 1
        if seen > count or sector >= count:
            raise OleError("cyclic list of allocation sectors")
        block = bare.sector(sector).ljust(size, b"\xff")
        *more, sector = struct.unpack(f"<{size // 4}I", block)
        numbers += more
    fat: list[int] = []
    for number in numbers[:fat_count]:
        if number >= count:
            raise OleError("allocation sector outside the file")
        block = bare.sector(number).ljust(size, b"\xff")
        fat += struct.unpack(f"<{size // 4}I", block)
    return _Container(data, size, count, tuple(fat))
