"""What a document and its signed drafts say as tables: Chinese headers, shown words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics.basics.numbers import UNDEFINED
from analytics.documents.making import Document
from analytics.documents.signed import DraftChanges
from analytics.export.word import measured
from analytics.speech.proof.lint import LintProblem


def numbers_table(made: Document) -> pd.DataFrame:
    """Every number that would be exported: what it says, of whom, from where."""
    numbers = [
        number
        for section in made.sections
        for paragraph in section.paragraphs
        for number in paragraph.numbers
    ]
    return pd.DataFrame(
        {
            "文中数字": [number.text for number in numbers],
            "指标": [measured(number) for number in numbers],
            "地区": [number.region for number in numbers],
            "时期": [number.period.label for number in numbers],
            "出处": [number.source.text for number in numbers],
            "数字编号": [number.fact_id for number in numbers],
        }
    )


def changes_table(changes: DraftChanges) -> pd.DataFrame:
    """What moved since a draft was signed: a row a figure, then a row a chart."""
    figures = [
        ("文字", one.heading or one.text[:20], moved.then, moved.now or UNDEFINED)
        for one in changes.paragraphs
        for moved in one.moved
    ]
    charts = [
        (
            "图表",
            f"{one.label}（{one.changed_values}处数值）",
            one.finding,
            one.finding_now or UNDEFINED,
        )
        for one in changes.charts
    ]
    return pd.DataFrame([*figures, *charts], columns=["类别", "所在", "定稿时", "现在"])


def problems_by_remedy(problems: Iterable[LintProblem]) -> dict[str, list[str]]:
    """Each finding of the proof-reading once, with all the sentences it is about."""
    found: dict[str, list[str]] = {}
    for one in problems:
        found.setdefault(f"{one.problem}。{one.remedy}", []).append(one.sentence)
    return found
