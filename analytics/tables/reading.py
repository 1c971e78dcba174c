"""What a reading says, in words and small tables for the upload page.

Owns the wording of what was understood; reads and stores nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.basics.period import Period
from analytics.intake.bulletins.meanings import MEANINGS as OF_BULLETINS
from analytics.intake.drift import LayoutChange
from analytics.intake.ledgers.meanings import MEANINGS as OF_LEDGERS
from analytics.intake.reading import Reading, SheetPicture, TableUnderstood
from analytics.intake.warnings import is_unlisted
from analytics.lake.connection import Lake
from analytics.lake.loading import Prepared
from analytics.questions import loaded
from analytics.reference import indicators

STATE_WORDS = {"new": "新增", "changed": "变动", "equal": "相同"}
LEDGER_STATISTICS = ("projects", "units", "targets")
MEASURE_WORDS = {
    "level": "总量",
    "yoy_pct": "同比增速",
    "rank": "位次",
    "share_pct": "占比",
    "count": "个数",
    "index": "指数",
    "change": "增减",
    "other": "其他",
}
SPAN_WORDS = {"ytd": "累计", "month": "当月", "quarter": "当季", "year": "全年", "point": "期末"}
STATISTIC_WORDS = {
    "investment": "固定资产投资",
    "projects": "项目台账",
    "units": "分单位进展",
    "targets": "目标任务",
}


def counts(reading: Reading) -> dict[str, int]:
    """How much of what a file holds, only of what it may hold."""
    parts = {
        "项目": len({(one.unit_label, one.project_name) for one in reading.projects}),
        "分单位进展": len(reading.units),
        "目标": len(reading.targets),
    }
    numbers = {
        "数字": len(reading.rows),
        "其中投资": sum(row.statistic == "investment" for row in reading.rows),
    }
    return {
        "表": len(reading.tables),
        **(numbers if reading.rows or not any(parts.values()) else {}),
        **{name: count for name, count in parts.items() if count},
    }


def state_counts(prepared: Prepared) -> dict[str, int]:
    """How many numbers are new, changed and equal; a ledger's have their own table."""
    if prepared.reading.rows or prepared.ledger_difference.empty:
        return {STATE_WORDS[state]: count for state, count in prepared.states.items()}
    return {}


def holds_anything(reading: Reading) -> bool:
    """Whether there is anything to store: numbers, projects, units or targets."""
    return bool(reading.rows or reading.projects or reading.units or reading.targets)


def region_name(lake: Lake, code: str) -> str:
    """A region's name, or that it is not known yet."""
    if not code:
        return "未确定（请填写报送单位或所属地区）"
    found = lake.query("select region_name from core_region where region_code = $code", code=code)
    return str(found.region_name.iloc[0]) if not found.empty else code


def unlisted_places(reading: Reading) -> dict[str, str]:
    """The places the figures name that stand on no list: code to name as printed."""
    return {
        row.region_code: row.region_label for row in reading.rows if is_unlisted(row.region_code)
    }


def periods_text(reading: Reading) -> str:
    """The periods of the investment rows: all of up to three, else first to last."""
    of_ledgers = {Period(one.year, one.month) for one in reading.projects}
    of_ledgers |= {Period(one.year, one.month) for one in reading.units}
    periods = sorted(
        {row.period for row in reading.rows if row.statistic == "investment"}
        or of_ledgers
        or {row.period for row in reading.rows}
    )
    if not periods:
        return "未读出"
    if len(periods) <= 3:
        return "、".join(period.label for period in periods)
    return f"{periods[0].label}至{periods[-1].label}（{len(periods)} 期）"


def sheet_title(reading: Reading, picture: SheetPicture) -> str:
    """A sheet's name with how many numbers it gave."""
    name = picture.name or "（本表）"
    if picture.is_hidden:
        return f"{name}　隐藏表，不读"
    if projects := sum(one.sheet == picture.name for one in reading.projects):
        return f"{name}　{projects} 行项目"
    count = sum(row.sheet == picture.name for row in reading.rows)
    return f"{name}　{count} 个数字" if count else f"{name}　没有数字"


