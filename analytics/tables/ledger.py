"""Project marts as tables and words a 发改 office reads: headers with units, shown digits.

Owns headers, order and wording on the ledger pages; computes nothing but digits.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import SupportsFloat

import pandas as pd

from analytics.basics.key_figure import KeyFigure
from analytics.basics.numbers import cny_100m, rounded, shown
from analytics.questions.project_list import ProjectList
from analytics.questions.values import number
from analytics.tables.statistics import digits, in_cny_100m, moved

ABSENT = "台账没有此列"
# The columns of mart_completion that are null where no ledger has what tells them.
_TOLD_BY = {
    "年度计划": "annual_plan_cny_10k",
    "累计完成": "ytd_cny_10k",
    "开工率": "start_rate_pct",
    "入库率": "should_list_count",
    "资金到位率": "funds_in_place_cny_10k",
    "完成分月计划": "ytd_plan_cny_10k",
}
ROSTER_WORDS = {"entered": "进", "left": "出"}


def completion_cards(total: pd.Series, pace: pd.DataFrame) -> list[KeyFigure]:
    """The whole ledger in five numbers: rate, gap, starts, entry into statistics, pace."""
    cards = [
        KeyFigure(
            "年度计划完成率",
            _percent(total.completion_rate_pct),
            f"{int(total.project_count)}个项目，年度计划"
            f"{_cny_100m(total.annual_plan_cny_10k)}亿元，完成{_cny_100m(total.ytd_cny_10k)}亿元",
        ),
        KeyFigure(
            "与序时进度之差",
            f"{signed(total.schedule_gap_pp)}个百分点"
            if number(total.schedule_gap_pp) is not None
            else shown(None),
            f"序时进度{shown(number(total.schedule_progress_pct))}%，{gap_words(total.schedule_gap_pp)}",
        ),
        KeyFigure(
            "开工率",
            _percent(total.start_rate_pct),
            f"新开工项目已开工{_count(total.new_started_count)}个，全年{_count(total.new_start_count)}个；"
            f"按应开工算{_percent(total.due_start_rate_pct)}"
            if number(total.start_rate_pct) is not None or number(total.new_start_count) is not None
            else f"{ABSENT}：项目性质、开工时间",
        ),
        KeyFigure(
            "入库率",
            _percent(total.listed_rate_pct),
            f"应入库{_count(total.should_list_count)}个，已入库{_count(total.listed_count)}个"
            if number(total.should_list_count) is not None
            else f"{ABSENT}：是否入库",
        ),
    ]
    whole = pace[pace.subject_kind == "total"]
    if not whole.empty:
        cards.append(_outlook(whole.iloc[0]))
    return cards


def _outlook(row: pd.Series) -> KeyFigure:
    """What the year comes to: what the rest must bring, or by how much it was met or missed."""
    verdict = row.verdict if isinstance(row.verdict, str) else shown(None)
    if row.beyond_goal_cny_10k == 0:
        note = "正好是全年目标"
    elif row.remaining_cny_10k == 0:
        note = f"超过全年目标{_amount(row.beyond_goal_cny_10k)}"
    elif row.remaining_months == 0:
        note = f"比全年目标少{_amount(row.remaining_cny_10k)}"
    else:
        note = (
            f"余下每月需完成{_cny_100m(row.required_monthly_cny_10k)}亿元，"
            f"是已完成月均的{shown(number(row.required_multiple), 2)}倍"
        )
    return KeyFigure("年底前景", verdict, note)


def absent_line(rows: pd.DataFrame) -> str:
    """Which rates of mart_completion no row has, for want of their column; "" for none."""
    absent = [name for name, column in _TOLD_BY.items() if rows[column].isna().all()]
    return f"{ABSENT}：{'、'.join(absent)}。" if absent and not rows.empty else ""


def gap_words(gap_pp: SupportsFloat | None) -> str:
    """超过 or 滞后, never a minus sign.

    >>> gap_words(-6.47), gap_words(13.82), gap_words(0.0), gap_words(None)
    ('滞后6.5个百分点', '超过13.8个百分点', '与序时持平', '没有年度计划，不比')
    """
    known = number(gap_pp)
    if known is None:
        return "没有年度计划，不比"
    gap = rounded(known)
    if gap == 0:
        return "与序时持平"
    return f"{'超过' if gap > 0 else '滞后'}{abs(gap)}个百分点"


def signed(value: SupportsFloat | None) -> str:
    """A difference with its sign; — where undefined."""
    known = number(value)
    text = shown(known)
    return f"+{text}" if known is not None and rounded(known) > 0 else text


def completion_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_completion for a page: one row a unit."""
    return pd.DataFrame(
        {
            "责任单位": rows.unit,
            "状态": rows.status.fillna("—"),
            "完成率（%）": digits(rows.completion_rate_pct),
            "序时进度（%）": digits(rows.schedule_progress_pct),
            "与序时之差（百分点）": digits(rows.schedule_gap_pp),
            "年度计划（亿元）": in_cny_100m(rows.annual_plan_cny_10k),
            "累计完成（亿元）": in_cny_100m(rows.ytd_cny_10k),
            "项目（个）": rows.project_count,
            "已开工（个）": rows.started_count,
            "开工率（%）": digits(rows.start_rate_pct),
            "入库率（%）": digits(rows.listed_rate_pct),
            "资金到位率（%）": digits(rows.funds_rate_pct),
            "完成分月计划（%）": digits(rows.plan_to_date_rate_pct),
            "出处": rows.source,
        }
    )


