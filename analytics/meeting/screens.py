"""Which screens the data of a region and a period can fill."""

from __future__ import annotations

from functools import partial

from analytics.meeting import districts, ledger, statistics
from analytics.meeting.asked import MeetingFacts
from analytics.meeting.screen import PARTS, Plan, Screen, screen

# In the order of NAMES: how a meeting goes when nobody has put it in another.
_PLANS = (
    Plan("growth", statistics.growth, "投资累计同比", "card.growth", is_of_rows=False),
    Plan("districts", districts.ranking, "投资累计同比"),
    Plan("heat", districts.heat, "投资累计同比"),
    Plan("lines", districts.lines, "投资累计同比"),
    Plan("places", districts.places, is_of_rows=False),
    *(Plan(part, partial(statistics.parts, part)) for part in PARTS),
    Plan("mix", statistics.mix),
    Plan("pull", statistics.pull),
    Plan("completion", ledger.completion, "年度计划完成率", "card.gap"),
    Plan("status", ledger.status, "重点项目状态", "card.status", is_of_rows=False),
    Plan("league", ledger.league, "年度计划完成率排名", "card.lowest"),
    Plan("problems", ledger.problems, "未解决问题已拖的月数", "card.open"),
)


def screens(asked: MeetingFacts) -> list[Screen]:
    """Every screen that can be filled, in the usual order."""
    made = (screen(asked, plan) for plan in _PLANS)
    return [one for one in made if one is not None]
