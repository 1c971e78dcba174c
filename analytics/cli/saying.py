"""What commands share: progress and problems on stderr, a period typed in, files on disk."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from analytics.basics.errors import RefusedError
from analytics.basics.period import Period, parse_period_code

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]


class Speaker:
    """Progress and problems, on stderr."""

    def __init__(self, is_quiet: bool) -> None:
        self._is_quiet = is_quiet

    def progress(self, text: str) -> None:
        if not self._is_quiet:
            self.error(text)

    def error(self, text: str) -> None:
        sys.stderr.write(text + "\n")


def typed_period(text: str) -> Period:
    """For argparse."""
    try:
        return parse_period_code(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"报告期应写成 2025-09，收到 {text}") from error


def typed_moment(text: str) -> datetime:
    """For argparse: naive UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"时刻应写成 2025-10-20 或 2025-10-20T08:30，收到 {text}"
        ) from error
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def bytes_of(path: Path) -> bytes:
    """Raises RefusedError where the file cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(f"{path}：打不开。请检查路径是否正确、有无读取权限") from error


def write(path: Path, data: bytes) -> None:
    """Raises RefusedError where the file cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise RefusedError(
            f"{path}：写不进去。请检查文件夹是否存在、能否写入，文件是否正被打开"
        ) from error