def projects_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_projects for a page: one row a project."""
    return pd.DataFrame(
        {
            "项目": rows.project_name,
            "状态": rows.status.fillna("—"),
            "责任单位": rows.unit,
            "性质": rows.project_kind,
            "阶段": rows.stage,
            "完成率（%）": digits(rows.completion_rate_pct),
            "与序时之差（百分点）": digits(rows.schedule_gap_pp),
            "总投资（亿元）": in_cny_100m(rows.planned_total_cny_10k),
            "年度计划（亿元）": in_cny_100m(rows.annual_plan_cny_10k),
            "累计完成（亿元）": in_cny_100m(rows.ytd_cny_10k),
            "形象进度": rows.progress_text,
            "存在问题": rows.problem_text,
            "责任领导": rows.leader,
            "出处": rows.source,
        }
    )


def list_line(found: ProjectList) -> str:
    """How many projects a list holds, what they come to, and whether all are shown."""
    amounts = "、".join(
        f"{name} {shown(cny_100m(value), 2)} 亿元"
        for name, value in (
            ("年度计划", found.annual_plan_cny_10k),
            ("累计完成", found.ytd_cny_10k),
        )
        if value is not None
    )
    told = f"{found.count}/{found.every_count} 个项目{'，' if amounts else ''}{amounts}。"
    if found.count == len(found.rows):
        return told
    return f"{told}这里列出差得最多的前 {len(found.rows)} 个，下载的表含全部。"


def league_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_league for a page: one row a unit that is ranked."""
    return pd.DataFrame(
        {
            "责任单位": rows.unit,
            "位次": rows.place,
            "位次变化": [moved(value) for value in rows.place_change],
            "完成率（%）": digits(rows.completion_rate_pct),
            "上期完成率（%）": digits(rows.completion_rate_before_pct),
            "与序时之差（百分点）": digits(rows.schedule_gap_pp),
            "年度计划（亿元）": in_cny_100m(rows.annual_plan_cny_10k),
            "累计完成（亿元）": in_cny_100m(rows.ytd_cny_10k),
            "说明": [
                "基数较小" if is_small else "" for is_small in rows.is_small_base.fillna(False)
            ],
            "出处": rows.source,
        }
    )


def league_ends_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The first or the last of mart_league, as narrow as a column beside a chart."""
    columns = ["责任单位", "位次", "位次变化", "完成率（%）", "上期完成率（%）"]
    return league_table(rows)[columns]


def problems_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_problems for a page: one row a problem, those to be raised highest first."""
    return pd.DataFrame(
        {
            "项目": rows.project_name,
            "问题": rows.problem_text,
            "提请层级": rows.escalation,
            "状态": rows.state,
            "责任单位": rows.unit,
            "责任领导": rows.leader,
            "解决时限": rows.problem_due_on,
            "已有（月）": rows.months_open,
            "逾期（天）": rows.days_overdue,
            "完成率（%）": digits(rows.completion_rate_pct),
            "出处": rows.source,
        }
    )


def late_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_late for a page: one row a project and a way of being late."""
    return pd.DataFrame(
        {
            "项目": rows.project_name,
            "类型": rows.kind,
            "原因": rows.reason,
            "责任单位": rows.unit,
            "责任领导": rows.leader,
            "应于": rows.due_on,
            "逾期（天）": rows.days_overdue,
            "出处": rows.source,
        }
    )


def behind_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_status_history of projects 滞后 now: how long each has been behind."""
    return pd.DataFrame(
        {
            "项目": rows.project_name,
            "责任单位": rows.unit,
            "连续滞后（月）": rows.months_behind_in_a_row,
            "上期状态": rows.status_before.fillna("—"),
            "完成率（%）": digits(rows.completion_rate_pct),
            "与序时之差（百分点）": digits(rows.schedule_gap_pp),
            "出处": rows.source,
        }
    )


