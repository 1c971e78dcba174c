"""Moments: kept as naive UTC, shown as an office's clock shows them, in Beijing time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_BEIJING = timedelta(hours=8)


def now_utc() -> datetime:
    """Naive: timestamps with a zone need pytz in DuckDB's Python client."""
    return datetime.now(UTC).replace(tzinfo=None)


def beijing(moment: datetime) -> str:
    """A stored moment as an office's clock shows it.

    >>> beijing(datetime(2025, 10, 20, 23, 30))
    '2025-10-21 07:30'
    """
    return f"{moment + _BEIJING:%Y-%m-%d %H:%M}"
