"""Children that start in milliseconds: one process has the reader loaded and forks them.

Owns the parent's end: starting that process with a clean environment, ordering a child,
waiting for it, killing it. The other end is child.py's serve. Where processes cannot
fork (Windows, not tested), each child is started by itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from analytics.intake.files import child

_MAX_TRACE = 4_000
_START_SECONDS = 60.0
_END_SECONDS = 5.0


def run_child(folder: Path, path: Path, wall_seconds: float) -> tuple[int | None, str]:
    """A child's exit code (None: it took too long) and the end of what it wrote to stderr."""
    if hasattr(os, "fork"):
        return _nursery().run(folder, path, wall_seconds)
    return _run_alone(folder, path, wall_seconds)


class _Nursery:
    """The process that forks; it ends when our end of its socket closes, however we end."""

    def __init__(self) -> None:
        self._of = (os.getpid(), child.__file__)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as it serves
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = _start((child.SERVE, str(theirs.fileno())), self._errors, theirs)
        weakref.finalize(self, _close, self._orders, self._process)

    def is_serving(self) -> bool:
        """Whether it is alive, ours (a fork of us has none) and of the child's present code."""
        return self._process.poll() is None and self._of == (os.getpid(), child.__file__)

    def run(self, folder: Path, path: Path, wall_seconds: float) -> tuple[int | None, str]:
        errors_at = folder / child.ERRORS
        errors_at.touch()  # a child killed at once has written none
        ward, theirs = socket.socketpair()
        with ward, ward.makefile("rb") as lines:
            ward.settimeout(_START_SECONDS)
            with theirs, contextlib.suppress(OSError):  # of a dead one: it is told below
                ward.sendall(json.dumps([str(folder), str(path)]).encode() + b"\n")
                socket.send_fds(self._orders, [b"."], [theirs.fileno()])
            try:
                group = int(lines.readline())
            except (OSError, ValueError):
                return _ended(self._process, _END_SECONDS), _end_of(self._errors)
            ward.settimeout(wall_seconds)
            try:
                code: int | None = int(lines.readline() or -signal.SIGKILL)
            except TimeoutError:
                code = None
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(group, signal.SIGKILL)
                ward.settimeout(None)
                ward.recv(1)  # ends with the last of the group
        with errors_at.open("rb") as errors:
            return code, _end_of(errors)


def _nursery() -> _Nursery:
    with _LOCK:
        if not (_KEPT and _KEPT[0].is_serving()):
            _KEPT[:] = [_Nursery()]
        return _KEPT[0]


def _run_alone(folder: Path, path: Path, wall_seconds: float) -> tuple[int | None, str]:
    with tempfile.TemporaryFile() as errors:
        process = _start((str(folder), str(path)), errors)
        return _ended(process, wall_seconds), _end_of(errors)


def _start(
    arguments: Sequence[str], errors: IO[bytes], *passed: socket.socket
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", child.__file__, *arguments],
        cwd=tempfile.gettempdir(),
        env=_clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        pass_fds=[one.fileno() for one in passed],
        start_new_session=True,
    )


def _clean_environment() -> dict[str, str]:
    """Nothing of the server's own secrets; Windows needs to know its own folder."""
    kept = {key: os.environ[key] for key in ("SYSTEMROOT", "TZ") if key in os.environ}
    return {"LANG": "C.UTF-8", **kept}


def _ended(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The exit code; None where it had to be killed."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None


def _close(orders: socket.socket, process: subprocess.Popen[bytes]) -> None:
    orders.close()
    _ended(process, _END_SECONDS)


def _end_of(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read()[-_MAX_TRACE:].decode("utf-8", "replace")


_LOCK = threading.Lock()
_KEPT: list[_Nursery] = []  # one at most
