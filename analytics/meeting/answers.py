"""The 备询 card of a screen: what stands behind its figure, in lines that can be said.

Owns which lines there are and their words; every number is a mart's. A comparison that
the lake cannot make is said to be missing, never left to be guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics.basics.numbers import cny_100m, rounded, shown
from analytics.charts.kit.columns import fastest_first, numbers, texts, whole_numbers
from analytics.meeting.asked import MeetingFacts
from analytics.speech.grammar import wording
from analytics.speech.paragraphs.cards import LONGEST_ANSWER

_NAMED = 3


@dataclass(frozen=True)
class AnswerCard:
    """A title and lines of (what, said)."""

    title: str
    lines: tuple[tuple[str, str], ...]


def card(asked: MeetingFacts, code: str, finding: str, lines: list[tuple[str, str]]) -> AnswerCard:
    """The prepared answer where there is one, else the finding, and the lines behind it."""
    answer = asked.answers.get(code) or finding
    kept = answer if len(answer) <= LONGEST_ANSWER else asked.answers.get("card.growth", "")
    return AnswerCard(kept or finding, (*lines, ("项目", projects_line(asked))))


def pulling_lines(rows: pd.DataFrame, name: str) -> list[tuple[str, str]]:
    """What drives the whole, up and down, where pulls may be stated."""
    safe = rows[rows.is_safe_to_state.fillna(False).astype(bool)]
    if safe.empty:
        return []
    breakdown = "industry" if (safe.breakdown == "industry").any() else safe.breakdown.iloc[0]
    own = safe[(safe.breakdown == breakdown) & ~safe.is_residual.astype(bool)]
    ups, downs = _ends(texts(own, name), numbers(own, "pull_shown_pp"))
    return [
        ("拉动最多", _listed(ups, lambda pp: f"{shown(pp)}个百分点")),
        ("下拉最多", _listed(downs, lambda pp: f"{shown(abs(pp))}个百分点")),
    ]


def moving_lines(rows: pd.DataFrame, name: str) -> list[tuple[str, str]]:
    """Whose growth moved most since the period before."""
    changes = numbers(rows, "yoy_change_pp")
    if all(change is None for change in changes):
        return [("比上期", "没有上期的增速，不能比较")]
    said = [
        "" if yoy is None or change is None else each + wording.moved(yoy, change)
        for each, yoy, change in zip(
            texts(rows, name), numbers(rows, "yoy_pct"), changes, strict=True
        )
    ]
    return [
        (what, "；".join(words for words, _ in end) or "没有")
        for what, end in zip(("上升最多", "下降最多"), _ends(said, changes), strict=True)
    ]


def base_line(asked: MeetingFacts, rows: pd.DataFrame, name: str) -> tuple[str, str]:
    """The same months a year ago: a high base makes a low growth."""
    known = [
        f"{each}{wording.growth(value)}"
        for each, value in zip(texts(rows, name), numbers(rows, "yoy_pct"), strict=True)
        if value is not None
    ]
    period = asked.selection.period.last_year.label
    return "上年同期", f"{period}：{'；'.join(known)}" if known else f"没有{period}的增速"


def revision_line(
    before: pd.DataFrame, now: pd.DataFrame, key: str, name: str, value: str = "yoy_pct"
) -> tuple[str, str]:
    """Which published numbers differ from what was known before the newest upload."""
    if before.empty:
        return "修订", "首次接收，没有更早的版次"
    earlier = dict(zip(texts(before, key), numbers(before, value), strict=True))
    changed = [
        f"{each}由{_worded(value, earlier[code])}改为{_worded(value, new)}"
        for code, each, new in zip(
            texts(now, key), texts(now, name), numbers(now, value), strict=True
        )
        if code in earlier and _differ(earlier[code], new)
    ]
    if not changed:
        return "修订", "与上一版次相同"
    more = f"等{len(changed)}项" if len(changed) > _NAMED else ""
    return "修订", "；".join(changed[:_NAMED]) + more


def projects_line(asked: MeetingFacts) -> str:
    """The projects that lag most behind their schedule."""
    if asked.ledger is None or asked.ledger.projects.empty:
        return "没有项目台账，列不出项目"
    rows = asked.ledger.projects
    rows = rows[rows.status.isin(("滞后", "预警"))]
    if rows.empty:
        return "没有滞后或预警的项目"
    said = [
        f"{name}（完成{shown(rate)}%）"
        for name, rate in zip(
            texts(rows, "project_name"), numbers(rows, "completion_rate_pct"), strict=True
        )
    ]
    return f"发改口径滞后、预警{len(rows)}个，最慢的是{'；'.join(said[:_NAMED])}"


def find(asked: MeetingFacts, key: str) -> AnswerCard | None:
    """The figure card of a district or a project; None where the lake knows neither."""
    kind, _, code = key.partition("|")
    return _district(asked, code) if kind == "district" else _project(asked, code)


def findable(asked: MeetingFacts) -> list[tuple[str, str]]:
    """(key, name) of every district and project that can be asked for, districts first."""
    found = []
    if asked.statistics is not None:
        rows = asked.statistics.districts
        found += [
            (f"district|{code}", name)
            for code, name in zip(
                texts(rows, "region_code"), texts(rows, "region_name"), strict=True
            )
        ]
    if asked.ledger is not None:
        rows = asked.ledger.projects
        found += [
            (f"project|{code}", f"{name}（{unit}）" if unit else name)
            for code, name, unit in zip(
                texts(rows, "project_key"),
                texts(rows, "project_name"),
                texts(rows, "unit"),
                strict=True,
            )
        ]
    return found


def _district(asked: MeetingFacts, code: str) -> AnswerCard | None:
    if asked.statistics is None:
        return None
    rows = asked.statistics.districts
    rows = rows[rows.region_code == code]
    if rows.empty:
        return None
    whole = wording.whole(asked.selection.region.name)
    [name], [yoy] = texts(rows, "region_name"), numbers(rows, "yoy_pct")
    [change], [gap] = numbers(rows, "yoy_change_pp"), numbers(rows, "gap_to_parent_pp")
    [place], [level] = whole_numbers(rows, "rank"), numbers(rows, "ytd_cny_10k")
    past = asked.statistics.last_year_districts
    past = past[past.region_code == code]
    lines = [
        (
            "增速",
            "—" if yoy is None else f"{asked.selection.period.label}{wording.growth(yoy)}",
        ),
        ("位次", "—" if place is None else f"{whole}第{place}位"),
        ("比上期", "—" if change is None or yoy is None else wording.moved(yoy, change)),
        (f"与{whole}相比", _moved(gap, "高", "低")),
        base_line(asked, past, "region_name"),
    ]
    if level is not None:
        lines.append(("累计完成", wording.money(level)))
    lines.append(("出处", texts(rows, "source")[0]))
    return AnswerCard(name, tuple(lines))


def _project(asked: MeetingFacts, code: str) -> AnswerCard | None:
    if asked.ledger is None:
        return None
    rows = asked.ledger.projects
    rows = rows[rows.project_key == code].head(1)
    if rows.empty:
        return None
    said = {
        name: texts(rows, name)[0]
        for name in ("project_name", "unit", "status", "progress_text", "problem_text", "leader")
    }
    [rate], [gap] = numbers(rows, "completion_rate_pct"), numbers(rows, "schedule_gap_pp")
    [plan], [done] = numbers(rows, "annual_plan_cny_10k"), numbers(rows, "ytd_cny_10k")
    lines = [
        ("责任单位", said["unit"]),
        ("状态", said["status"]),
        (
            "完成率",
            "没有年度计划" if rate is None else f"{shown(rate)}%，比序时{_moved(gap, '快', '慢')}",
        ),
        ("年度计划", "—" if plan is None else f"{shown(cny_100m(plan), 2)}亿元"),
        ("累计完成", "—" if done is None else f"{shown(cny_100m(done), 2)}亿元"),
        ("形象进度", said["progress_text"]),
        ("存在问题", said["problem_text"]),
        ("责任领导", said["leader"]),
        ("出处", texts(rows, "source")[0]),
    ]
    return AnswerCard(said["project_name"], tuple((what, words) for what, words in lines if words))


def _ends(
    names: list[str], values: list[Decimal | None]
) -> tuple[list[tuple[str, Decimal]], list[tuple[str, Decimal]]]:
    ordered = [(names[row], values[row]) for row in fastest_first(values)]
    known = [(name, value) for name, value in ordered if value is not None]
    ups = [pair for pair in known if rounded(pair[1]) > 0]
    downs = [pair for pair in reversed(known) if rounded(pair[1]) < 0]
    return ups[:_NAMED], downs[:_NAMED]


def _listed(pairs: list[tuple[str, Decimal]], worded: Callable[[Decimal], str]) -> str:
    return "；".join(f"{name}{worded(value)}" for name, value in pairs) or "没有"


def _moved(value: Decimal | None, up: str, down: str) -> str:
    if value is None:
        return "—"
    seen = rounded(value)
    return f"{up if seen > 0 else down}{abs(seen)}个百分点" if seen else "持平"


def _worded(what: str, value: Decimal | None) -> str:
    if value is None:
        return "—"
    is_growth = what == "yoy_pct"
    return wording.growth(value).removeprefix("同比") if is_growth else f"{shown(value)}%"


def _differ(before: Decimal | None, now: Decimal | None) -> bool:
    if before is None or now is None:
        return before is not now
    return rounded(before) != rounded(now)
