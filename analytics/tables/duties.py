"""The calendar of meetings as a page shows it.

Owns headers and how days are written; which days they are is reference's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import pandas as pd

from analytics.basics.period import Period
from analytics.reference.duties import WEEKDAYS, Duty, first_after, meetings_of_quarter


def duties_table(duties: Sequence[Duty], period: Period, counts: Mapping[str, int]) -> pd.DataFrame:
    """The calendar of a period's quarter: one row a duty, its days and what to bring.

    counts: how many entries a list of the page has; a list without one is only named.
    """
    held = meetings_of_quarter(period, duties)
    days = {duty.name: [one.on for one in held if one.name == duty.name] for duty in duties}
    return pd.DataFrame(
        {
            "会议": [duty.name for duty in duties],
            "下一次": [_day_words(first_after(period, duty)) for duty in duties],
            "带什么": [
                "、".join(
                    f"{name}{counts[name]}个" if name in counts else name for name in duty.brings
                )
                for duty in duties
            ],
            "节奏": [duty.rhythm_words for duty in duties],
            "本季（次）": [len(days[duty.name]) for duty in duties],
            "本季日期": [_days_words(days[duty.name]) for duty in duties],
            "依据": [duty.source for duty in duties],
        }
    )


def _day_words(day: date) -> str:
    return f"{day:%Y-%m-%d} {WEEKDAYS[day.weekday()]}"


def _days_words(days: Sequence[date]) -> str:
    """1月4、11、18、25日；2月1、8日."""
    return "；".join(
        f"{month}月{'、'.join(str(day.day) for day in group)}日"
        for month, group in groupby(days, key=lambda day: day.month)
    )
