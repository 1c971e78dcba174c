"""A zip container, looked into without trusting what it says about itself.

Owns its list of members and inflating one of them piece by piece, counted; refuses
members that overlap, repeat, leave the folder, or are larger than they declare.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from analytics.basics.errors import IntakeError, Problem

MAX_MEMBERS = 10_000
MAX_DIRECTORY_BYTES = 4_000_000
MAX_PART_BYTES = 150_000_000
MAX_SUM_BYTES = 300_000_000
_CHUNK = 1 << 20
_SLICE = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_RESAVE = "请用 Excel 或 WPS 打开后另存为新的 .xlsx，再上传"


def refuse(code: str, problem: str, remedy: str = _RESAVE) -> IntakeError:
    """An error about the container as a whole; the caller adds the file's name."""
    return IntakeError(Problem("error", code, problem, remedy))


def list_members(data: bytes) -> list[zipfile.ZipInfo]:
    """The members a zip's directory names, before any of them is believed."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(data):
        raise refuse("broken_container", "文件不完整或已损坏，打不开")
    (directory_bytes,) = struct.unpack_from("<I", data, end + 12)
    if directory_bytes != 0xFFFFFFFF and directory_bytes > MAX_DIRECTORY_BYTES:
        raise refuse("too_many_members", "文件内部的部件太多，不像正常的工作簿")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            members = opened.infolist()
    # A damaged directory fails in a dozen ways; to the user they are one.
    except Exception as error:
        raise refuse("broken_container", "文件不完整或已损坏，打不开") from error
    if len(members) > MAX_MEMBERS:
        raise refuse("too_many_members", "文件内部的部件太多，不像正常的工作簿")
    return members


def check_members(members: Sequence[zipfile.ZipInfo]) -> None:
    """Raise on what no spreadsheet program writes, and on declared sizes too large."""
    names = [member.filename.lower().replace("\\", "/") for member in members]
    if len(set(names)) < len(names):
        raise refuse("duplicate_members", "文件内部有重名的部件，无法判断以哪个为准")
    for name in names:
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise refuse("unsafe_path", "文件内部有越出自身范围的路径，不是正常的工作簿")
    if any(member.flag_bits & 1 for member in members):
        raise refuse("encrypted", "文件设有密码", "请在 Excel 或 WPS 中取消密码后另存，再上传")
    if any(m.compress_type not in (0, 8) for m in members):
        raise refuse("odd_compression", "文件用了不常见的压缩方法，不能读取")
    if any(member.file_size > MAX_PART_BYTES for member in members):
        raise _too_large_part()
    if sum(member.file_size for member in members) > MAX_SUM_BYTES:
        raise refuse(
            "too_large_inside",
            f"文件解压后超过 {MAX_SUM_BYTES // 1_000_000} MB，没有读取",
            "请删除不需要的工作表和空白区域，另存后再上传",
        )
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise refuse("overlapping_members", "文件内部的部件互相重叠，不是正常的工作簿")
        end = member.header_offset + _LOCAL_HEADER.size + member.compress_size


def sound_parts(data: bytes) -> dict[str, zipfile.ZipInfo]:
    """The members by their folded names, each of them unpacked once and found whole."""
    members = list_members(data)
    check_members(members)
    for member in members:
        for _ in inflate(data, member):
            pass
    return {member.filename.lower().replace("\\", "/"): member for member in members}


def inflate(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """One member's bytes, at most _CHUNK at a time, never more than it declared."""
    header = data[member.header_offset : member.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise refuse("broken_container", "文件不完整或已损坏，打不开")
    *_, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
    name_at = member.header_offset + _LOCAL_HEADER.size
    encoding = "utf-8" if member.flag_bits & 0x800 else "cp437"
    # A name damaged in one of its two places would hide a part without a word.
    if data[name_at : name_at + name_bytes] != member.orig_filename.encode(encoding, "replace"):
        raise refuse("broken_container", "文件不完整或已损坏，打不开")
    start = name_at + name_bytes + extra_bytes
    packed = memoryview(data)[start : start + member.compress_size]
    if len(packed) < member.compress_size:
        raise refuse("broken_container", "文件不完整或已损坏，打不开")
    total = checksum = 0
    for piece in _stored(packed) if member.compress_type == 0 else _deflated(packed):
        total += len(piece)
        if total > MAX_PART_BYTES:
            raise _too_large_part()
        if total > member.file_size:
            raise refuse("size_lie", "文件内部声明的大小与实际不符，不是正常的工作簿")
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if total != member.file_size or checksum != member.CRC:
        raise refuse("broken_container", "文件不完整或已损坏，打不开")


def _stored(packed: memoryview) -> Iterator[bytes]:
    for at in range(0, len(packed), _CHUNK):
        yield bytes(packed[at : at + _CHUNK])


def _deflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    try:
        # Small slices: the unconsumed rest is copied at every step.
        for at in range(0, len(packed), _SLICE):
            rest = bytes(packed[at : at + _SLICE])
            while rest and not inflater.eof:
                yield inflater.decompress(rest, _CHUNK)
                rest = inflater.unconsumed_tail
    except zlib.error as error:
        raise refuse("broken_container", "文件不完整或已损坏，打不开") from error


def _too_large_part() -> IntakeError:
    return refuse(
        "too_large_inside",
        f"文件中有部件解压后超过 {MAX_PART_BYTES // 1_000_000} MB，没有读取",
        "请删除不需要的工作表和空白区域，另存后再上传",
    )
