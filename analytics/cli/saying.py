"""What commands share: progress and problems on stderr, a period typed in, files on disk."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import sys
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from analytics.basics.csv import csv_bytes
from analytics.basics.errors import RefusedError
from analytics.basics.moments import beijing_exact, parse_beijing
from analytics.basics.period import Period, parse_period_code

_LARGEST_SCALE = 10

if TYPE_CHECKING:
    import pandas as pd

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
    """For argparse: a Beijing time, or a date with the whole of its day; naive UTC."""
    if (moment := parse_beijing(text)) is None:
        raise argparse.ArgumentTypeError(
            f"时刻应写成北京时间 2025-10-20（当天全天）或 2025-10-20T08:30，收到 {text}"
        )
    return moment


def typed_scale(text: str) -> Decimal:
    """For argparse: k of k·n/12."""
    with contextlib.suppress(InvalidOperation):
        if 0 < (scale := Decimal(text)) < _LARGEST_SCALE:
            return scale
    raise argparse.ArgumentTypeError(f"倍数应写成 1.2 的样子，收到 {text}")


def typed_threshold(text: str) -> Decimal:
    """For argparse: 万元."""
    with contextlib.suppress(InvalidOperation):
        if (threshold := Decimal(text)) >= 0:
            return threshold
    raise argparse.ArgumentTypeError(f"门槛应写成万元数，如 5000，收到 {text}")


def write_table(frame: pd.DataFrame) -> None:
    """Rows on stdout as pages download them: Excel opens it, nothing in it is a formula.

    Moments (…_at) are Beijing's, as an office's clock shows them.
    """
    shown = frame.astype(object).where(frame.notna(), None)
    for column in frame.columns:
        if str(column).endswith("_at"):
            shown[column] = [None if at is None else beijing_exact(at) for at in shown[column]]
    rows = shown.itertuples(index=False, name=None)
    sys.stdout.buffer.write(csv_bytes(rows, list(frame.columns)))
    sys.stdout.flush()


def person() -> str:
    """Who runs the command, where nobody else is named; "" where the system knows no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


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
