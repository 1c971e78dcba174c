"""The child process: reads one file under limits and leaves the result as a file.

Owns its own limits, set before anything else is imported, and the exit codes the
parent understands. Started by sandbox.py as `python -I child.py FOLDER FILE`.
"""

from __future__ import annotations

import gc
import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.intake.files.sheets import Workbook
    from analytics.intake.reading import Hints, Reading

MEMORY_EXIT, RESULT_EXIT = 3, 4
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


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