def moves_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_status_moves where something moved: from, to, how many, which."""
    moves = rows[rows.status_before != rows.status]
    return pd.DataFrame(
        {
            "上期": moves.status_before,
            "本期": moves.status,
            "项目（个）": moves.project_count,
            "项目名称": moves.projects,
        }
    )


def roster_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_roster for a page: who entered and who left."""
    return pd.DataFrame(
        {
            "进出": rows.change.map(ROSTER_WORDS),
            "项目": rows.project_name,
            "责任单位": rows.unit,
            "总投资（亿元）": in_cny_100m(rows.planned_total_cny_10k),
            "年度计划（亿元）": in_cny_100m(rows.annual_plan_cny_10k),
            "出处": rows.source,
        }
    )


def pace_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_pace for a page: what each remaining month must bring."""
    return pd.DataFrame(
        {
            "对象": rows.subject,
            "目标": rows.tier.fillna(""),
            "前景": rows.verdict.fillna("—"),
            "全年目标（亿元）": in_cny_100m(rows.goal_cny_10k),
            "累计完成（亿元）": in_cny_100m(rows.ytd_cny_10k),
            "完成率（%）": digits(rows.completion_rate_pct),
            "已完成月均（亿元）": in_cny_100m(rows.mean_monthly_cny_10k),
            "倒排月均（亿元）": in_cny_100m(rows.required_monthly_cny_10k),
            "倒排是月均的（倍）": digits(rows.required_multiple, 2),
            "按近期速度年底（%）": digits(rows.year_end_rate_pct),
            "出处": rows.source,
        }
    )


def rules_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of recoloured: which projects two rules colour differently."""
    return pd.DataFrame(
        {
            "项目": rows.project_name,
            "责任单位": rows.unit,
            "现规则": rows.status,
            "试算规则": rows.other_status,
            "完成率（%）": digits(rows.completion_rate_pct),
            "与序时之差（百分点）": digits(rows.schedule_gap_pp),
        }
    )


def card_lines(project: pd.Series) -> dict[str, str]:
    """A project's card: what is known of it, in the order an official asks."""
    dates = {
        "计划开工": project.planned_start_on,
        "实际开工": project.started_on,
        "计划竣工": project.planned_finish_on,
        "实际竣工": project.finished_on,
    }
    lines = {
        "责任单位": project.unit,
        "责任领导": project.leader,
        "性质与阶段": "，".join(
            text for text in (project.project_kind, project.stage) if _said(text)
        ),
        "总投资": f"{_cny_100m(project.planned_total_cny_10k)}亿元",
        "至上年底累计": f"{_cny_100m(project.invested_before_cny_10k)}亿元",
        "年度计划": f"{_cny_100m(project.annual_plan_cny_10k)}亿元",
        "本年完成": f"{_cny_100m(project.ytd_cny_10k)}亿元，完成率"
        f"{_percent(project.completion_rate_pct)}，{gap_words(project.schedule_gap_pp)}",
        "资金到位": f"{_cny_100m(project.funds_in_place_cny_10k)}亿元，到位率"
        f"{_percent(project.funds_rate_pct)}",
        **{name: f"{date:%Y-%m-%d}" for name, date in dates.items() if pd.notna(date)},
        "上月计划": project.planned_last_time_text,
        "本月进度": project.progress_text,
        "下月计划": project.next_plan_text,
        "存在问题": project.problem_text,
    }
    return {name: str(text) for name, text in lines.items() if _said(text)}


def cells_of(project: pd.Series) -> dict[str, str]:
    """Which cell each figure of a project's row was read from: column name to A1."""
    cells: dict[str, str] = json.loads(project.cells)
    return cells


def _said(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _cny_100m(value: object) -> str:
    [amount] = in_cny_100m(pd.Series([value], dtype=object))
    return shown(amount, 2)


def _amount(cny_10k: Decimal) -> str:
    """In 亿元; 0.00亿元 would say nothing of a small one."""
    in_100m = _cny_100m(cny_10k)
    return f"{rounded(cny_10k, 0)}万元" if in_100m == shown(0, 2) else f"{in_100m}亿元"


def _percent(value: SupportsFloat | None) -> str:
    known = number(value)
    return shown(known) if known is None else f"{shown(known)}%"


def _count(value: SupportsFloat | None) -> str:
    return shown(number(value), 0)
