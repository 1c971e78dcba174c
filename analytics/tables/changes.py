"""What a ledger not stored yet would change, as small tables and lines in Chinese.

Owns the words for states and fields and their order; compares nothing (SQL does).
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.numbers import shown

STATE_WORDS = {
    "new": "新增",
    "left": "退出",
    "changed": "变动",
    "unlisted": "未再列出",
    "outranked": "不采用",
    "equal": "相同",
}
KIND_WORDS = {"project": "项目", "unit": "分单位进展", "target": "目标"}
FIELD_WORDS = {
    "project_name": "项目名称",
    "unit_label": "责任单位",
    "league": "组别",
    "priority_level": "级别",
    "project_kind": "性质",
    "stage": "阶段",
    "leader": "责任领导",
    "project_count": "项目数（个）",
    "started_count": "已开工（个）",
    "planned_total": "总投资（万元）",
    "invested_before": "至上年底累计（万元）",
    "annual_plan": "年度计划（万元）",
    "ytd": "累计完成（万元）",
    "ytd_plan": "累计计划（万元）",
    "monthly": "当月完成（万元）",
    "monthly_plan": "当月计划（万元）",
    "funds_in_place": "到位资金（万元）",
    "printed_rate_pct": "印出的完成率（%）",
    "printed_rank": "印出的位次",
    "planned_start_on": "计划开工",
    "started_on": "实际开工",
    "planned_finish_on": "计划竣工",
    "finished_on": "实际竣工",
    "is_started": "是否开工",
    "is_in_statistics": "是否入库",
    "progress_text": "形象进度",
    "next_plan_text": "下月计划",
    "problem_text": "存在问题",
    "problem_due_on": "解决时限",
    "level": "总量目标",
    "growth": "增速目标",
    "completion": "完成率目标",
    "level_of_quarter": "单季目标",
    "level_of_month": "单月目标",
}
NOTES = {
    "unlisted": "未再列出的单位和目标仍按已入库的计",
    "outranked": "往月的数以当月台账为准，此处所列不采用",
}
_TRUTH = {"true": "是", "false": "否"}


def summary_table(difference: pd.DataFrame) -> pd.DataFrame:
    """One row a sheet, kind and period: what it is compared with, and how many of each."""
    grouped = _with_period_before(difference).groupby(
        ["kind", "sheet", "period_code", "period_code_before"], sort=False
    )
    return pd.DataFrame(
        [
            {
                "工作表": sheet or "（本表）",
                "内容": KIND_WORDS[str(kind)],
                "报告期": period,
                "对照": before or "未入库过",
                **{
                    word: int(rows[rows.state == state].row_key.nunique())
                    for state, word in STATE_WORDS.items()
                    if state not in NOTES or (difference.state == state).any()
                },
                "变动的数（处）": int((rows.state == "changed").sum()),
            }
            for (kind, sheet, period, before), rows in grouped
        ]
    )


def changes_table(difference: pd.DataFrame) -> pd.DataFrame:
    """Everything but what stays as it is, first what enters and leaves."""
    order = {state: place for place, state in enumerate(STATE_WORDS)}
    rows = difference[difference.state != "equal"]
    rows = rows.sort_values("state", key=lambda states: states.map(order), kind="stable")
    is_changed = rows.state == "changed"
    return pd.DataFrame(
        {
            "名称": rows.name,
            "对比": rows.state.map(STATE_WORDS),
            "单位或指标": rows.unit,
            "报告期": rows.period_code,
            "变动的栏": rows.field.map(FIELD_WORDS).where(is_changed, ""),
            "原来": rows.value_before.map(shown_value).where(is_changed, ""),
            "现在": rows.value_now.map(shown_value).where(is_changed, ""),
            "单元格": list(map(_cell, rows.sheet, rows.cell)),
            "原出处": rows.source_before.fillna("").astype(str),
        }
    )


def summary_lines(difference: pd.DataFrame) -> list[str]:
    """The summary as sentences, for the command line and above the tables."""
    lines = []
    for row in summary_table(difference).to_dict("records"):
        counts = "，".join(
            f"{word} {row[word]}" for word in STATE_WORDS.values() if row.get(word) is not None
        )
        against = f"与已入库的 {row['对照']} 比" if row["对照"] != "未入库过" else "未入库过"
        lines.append(f"{row['工作表']} {row['报告期']} {row['内容']}（{against}）：{counts}")
    return lines


def notes(difference: pd.DataFrame) -> str:
    """How to read the comparison, only as far as it is needed."""
    said = [note for state, note in NOTES.items() if (difference.state == state).any()]
    earlier = difference.period_code_before.notna() & (
        difference.period_code_before != difference.period_code
    )
    if earlier.any():
        said.insert(0, "与上一期比时，只比不随月份增长的栏，如年度计划、总投资、阶段、工期")
    if {"new", "left"} <= set(difference.state[difference.kind == "project"]):
        said.append("改了名的项目先列为一进一出，接收后在项目页确认")
    return "；".join(said) + "。" if said else ""


def shown_value(value: object) -> str:
    """One compared value as read: — where nothing stood, − for minus.

    >>> shown_value("-12.5"), shown_value("true"), shown_value(None), shown_value("竣工")
    ('−12.5', '是', '—', '竣工')
    """
    if not isinstance(value, str):
        return shown(None)
    is_negative = value.startswith("-") and value[1:].replace(".", "", 1).isdigit()
    return f"−{value[1:]}" if is_negative else _TRUTH.get(value, value)


def _cell(sheet: str, cell: object) -> str:
    """Where the new file says it; nowhere for what it leaves out."""
    if not isinstance(cell, str):
        return shown(None)
    return f"{sheet}!{cell}" if sheet else cell


def _with_period_before(difference: pd.DataFrame) -> pd.DataFrame:
    """What is new has no period before; it is counted with the rows around it.

    Goals of single months are counted with their year's.
    """
    is_target = difference.kind == "target"
    period = difference.period_code.where(~is_target, difference.period_code.str[:4])
    before = difference.period_code_before.where(~is_target, difference.period_code_before.str[:4])
    whole = before.groupby([difference.kind, period]).transform("max")
    return difference.assign(period_code=period, period_code_before=whole.fillna(""))
