"""Questions about a year's goals for growth; what is owed in amounts is mart_pace's.

Owns which rows are read; computes nothing.
"""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.lake.connection import Lake


def growth_goals(
    lake: Lake, *, region: str, year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """A region's goals for the year's growth by indicator and tier, 保底 before 力争."""
    return lake.query(
        """
        select indicator_label, tier, goal_value, source, upload_id
        from core_target
        where region_code = $region
            and year = $year
            and month is null
            and is_total
            and goal_kind = 'growth'
            and goal_value is not null
        order by indicator_label, list_position(['', '保底', '力争'], tier), tier
        """,
        as_of=as_of,
        region=region,
        year=year,
    )
