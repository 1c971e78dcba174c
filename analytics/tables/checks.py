"""What breaks a check, as small tables and lines in Chinese.

Owns the words for the columns of checks; a column without one is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

import pandas as pd

from analytics.basics.numbers import shown
from analytics.lake.checks import CheckResult
from analytics.lake.gate import Finding
from analytics.questions.selection import Chosen
from analytics.reference.checks import AMBER, RED
from analytics.reference.indicators import BREAKDOWNS
from analytics.tables.reading import MEASURE_WORDS
from analytics.tables.statistics import in_cny_100m

MOST_LINES = 20
PASSED_ON = "second_hand"
SEVERITY_WORDS = {RED: "红（须说明原因）", AMBER: "黄（请留意）"}
CHECK_WORDS = {
    "region_name": "地区",
    "indicator_name": "指标",
    "breakdown": "分组",
    "project_name": "项目",
    "unit": "责任单位",
    "label": "名称",
    "period_code": "报告期",
    "measure": "类别",
    "row_count": "行数",
    "part_count": "分项数",
    "total_cny_10k": "总计（亿元）",
    "parts_cny_10k": "分项合计（亿元）",
    "gap_cny_10k": "差额（亿元）",
    "ytd_cny_10k": "累计完成（亿元）",
    "monthly_cny_10k": "当月完成（亿元）",
    "ytd_before_cny_10k": "上期累计（亿元）",
    "ytd_last_year_cny_10k": "上年同期（亿元）",
    "annual_plan_cny_10k": "年度计划（亿元）",
    "planned_total_cny_10k": "总投资（亿元）",
    "ytd_printed_cny_10k": "印出的累计（亿元）",
    "ytd_found_cny_10k": "各项之和（亿元）",
    "annual_plan_printed_cny_10k": "印出的年度计划（亿元）",
    "annual_plan_found_cny_10k": "年度计划之和（亿元）",
    "annual_plan_before_cny_10k": "上期年度计划（亿元）",
    "planned_total_before_cny_10k": "上期总投资（亿元）",
    "invested_total_cny_10k": "累计完成总额（亿元）",
    "total_goal_cny_10k": "总目标（亿元）",
    "count_printed": "印出的个数",
    "count_found": "实有个数",
    "printed_rate_pct": "印出的完成率（%）",
    "completion_rate_pct": "完成率（%）",
    "better_rank": "靠前位次",
    "better_yoy_pct": "其增速（%）",
    "worse_rank": "靠后位次",
    "worse_yoy_pct": "其增速（%）　",
    "yoy_reported_pct": "公布的增速（%）",
    "yoy_computed_pct": "算出的增速（%）",
    "usual_yoy_pct": "中位数（%）",
    "usual_distance_pp": "通常离差（百分点）",
    "value_count": "序列个数",
    "usual_cny_10k": "中位数（亿元）",
    "most_cny_10k": "上限（亿元）",
    "least_cny_10k": "下限（亿元）",
    "reason": "说明",
    "source": "出处",
}


def check_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that break a check, under Chinese headers; money in 亿元."""
    shown_columns = {name: words for name, words in CHECK_WORDS.items() if name in rows}
    table = rows[list(shown_columns)].copy()
    for name in table.columns:
        if name.endswith("_cny_10k"):
            table[name] = in_cny_100m(table[name])
        elif name == "breakdown":
            table[name] = table[name].map(BREAKDOWNS).fillna(table[name])
        elif name == "measure":
            table[name] = table[name].map(MEASURE_WORDS).fillna(table[name])
    return table.rename(columns=shown_columns)


def results_table(results: Sequence[CheckResult]) -> pd.DataFrame:
    """Every check with its result, those that find something first."""
    return pd.DataFrame(
        [
            {
                "体检": one.check.title,
                "级别": one.check.severity,
                "结果": "通过" if one.is_passed else f"{len(one.rows)} 处",
                "看什么、怎么办": one.message,
                "依据": one.check.basis,
            }
            for one in sorted(results, key=lambda one: one.is_passed)
        ]
    )


def result_line(results: Sequence[CheckResult]) -> str:
    """How many checks were run and how many of each severity found something.

    >>> result_line([])
    '0 项体检全部通过'
    """
    failing = _failing(results)
    if not failing:
        return f"{len(results)} 项体检全部通过"
    return f"{len(results)} 项体检中{failing}没有通过"


def badge(results: Sequence[CheckResult]) -> str:
    """The same in a few characters, for every page."""
    return f"体检：{_failing(results) or '通过'}"


def passed_on_line(results: Sequence[CheckResult], selection: Chosen) -> str:
    """What nobody said at first hand of the selection's own region and period; "" nothing."""
    own = [
        row
        for one in results
        if one.name == PASSED_ON
        for row in one.rows.itertuples()
        if (row.region_code, row.period_code) == (selection.region.code, selection.period.code)
    ]
    if not own:
        return ""
    return (
        f"{selection.region.name}{selection.period.label}有 {own[0].row_count} 个指标的数只有转报，"
        f"没有本级或上级统计机构的报送（{own[0].reason}）。"
    )


def _failing(results: Sequence[CheckResult]) -> str:
    """红 1 项、黄 3 项; "" where all pass."""
    counts = {
        severity: sum(one.check.severity == severity and not one.is_passed for one in results)
        for severity in SEVERITY_WORDS
    }
    return "、".join(f"{severity} {count} 项" for severity, count in counts.items() if count)


def findings_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """What a file would break, worst first: 级别, 体检, 单元格, 情况, 怎么办, 出处."""
    return pd.DataFrame(
        [
            {
                "级别": SEVERITY_WORDS[one.check.severity],
                "体检": one.check.title,
                "单元格": one.cell,
                "情况": _details(one),
                "怎么办": one.check.message,
                "出处": one.source,
            }
            for one in findings
        ]
    )


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """Findings as sentences, worst first; of one check the first MOST_LINES are written out."""
    lines = []
    for _, group in groupby(findings, key=lambda one: one.check.name):
        of_check = list(group)
        lines += [
            f"{one.check.severity}　{one.check.title}"
            f"（{_details(one)}）：{one.check.message}　{one.source}"
            for one in of_check[:MOST_LINES]
        ]
        if len(of_check) > MOST_LINES:
            title = of_check[0].check.title
            lines.append(f"{of_check[0].check.severity}　{title}：共 {len(of_check)} 处，其余略")
    return lines


def counts_line(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity.

    >>> counts_line([])
    '体检没有发现问题'
    """
    counts = [
        f"{severity} {count} 处"
        for severity in SEVERITY_WORDS
        if (count := sum(one.check.severity == severity for one in findings))
    ]
    return "体检：" + "，".join(counts) if counts else "体检没有发现问题"


def _details(finding: Finding) -> str:
    """The columns of one row with their words: 地区 双清区，累计完成（亿元） 12.00."""
    [row] = check_table(pd.DataFrame([finding.row])).drop(columns="出处").to_dict("records")
    said = {name: _said(str(name), value) for name, value in row.items()}
    return "，".join(f"{str(name).strip()} {text}" for name, text in said.items() if text)


def _said(name: str, value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, (int, float, Decimal)):
        whole = float(value).is_integer() and "（" not in name
        return shown(Decimal(str(value)), 0 if whole else 2 if "亿元" in name else 1)
    return str(value)
