"""The child process: reads one file under limits and leaves the result as a file.

Owns its own limits, the exit codes the parent understands, and the process that has
the reader loaded and forks a child for each file. Started by nursery.py as
`python -I child.py --serve SOCKET`, or FOLDER FILE for one file.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from analytics.intake.files.sheets import Workbook
    from analytics.intake.reading import Hints, Reading

MEMORY_EXIT, RESULT_EXIT = 3, 4
SERVE, ERRORS = "--serve", "errors.txt"
_PROJECT = Path(__file__).resolve().parents[3]
_MAX_RESULT_BYTES = 256 << 20
_MAX_OPEN_FILES = 64


def limit_this_process(memory_bytes: int, cpu_seconds: int) -> None:
    """Limits that hold whatever a library does; Windows knows none of them."""
    try:
        import resource
    except ImportError:  # Windows: only the parent's wall limit holds (not tested)
        return
    for limit, soft, hard in (
        (resource.RLIMIT_AS, memory_bytes, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        (resource.RLIMIT_FSIZE, _MAX_RESULT_BYTES, _MAX_RESULT_BYTES),
        (resource.RLIMIT_NOFILE, _MAX_OPEN_FILES, _MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(limit, (soft, hard))


def read_file(path: Path, file: str, hints_json: bytes) -> bytes:
    """One file's reading, or the one problem why there is none, as JSON."""
    from dataclasses import asdict, replace

    from analytics.basics.errors import IntakeError
    from analytics.intake.files.workbook import pictures, read_workbook
    from analytics.intake.reading_json import hints_from_json, to_json

    try:
        workbook, problems = read_workbook(path.read_bytes(), file)
    except IntakeError as error:
        return json.dumps({"refused": asdict(error.problem)}).encode()
    reading = understand(workbook, hints_from_json(hints_json))
    return to_json(
        replace(
            reading,
            file=file,
            kind=workbook.kind,
            pictures=reading.pictures or pictures(workbook),
            problems=problems + reading.problems,
        )
    )


def understand(workbook: Workbook, hints: Hints) -> Reading:
    """The layout's reading; where its code fails, the pictures and a problem."""
    from analytics.basics.errors import Problem, ReferenceDataError
    from analytics.intake.reading import Reading

    try:
        from analytics.intake.understand import read_sheets

        return read_sheets(workbook, hints)
    except MemoryError:
        raise
    except ReferenceDataError as error:
        problems = error.problems
    # The sheets have been read: a mistake of ours must not cost the user the picture.
    except Exception:
        traceback.print_exc()
        problems = (
            Problem(
                "error",
                "layout_failed",
                "文件能打开，但识别表格时程序出错，没有读出数据",
                "请把文件发给系统维护人员；其他文件可继续上传",
                workbook.file,
            ),
        )
    return Reading(workbook.file, "", workbook.kind, (), (), (), problems, ())


def main(folder: Path, path: Path) -> int:
    """Read the request in the folder, leave result.json there."""
    request = json.loads((folder / "request.json").read_bytes())
    limit_this_process(request["memory_bytes"], request["cpu_seconds"])
    gc.disable()  # one file and the end: what is freed late is freed at exit
    # -I leaves the project out of the path: a file beside the upload is never imported.
    sys.path.insert(0, str(_PROJECT))
    try:
        hints_json = (folder / "hints.json").read_bytes()
        result = read_file(path, request["file"], hints_json)
    except MemoryError:
        return MEMORY_EXIT
    try:
        (folder / "result.json").write_bytes(result)
    except OSError:
        return RESULT_EXIT
    return 0


def serve(orders: socket.socket) -> None:
    """Fork a child for each order until the server has closed its end."""
    sys.path.insert(0, str(_PROJECT))
    import analytics.intake.files.delimited
    import analytics.intake.files.xls
    import analytics.intake.files.xlsx
    import analytics.intake.reading_json
    import analytics.intake.understand  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the watchers
    gc.freeze()
    while True:
        _, passed, _, _ = socket.recv_fds(orders, 1, 1)
        if not passed:
            return
        with socket.socket(fileno=passed[0]) as ward:
            if os.fork() == 0:
                orders.close()
                _watch(ward)


def _watch(ward: socket.socket) -> NoReturn:
    """Say the group to kill, then how its child ended, and take the group along."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    with ward.makefile("rb") as lines:
        folder, path = map(Path, json.loads(lines.readline()))
    ward.sendall(b"%d\n" % os.getpid())
    pid = os.fork()
    if pid == 0:
        ward.close()
        _read_and_exit(folder, path)
    _, status = os.waitpid(pid, 0)
    ward.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _read_and_exit(folder: Path, path: Path) -> NoReturn:
    code = 1
    try:
        os.chdir(folder)
        errors = os.open(ERRORS, os.O_WRONLY | os.O_CREAT)
        os.dup2(errors, sys.stderr.fileno())
        code = main(folder, path)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    if sys.argv[1] == SERVE:
        serve(socket.socket(fileno=int(sys.argv[2])))
    else:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
