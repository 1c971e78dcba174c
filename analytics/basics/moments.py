"""Moments: kept as naive UTC, shown as an office's clock shows them, in Beijing time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_BEIJING = timedelta(hours=8)
_TYPED = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T ]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?"
)


def now_utc() -> datetime:
    """Naive: timestamps with a zone need pytz in DuckDB's Python client."""
    return datetime.now(UTC).replace(tzinfo=None)


def now_beijing() -> datetime:
    """What a document says it was made at, wherever its server stands."""
    return datetime.now(timezone(_BEIJING))


def beijing(moment: datetime) -> str:
    """A stored moment as an office's clock shows it.

    >>> beijing(datetime(2025, 10, 20, 23, 30))
    '2025-10-21 07:30'
    """
    return f"{moment + _BEIJING:%Y-%m-%d %H:%M}"


def beijing_exact(moment: datetime) -> str:
    """A stored moment to the microsecond, as parse_beijing reads it.

    >>> beijing_exact(datetime(2025, 10, 20, 23, 30))
    '2025-10-21T07:30:00.000000'
    """
    return (moment + _BEIJING).isoformat(timespec="microseconds")


def parse_beijing(text: str) -> datetime | None:
    """The stored moment (naive UTC) that a Beijing time or date means; a date is its whole day.

    None where it is no time.

    >>> parse_beijing("2025-10-21T07:30"), parse_beijing("2025年10月21日")
    (datetime.datetime(2025, 10, 20, 23, 30), datetime.datetime(2025, 10, 21, 15, 59, 59, 999999))
    """
    if not (found := _TYPED.fullmatch(text.strip())):
        return None
    year, month, day, hour, minute, second, fraction = found.groups()
    end = ("23", "59", "59", "999999") if hour is None else (hour, minute, second or "00", fraction)
    try:
        clock = datetime.fromisoformat(
            f"{year}-{month:0>2}-{day:0>2}T{end[0]:0>2}:{end[1]}:{end[2]}.{end[3] or 0:0<6}"
        )
    except ValueError:
        return None
    return clock - _BEIJING
