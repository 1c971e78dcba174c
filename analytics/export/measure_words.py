"""What a number measures, as a list of sources names it beside its indicator."""

from __future__ import annotations

_WORDS = {
    "level": "总量",
    "yoy_pct": "同比增速",
    "yoy_computed_pct": "同比增速（直接计算）",
    "yoy_change_pp": "增速与上期之差",
    "yoy_gap_pp": "增速与上级之差",
    "yoy_rank": "增速位次",
    "yoy_spread_pp": "增速首末之差",
    "districts_above_count": "高于全域的地区数",
    "two_year_average_pct": "两年平均增速",
    "share_pct": "占比",
    "share_change_pp": "占比变动",
    "pull_pp": "拉动",
    "contribution_pct": "贡献率",
    "goal_pct": "增速目标",
    "gap_to_goal_pct": "与增速目标之差",
    "project_count": "项目数",
    "ytd_cny_10k": "累计完成投资",
    "annual_plan_cny_10k": "年度计划投资",
    "completion_rate_pct": "年度计划完成率",
    "completion_change_pp": "完成率与上期之差",
    "schedule_progress_pct": "序时进度",
    "schedule_gap_pp": "与序时进度之差",
    "plan_to_date_rate_pct": "时段计划完成率",
    "funds_rate_pct": "资金到位率",
    "remaining_cny_10k": "余下投资",
    "required_monthly_cny_10k": "余下每月所需",
    "required_multiple": "余下每月所需与此前月均之比",
    "status_count": "状态项目数",
    "late_count": "逾期项目数",
    "new_start_count": "计划新开工数",
    "new_started_count": "已新开工数",
    "start_rate_pct": "开工率",
    "start_due_count": "应开工数",
    "due_start_rate_pct": "应开工项目开工率",
    "new_starts_by_quarter_count": "本季应新开工数",
    "new_starts_behind_count": "新开工差额",
    "should_list_count": "应入库数",
    "listed_count": "已入库数",
    "listed_rate_pct": "入库率",
    "not_listed_count": "未入库数",
    "open_problem_count": "未解决问题数",
    "overdue_problem_count": "超时限问题数",
    "raised_problem_count": "提请问题数",
}


def measure_words(measure: str) -> str:
    """The words of a measure; what narrows it down stands behind it in brackets.

    >>> measure_words("yoy_pct"), measure_words("goal_pct_力争"), measure_words("unheard_of")
    ('同比增速', '增速目标（力争）', '')
    """
    if measure in _WORDS:
        return _WORDS[measure]
    name, _, narrowed = measure.rpartition("_")
    return f"{_WORDS[name]}（{narrowed}）" if name in _WORDS else ""