def first_sheet(reading: Reading) -> str:
    """The sheet to show first: one with investment, else one with numbers, else any."""
    names = [picture.name for picture in reading.pictures]
    wanted = [row.sheet for row in reading.rows if row.statistic == "investment"]
    wanted += [row.sheet for row in reading.rows]
    return next((sheet for sheet in wanted if sheet in names), names[0])


def table_text(table: TableUnderstood) -> str:
    """Period, unit, region, rows and statistic of a table, in one line."""
    parts = {
        "表头": table.header,
        "报告期": table.periods,
        "单位": table.units,
        "地区": table.regions,
        "内容": STATISTIC_WORDS.get(table.statistic, "其他统计，单独保存"),
    }
    said = "；".join(f"{name} {value}" for name, value in parts.items() if value)
    count = "个数字" if table.statistic not in LEDGER_STATISTICS else "行"
    return f"{said}；{table.row_count} {count}"


def column_meanings(table: TableUnderstood) -> tuple[str, ...]:
    """What a column of this table may be said to mean."""
    return tuple(OF_LEDGERS if table.statistic in LEDGER_STATISTICS else OF_BULLETINS)


def rows_frame(prepared: Prepared, sheet: str) -> pd.DataFrame:
    """One row a number of a sheet: what it was understood to be, and new or not."""
    states = prepared.states_of(sheet)
    return pd.DataFrame(
        [
            {
                "单元格": row.cell,
                "指标": row.label,
                "地区": row.region_label,
                "报告期": row.period.code,
                "时段": SPAN_WORDS.get(row.span, row.span),
                "类别": MEASURE_WORDS.get(row.measure, row.measure),
                "印出": row.printed,
                "单位": row.unit,
                "对比": STATE_WORDS.get(states.get(row.cell, ""), ""),
            }
            for row in prepared.reading.rows
            if row.sheet == sheet
        ],
        columns=["单元格", "指标", "地区", "报告期", "时段", "类别", "印出", "单位", "对比"],
    )


def indicator_names(lake: Lake) -> dict[str, str]:
    """Indicator code to its name with its breakdown, to choose from."""
    known = loaded.indicators(lake)
    breakdowns = known.breakdown.map(indicators.BREAKDOWNS)
    names = known.indicator_name + "（" + breakdowns + "）"
    return dict(zip(known.indicator_code, names, strict=True))


_CHANGES = {
    "new": "新增",
    "gone": "缺",
    "renamed": "改名",
    "moved": "换了位置的",
    "meaning": "读法变了的",
}
_WHAT = {"column": "列", "row": "行"}
_CHANGES_SHOWN = 8


def drift_lines(prepared: Prepared) -> list[str]:
    """Table by table what is not as in the sender's last file, and what was taken from it."""
    return [
        f"{place}与上次（{drift.since.table.periods or '时间不明'}）相比：{'；'.join(parts)}"
        for drift in prepared.drifts
        if (parts := _changes_said(drift.changes))
        for place in [f"“{drift.title or drift.sheet or '本表'}”"]
    ] + [
        f"表上没有写年份，接着上次的报告期，作为{year}年读"
        for (_, about), year in prepared.carried.items()
        if about == "year"
    ]


def _changes_said(changes: Sequence[LayoutChange]) -> list[str]:
    said = []
    for what, of in _WHAT.items():
        for kind, word in _CHANGES.items():
            own = [one for one in changes if (one.what, one.kind) == (what, kind)]
            if own:
                shown = "、".join(map(_change_said, own[:_CHANGES_SHOWN]))
                more = f"等{len(own)}{of}" if len(own) > _CHANGES_SHOWN else ""
                said.append(f"{word}{of}{shown}{more}")
    return said


def _change_said(change: LayoutChange) -> str:
    if change.kind == "meaning":
        return f"“{change.name}”（原是{change.meant}，现是{change.means}）"
    name = f"“{change.before}”→“{change.name}”" if change.kind == "renamed" else f"“{change.name}”"
    if change.kind == "renamed" and change.meant and change.means != change.meant:
        return (
            f"{name}（原是{change.meant}，现{'是' + change.means if change.means else '没有看懂'}）"
        )
    return (
        f"{name}（{change.means}）" if change.means and change.kind in ("new", "renamed") else name
    )
