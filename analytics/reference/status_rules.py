"""The rules that colour progress, as data/reference/status_rules.csv lists them.

Owns reading and refusing that list; which figure falls into which band is SQL's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from analytics.basics.folders import REFERENCE
from analytics.reference.rows import (
    Filled,
    Listing,
    Number,
    Whole,
    WholeOrBlank,
    YesNo,
    YesOrBlank,
    one_of,
)

RULES = REFERENCE / "status_rules.csv"
STAGES = REFERENCE / "project_stages.csv"
STATUSES = ("较快", "正常", "预警", "滞后")
VERDICTS = ("可达", "吃力", "不可达")
MEASURES = {
    "gap_pp": "与序时进度之差（百分点）",
    "ratio_pct": "完成率相当于序时进度的百分之几",
    "unstarted_months": "应开未开的月数",
    "unlisted_months": "开工后未入库的月数",
    "required_multiple": "倒排月均是已完成月均的几倍",
}
YARDSTICKS = {
    "calendar": "按月均摊（n/12）",
    "half_month": "按上半月（(n−0.5)/12）",
    "scaled": "按放大的目标（k·n/12）",
    "own_plan": "按自己的分月计划",
    "quarter_goal": "按季度目标",
}
_APPLIES_TO = ("any", "project", "unit", "pace")
_PLACE_SIDES = ("", "top", "bottom")


@dataclass(frozen=True)
class StatusRule:
    """One band of a rule; bounds are None where open."""

    rule_code: Filled
    rule_name: Filled
    rule_version: Filled
    applies_to: Annotated[str, one_of(_APPLIES_TO)]
    sort: Whole
    status: Annotated[str, one_of((*STATUSES, *VERDICTS))]
    measure: Annotated[str, one_of(MEASURES)]
    lower: Number
    is_lower_included: YesOrBlank
    upper: Number
    is_upper_included: YesOrBlank
    place_side: Annotated[str, one_of(_PLACE_SIDES)]
    place_limit: WholeOrBlank
    source: Filled
    source_url: str
    note: str


@dataclass(frozen=True)
class Stage:
    """One step on a project's way, from 谋划 (1) to 达产 (7); is_within_a_year: a project
    comes to it within a year of the step before, so that a ledger may show which share did."""

    stage_code: Filled
    stage_name: Filled
    stage_order: Whole
    is_within_a_year: YesNo


def read_status_rules(path: Path = RULES) -> tuple[StatusRule, ...]:
    """Every band, in the list's order.

    Raises ReferenceDataError when a row is broken, or two rows claim one place.
    """
    found = Listing(path, StatusRule)
    for line, first, band in found.repeated("rule_code", "applies_to", "sort"):
        found.wrong(line, f"次序 {band.sort} 与第 {first} 行相同", "请改次序")
    versions: dict[str, str] = {}
    for line, band in found.having("rule_code", "rule_version"):
        if band.rule_version != versions.setdefault(band.rule_code, band.rule_version):
            found.wrong(line, f"规则 {band.rule_code} 有两个版本号", "请改成同一个版本号")
    for line, band in found.having("applies_to", "status"):
        known = VERDICTS if band.applies_to == "pace" else STATUSES
        if band.status not in known:
            found.wrong(line, f"status 填的是“{band.status}”", f"请填{'、'.join(known)}之一")
    for line, band in found.having("lower", "upper"):
        if band.lower is not None and band.upper is not None and band.lower > band.upper:
            found.wrong(line, f"下限 {band.lower} 大于上限 {band.upper}", "请对调")
    for line, band in found.having("place_side", "place_limit"):
        if bool(band.place_side) != (band.place_limit is not None):
            found.wrong(line, "place_side 与 place_limit 只填了一个", "请都填或都不填")
    return found.rows()


def rule_choices(path: Path = RULES) -> dict[str, str]:
    """Rule code to what a user chooses by: name and version, in the list's order."""
    return {
        band.rule_code: f"{band.rule_name} 第{band.rule_version}版"
        for band in read_status_rules(path)
        if band.applies_to != "pace"
    }


def rule_sentence(rule_code: str, path: Path = RULES) -> str:
    """The line printed under everything the rule colours: name, version, bands, source."""
    bands = [band for band in read_status_rules(path) if band.rule_code == rule_code]
    if not bands:
        raise ValueError(f"unknown rule {rule_code!r}")
    first = bands[0]
    parts = "；".join(f"{band.status}：{_band_words(band)}" for band in bands)
    sources = "、".join(dict.fromkeys(band.source for band in bands))
    return f"规则：{first.rule_name}第{first.rule_version}版（{parts}）。依据：{sources}"


def read_stages(path: Path = STAGES) -> tuple[Stage, ...]:
    """The steps in their order. Raises ReferenceDataError for one name twice."""
    found = Listing(path, Stage)
    for line, first, one in found.repeated("stage_name"):
        found.wrong(line, f"“{one.stage_name}”与第 {first} 行重复", "请删去重复的行")
    return found.rows()


def _band_words(band: StatusRule) -> str:
    unit = {"gap_pp": "个百分点", "ratio_pct": "%"}.get(band.measure, "个月")
    what = {"gap_pp": "差", "ratio_pct": "比率"}.get(band.measure, MEASURES[band.measure])
    sides = []
    if band.lower is not None:
        sides.append(f"{'≥' if band.is_lower_included else '>'}{_plain(band.lower)}{unit}")
    if band.upper is not None:
        sides.append(f"{'≤' if band.is_upper_included else '<'}{_plain(band.upper)}{unit}")
    place = {"top": "前", "bottom": "后"}.get(band.place_side)
    words = what + "且".join(sides) if sides else "其余"
    return f"{words}且居{place}{band.place_limit}" if place else words


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace("-", "−")
