"""The rules that colour progress, as data/reference/status_rules.csv lists them.

Owns reading and refusing that list; which figure falls into which band is SQL's.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from analytics.basics.folders import REFERENCE
from analytics.reference.indicators import ReferenceDataError

RULES = REFERENCE / "status_rules.csv"
STAGES = RULES.with_name("project_stages.csv")
COLUMNS = (
    *("rule_code", "rule_name", "rule_version", "applies_to", "sort", "status", "measure"),
    *("lower", "is_lower_included", "upper", "is_upper_included", "place_side", "place_limit"),
    *("source", "source_url", "note"),
)
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
_YES_NO = {"是": True, "否": False, "": False}
_PLACE_SIDES = ("", "top", "bottom")


@dataclass(frozen=True)
class StatusRule:
    """One band of a rule; bounds are None where open."""

    rule_code: str
    rule_name: str
    rule_version: str
    applies_to: str
    sort: int
    status: str
    measure: str
    lower: Decimal | None
    is_lower_included: bool
    upper: Decimal | None
    is_upper_included: bool
    place_side: str
    place_limit: int | None
    source: str
    source_url: str
    note: str


@dataclass(frozen=True)
class Stage:
    """One step on a project's way, from 谋划 (1) to 达产 (7)."""

    code: str
    name: str
    order: int


def read_status_rules(path: Path = RULES) -> tuple[StatusRule, ...]:
    """Every band, in the list's order.

    Raises ReferenceDataError when a row is broken, or two rows claim one place.
    """
    bands: list[StatusRule] = []
    lines: dict[tuple[str, str, int], int] = {}
    for line, row in _rows(path, COLUMNS):
        band = _band(path, line, row)
        place = (band.rule_code, band.applies_to, band.sort)
        if place in lines:
            raise _broken(path, line, f"次序 {band.sort} 与第 {lines[place]} 行相同", "请改次序")
        lines[place] = line
        bands.append(band)
    for band in bands:
        if band.rule_version != next(
            one.rule_version for one in bands if one.rule_code == band.rule_code
        ):
            raise _broken(path, 1, f"规则 {band.rule_code} 有两个版本号", "请改成同一个版本号")
    return tuple(bands)


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
    stages: dict[str, Stage] = {}
    for line, row in _rows(path, ("stage_code", "stage_name", "stage_order")):
        order = _number(path, line, "stage_order", row["stage_order"])
        if order is None or row["stage_name"] in stages:
            raise _broken(
                path, line, f"“{row['stage_name']}”没有次序或重复", "请填次序，并删去重复的行"
            )
        stages[row["stage_name"]] = Stage(row["stage_code"], row["stage_name"], int(order))
    return tuple(stages.values())


def _band(path: Path, line: int, row: dict[str, str]) -> StatusRule:
    for column, known in (
        ("applies_to", _APPLIES_TO),
        ("measure", tuple(MEASURES)),
        ("status", VERDICTS if row["applies_to"] == "pace" else STATUSES),
        ("is_lower_included", tuple(_YES_NO)),
        ("is_upper_included", tuple(_YES_NO)),
        ("place_side", _PLACE_SIDES),
    ):
        if row[column] not in known:
            words = "、".join(filter(None, known))
            raise _broken(path, line, f"{column} 写的是“{row[column]}”", f"请写{words}之一")
    for column in ("rule_code", "rule_name", "rule_version", "source"):
        if not row[column]:
            raise _broken(path, line, f"{column} 是空的", "请填写")
    lower, upper = (_number(path, line, name, row[name]) for name in ("lower", "upper"))
    if lower is not None and upper is not None and lower > upper:
        raise _broken(path, line, f"下限 {lower} 大于上限 {upper}", "请对调")
    sort = _number(path, line, "sort", row["sort"])
    if sort is None:
        raise _broken(path, line, "sort 是空的", "请写次序，如 1")
    limit = _number(path, line, "place_limit", row["place_limit"])
    if bool(row["place_side"]) != (limit is not None):
        raise _broken(path, line, "place_side 与 place_limit 只填了一个", "请都填或都不填")
    return StatusRule(
        rule_code=row["rule_code"],
        rule_name=row["rule_name"],
        rule_version=row["rule_version"],
        applies_to=row["applies_to"],
        sort=int(sort),
        status=row["status"],
        measure=row["measure"],
        lower=lower,
        is_lower_included=_YES_NO[row["is_lower_included"]],
        upper=upper,
        is_upper_included=_YES_NO[row["is_upper_included"]],
        place_side=row["place_side"],
        place_limit=None if limit is None else int(limit),
        source=row["source"],
        source_url=row["source_url"],
        note=row["note"],
    )


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


def _number(path: Path, line: int, column: str, text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise _broken(path, line, f"{column} 写的是“{text}”，不是数", "请写数字或留空")
    return number


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise _broken(path, 1, f"缺少列 {'、'.join(missing)}", "请补上")
        return [
            (reader.line_num, {name: (row[name] or "").strip() for name in columns})
            for row in reader
        ]


def _broken(path: Path, line: int, problem: str, remedy: str) -> ReferenceDataError:
    return ReferenceDataError(f"{path.name} 第 {line} 行：{problem}。{remedy}")
