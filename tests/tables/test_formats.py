from __future__ import annotations

import pandas as pd

from analytics.tables.formats import MOST_WRITTEN_ROWS, browser_formats, written


def table(rows):
    return pd.DataFrame(
        {
            "地区": "示例县",
            "增速（%）": -9.95,
            "完成（亿元）": 1.005,
            "个数": 3,
            "差（百分点）": None,
        },
        index=[7] * rows,
    )


def cells(styled):
    [[_, *row]] = [line.split("|") for line in styled.to_string(delimiter="|").splitlines()[1:]]
    return row


def test_numbers_are_written_as_papers_write_them_and_stay_numbers():
    styled = written(table(1))

    assert cells(styled) == ["示例县", "−10.0", "1.01", "3", "—"]
    assert styled.data["增速（%）"].tolist() == [-9.95]
    assert browser_formats(table(1)) == {}


def test_a_long_table_is_left_to_the_browser():
    long = table(MOST_WRITTEN_ROWS + 1)

    assert written(long) is long
    assert browser_formats(long) == {
        "增速（%）": "%.1f",
        "完成（亿元）": "%.2f",
        "差（百分点）": "%.1f",
    }
