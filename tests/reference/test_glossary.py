"""Terms are defined once, and a hint is that of the word a header names."""

from __future__ import annotations

import ast
from pathlib import Path

import pandas as pd
import pytest

from analytics.reference.glossary import TERMS, hint
from pages.parts.tables import columns_of

MEANINGS = {term.name: term.meaning for term in TERMS}

RATES = ("（%）", "（百分点）", "（倍）")


def headers_of_rates():
    """What the modules that make tables call their columns of rates."""
    for module in sorted(Path(__file__).parents[2].glob("analytics/tables/*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            text = str(node.value).strip() if isinstance(node, ast.Constant) else ""
            if text.endswith(RATES) and text not in RATES:
                yield text


def test_every_term_and_every_other_word_for_it_is_defined_once():
    words = [word for term in TERMS for word in (term.name, *term.also)]

    assert len(words) == len(set(words))
    assert len(set(MEANINGS.values())) == len(TERMS)


@pytest.mark.parametrize(
    ("label", "term"),
    [
        ("拉动（百分点）", "拉动"),
        ("比上期（百分点）", "比上期"),
        ("占比变动（百分点）", "占比变动"),
        ("上年同期占比（%）", "占比"),
        ("两年平均增速（%）", "两年平均"),
        ("后续所需增速（%）", "后续所需增速"),
        ("推算当月同比（%）", "当月增速（推算）"),
        ("年度计划完成率", "完成率"),
        ("年度计划（亿元）", "年度计划"),
        ("与序时进度之差", "与序时之差"),
        ("累计同比增速", "增速"),
        ("在示例市的位次", "位次"),
        ("位次变化", "位次变化"),
        ("百分点", "百分点"),
    ],
)
def test_the_longest_word_in_a_label_decides_and_a_unit_says_nothing(label, term):
    assert hint(label) == MEANINGS[term]


def test_a_label_without_a_term_has_no_hint():
    assert hint("责任单位") == hint("逾期（天）") == ""


def test_every_rate_in_a_table_is_explained():
    headers = set(headers_of_rates())

    assert len(headers) > 20
    assert {header for header in headers if not hint(header)} == set()


def test_headers_of_tables_carry_their_hints():
    shown = pd.DataFrame({"项目": ["桥"], "完成率（%）": [35.2], "状态": ["正常"], "问题": ["无"]})

    config = columns_of(shown)

    assert config["完成率（%）"]["help"] == MEANINGS["完成率"]
    assert config["状态"]["help"] == MEANINGS["状态"]
    assert config["项目"]["pinned"]
    assert "问题" not in config


def test_no_meaning_holds_a_mark_that_markdown_would_swallow():
    assert [term.name for term in TERMS if set(term.meaning) & set("*_`$~[]<>\\#|")] == []
