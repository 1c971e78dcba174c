"""Reads an upload in a child process that may die without anybody noticing.

Owns its limits and the sentence for each way in which it can fail; the parent never
opens the file with a spreadsheet library.
"""

from __future__ import annotations

import hashlib
import json
import logging
import signal
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files import child, nursery
from analytics.intake.files.grid import placed
from analytics.intake.files.workbook import check_size
from analytics.intake.reading import Hints, Reading
from analytics.intake.reading_json import from_json, hints_to_json

_RESAVE = "请用 Excel 或 WPS 打开后另存为新的 .xlsx，再上传"
_SMALLER = "请删除不需要的工作表和空白区域，或分成几个文件，再上传"
# Each child may take 1.2 GB: two at a time keep the machine answering.
_CHILDREN = threading.BoundedSemaphore(2)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What one reading may take before it is stopped."""

    memory_bytes: int = 1_200_000_000
    cpu_seconds: int = 20
    wall_seconds: float = 60  # on a busy machine many times the processor's


DEFAULT_LIMITS = Limits()


def read_in_child(
    source: bytes | Path, file: str, hints: Hints, limits: Limits = DEFAULT_LIMITS
) -> Reading:
    """Read an upload (its bytes, or where they lie); file is the name to show.

    Raises IntakeError, always with one Chinese Problem, when nothing can be read.
    """
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        check_size(size)
        with _CHILDREN, tempfile.TemporaryDirectory(prefix="intake-") as name:
            folder = Path(name)
            path = _lay_out(folder, source, file, hints, limits)
            code, trace = nursery.run_child(folder, path, limits.wall_seconds)
            result = folder / "result.json"
            parts = result.read_bytes() if code == 0 and result.is_file() else b""
    except IntakeError as error:
        raise IntakeError(placed(error.problem, file)) from error
    if not parts:
        raise _failure(code, trace, file, limits)
    if trace.strip():
        _log.error("intake child had to give up on a layout\n%s", trace)
    if parts.startswith(b'{"refused"'):
        raise IntakeError(Problem(**json.loads(parts)["refused"]))
    return replace(from_json(parts), sha256=_sha256(source))


def _lay_out(folder: Path, source: bytes | Path, file: str, hints: Hints, limits: Limits) -> Path:
    """Write the request; the upload's own name is never used as a path."""
    request = {
        "file": file,
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": limits.cpu_seconds,
    }
    (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
    (folder / "hints.json").write_bytes(hints_to_json(hints))
    if isinstance(source, Path):
        return source.resolve()
    path = folder / "upload"
    path.write_bytes(source)
    return path


def _failure(code: int | None, trace: str, file: str, limits: Limits) -> IntakeError:
    if code is None or code == -getattr(signal, "SIGXCPU", 24):
        seconds = limits.wall_seconds if code is None else limits.cpu_seconds
        found = ("child_time", f"读取超过 {seconds:g} 秒，已停止", _SMALLER)
    elif code == child.RESULT_EXIT:
        found = ("child_result", "读出的数据太多，没有读取", _SMALLER)
    elif code in (child.MEMORY_EXIT, -9) or "memory allocation" in trace:
        megabytes = limits.memory_bytes // 1_000_000
        found = ("child_memory", f"读取所需内存超过 {megabytes} MB，已停止", _SMALLER)
    elif code < 0:
        found = ("child_aborted", "文件内容使读取程序异常退出，没有读取", _RESAVE)
    else:
        # A mistake of ours: the user gets a sentence, the log gets the trace.
        _log.error("intake child failed with exit code %s\n%s", code, trace)
        found = ("child_failed", "读取程序没有读懂这个文件，没有读取", _RESAVE)
    error = IntakeError(Problem("error", *found, file=file))
    if trace.strip():
        error.add_note(trace)
    return error


def _sha256(source: bytes | Path) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
