"""What differs between two versions, as tables and lines in Chinese.

Owns the words and the order: sheets with changed figures first.
"""

from __future__ import annotations

import pandas as pd

from analytics.questions.changes import Differences
from analytics.tables.changes import FIELD_WORDS, STATE_WORDS, shown_value
from analytics.tables.reading import MEASURE_WORDS

STATES = ("changed", "left", "new")


def sheets_table(found: Differences) -> pd.DataFrame:
    """How many figures of each sheet are changed, gone and new; changed sheets first."""
    counts = found.figures.groupby(["file", "sheet", "state"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(STATES), fill_value=0)
    counts = counts.sort_values(list(STATES), ascending=False, kind="stable").reset_index()
    words = {state: STATE_WORDS[state] for state in STATES}
    return counts.rename(columns={"file": "文件", "sheet": "工作表", **words})


def figures_table(found: Differences) -> pd.DataFrame:
    """Figures that are changed or gone, old → new, in the order of sheets_table; what is only
    new has nothing before it and is counted there."""
    rows = found.figures[found.figures.state != "new"]
    changed = (rows.state == "changed").groupby([rows.file, rows.sheet]).transform("sum")
    rows = rows.assign(changed=changed).sort_values("changed", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "名称": rows.name,
            "地区": rows.region_name,
            "报告期": rows.period_code,
            "栏": rows.field.map(MEASURE_WORDS | FIELD_WORDS).fillna(rows.field),
            "原来": rows.value_before.map(shown_value),
            "现在": rows.value_now.map(shown_value),
            "单元格": rows.source.fillna(""),
            "原单元格": rows.source_before.fillna(""),
            "原因": rows.reason,
        }
    )


def places_table(found: Differences) -> pd.DataFrame:
    """Places that move: whose list, who, from where to where."""
    return pd.DataFrame(
        [
            {
                "名单": f"{one.parent}下辖",
                "地区": one.region,
                "指标": one.indicator,
                "报告期": one.period_code,
                "原位次": one.before,
                "现位次": one.now,
            }
            for one in found.places
        ]
    )


def checks_table(found: Differences) -> pd.DataFrame:
    """Checks that find more or fewer than before."""
    return pd.DataFrame(
        [
            {
                "体检": one.title,
                "级别": one.severity,
                "原来（处）": one.before,
                "现在（处）": one.now,
            }
            for one in found.checks
        ]
    )


def line(found: Differences) -> str:
    """All of it in a sentence."""
    if not found:
        return "没有变动"
    counts = found.figures.state.value_counts()
    figures = [f"{STATE_WORDS[state]} {counts[state]} 个数" for state in STATES if state in counts]
    places = [f"{len(found.places)} 个位次移动"] if found.places else []
    checks = [f"{len(found.checks)} 项体检结果不同"] if found.checks else []
    return "，".join((*figures, *places, *checks))


def listing(found: Differences) -> pd.DataFrame:
    """Everything in one table for the command line: 类别, 名称, 原来, 现在, …."""
    parts = {
        "数字": figures_table(found),
        "位次": places_table(found).rename(
            columns={"原位次": "原来", "现位次": "现在", "指标": "名称"}
        ),
        "体检": checks_table(found).rename(
            columns={"体检": "名称", "原来（处）": "原来", "现在（处）": "现在"}
        ),
        "工作表": sheets_table(found),
    }
    told = [part.assign(类别=kind) for kind, part in parts.items() if not part.empty]
    columns = ["类别", "名称", "地区", "报告期", "栏", "原来", "现在", "单元格", "原单元格", "原因"]
    whole = pd.concat(told, ignore_index=True) if told else pd.DataFrame(columns=columns)
    return whole.reindex(columns=[*columns, *(name for name in whole if name not in columns)])
