"""In which order the screens of a meeting stand, as an office put them.

Owns how an order is kept (every save is a new row, the newest counts) and read again;
which screens there are is analytics/meeting's business.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from analytics.basics.period import Period
from analytics.lake.connection import Lake
from analytics.lake.said import Row, note_answers

Order = tuple[tuple[str, bool], ...]


def keep_order(
    lake: Lake, region_code: str, period: Period, order: Sequence[tuple[str, bool]], *, by: str = ""
) -> None:
    """Keep which screens are shown, in this order, for one region and period."""
    row: Row = {
        "region_code": region_code,
        "period_code": period.code,
        "screens": json.dumps([list(each) for each in order], ensure_ascii=False),
        "noted_by": by,
    }
    note_answers(lake, "meeting_order", [row])


def kept_order(lake: Lake, region_code: str, period: Period) -> Order:
    """The newest order of the period, else that of the period before it, else nothing."""
    found = lake.query_arrow(
        """
        select screens from lake.meeting_order
        where region_code = $region_code
            and period_code <= $period_code
        order by period_code desc, noted_at desc
        limit 1
        """,
        region_code=region_code,
        period_code=period.code,
    )
    rows = found.to_pylist()
    return tuple((key, is_on) for key, is_on in json.loads(rows[0]["screens"])) if rows else ()
