"""Text tables whose quotes or blanks may mislead: each figure read, or its row said."""

from __future__ import annotations

import pytest

from analytics.basics.errors import IntakeError
from analytics.intake.files.workbook import read_workbook

HEAD = ["2026年1—5月固定资产投资", "单位：亿元", "指标,累计完成,同比增长（%）"]
SOUND = ["固定资产投资,430.5,-9.2", "民间投资,331.2,-10.1", "第一产业,1.2,3.3", "第二产业,9.1,2.2"]


def read(*lines: str, end: str = "\n"):
    book, problems = read_workbook(end.join(lines).encode(), "月报.csv")
    return book.sheets[0].rows, {problem.code: problem for problem in problems}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("民间投资,331.2,-10.1", '"民间投资,331.2,-10.1'),
        ("民间投资,331.2", '民间投资,"331.2'),
        ("-10.1", '"-10.1'),
        ("第二产业,9.1,2.2", '第二产业,9.1,"2.2'),
    ],
)
def test_a_quote_that_is_never_closed_costs_no_row(end, old, new):
    lines = [*HEAD, *SOUND]
    sound, problems = read(*lines, end=end)
    assert "unpaired_quotes" not in problems
    at = next(n for n, line in enumerate(lines) if old in line)
    rows, problems = read(*(line.replace(old, new) for line in lines), end=end)
    assert rows == sound
    assert problems["unpaired_quotes"].severity == "warning"
    assert problems["unpaired_quotes"].cell == f"A{at + 1}"


def test_a_quote_closed_in_another_row_does_not_make_one_row_of_two():
    rows, problems = read(*HEAD, SOUND[0], '"民间投资,331.2,-10.1', '第一产业",1.2,3.3', SOUND[3])
    assert rows == read(*HEAD, *SOUND)[0]
    assert problems["unpaired_quotes"].cell == "A5"


def test_a_number_closed_before_its_end_is_not_run_together_without_a_word():
    rows, problems = read(*HEAD, '"第一产业","12"3,1.1', *SOUND[:2])
    assert rows[3][1] not in ("123", "12")
    assert problems["unpaired_quotes"].cell == "A4"


def test_line_breaks_and_delimiters_inside_quotes_stay():
    rows, problems = read('指标,"累计\n完成","同比,\n增长（%）"', '"固定资产""投资""",430.5,-9.2')
    assert rows == (
        ("指标", "累计\n完成", "同比,\n增长（%）"),
        ('固定资产"投资"', "430.5", "-9.2"),
    )
    assert not problems


def test_a_file_of_lone_quotes_is_refused_in_a_sentence():
    with pytest.raises(IntakeError, match="引号没有配对"):
        read(*HEAD, *(f'"甲{n},1,2' for n in range(300)))


def test_columns_that_only_blanks_keep_apart_are_columns():
    lines = ["2026年1—5月  固定资产投资", "单位：亿元", "指标    累计完成    同比增长（%）"]
    rows, problems = read(*lines, "固定资产投资    1,430.5   -9.2", "  民间投资  331.2  -10.1")
    assert rows[0] == ("2026年1—5月  固定资产投资", None, None)
    assert rows[2:] == (
        ("指标", "累计完成", "同比增长（%）"),
        ("固定资产投资", "1,430.5", "-9.2"),
        ("  民间投资", "331.2", "-10.1"),
    )
    assert "uneven_blanks" not in problems


def test_a_row_with_a_hole_between_blanks_is_said_and_not_read():
    rows, problems = read("指标   累计   增速", "甲   1.1   2.2", "乙        3.3", "丙  4.4  5.5")
    assert rows[2] == ("乙        3.3", None, None)
    assert (problems["uneven_blanks"].severity, problems["uneven_blanks"].cell) == ("error", "A3")
