"""The calendar of duties: rows of a list to days, and what a broken list is told."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from analytics.basics.errors import ReferenceDataError
from analytics.basics.period import Period
from analytics.reference.duties import (
    DUTIES,
    first_after,
    meetings_between,
    meetings_of_quarter,
    read_duties,
)
from analytics.tables.duties import duties_table

DUTY = {duty.name: duty for duty in read_duties()}


def days(name, period):
    return [one.on for one in meetings_of_quarter(period, DUTY.values()) if one.name == name]


def test_the_first_quarter_of_2021_has_the_meetings_of_the_example():
    held = Counter(one.name for one in meetings_of_quarter(Period(2021, 3), DUTY.values()))

    assert held["周例会"] == 13
    assert held["领导小组会"] in (6, 7)
    assert held["联席例会"] == 3
    assert held["考评会"] == 1


def test_the_quarters_evaluation_of_2021_is_on_28_march_a_sunday():
    assert days("考评会", Period(2021, 3)) == [date(2021, 3, 28)]


def test_a_month_that_opens_on_a_weekend_meets_on_its_first_monday():
    assert days("联席例会", Period(2025, 6)) == [
        *(date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 2)),
    ]


def test_a_period_inside_a_quarter_has_the_whole_quarter():
    inside = [meetings_of_quarter(Period(2025, month), DUTY.values()) for month in (4, 5, 6)]

    assert inside[0] == inside[1] == inside[2]
    assert (inside[0][0].on, inside[0][-1].on) == (date(2025, 4, 1), date(2025, 6, 30))


def test_two_weeks_stay_two_weeks_over_the_end_of_a_year_with_53_weeks():
    fortnightly = meetings_between(date(2026, 12, 1), date(2027, 1, 31), [DUTY["领导小组会"]])
    held = [one.on for one in fortnightly]

    assert {(later - sooner).days for sooner, later in pairwise(held)} == {14}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("周例会", date(2025, 6, 2)),
        ("联席例会", date(2025, 6, 2)),
        ("考评会", date(2025, 6, 28)),
    ],
)
def test_what_may_tells_is_talked_about_on_the_first_day_after_it(name, day):
    assert first_after(Period(2025, 5), DUTY[name]) == day


def test_after_december_the_next_meetings_are_in_the_new_year():
    assert first_after(Period(2025, 12), DUTY["考评会"]) == date(2026, 3, 28)


def test_the_table_names_the_days_and_what_to_bring_with_counts():
    table = duties_table(tuple(DUTY.values()), Period(2021, 3), {"未解决的问题": 18, "滞后项目": 8})

    weekly, _, monthly, _ = table.to_dict("records")
    assert (weekly["会议"], weekly["节奏"], weekly["本季（次）"]) == ("周例会", "每周周一", 13)
    assert weekly["下一次"] == "2021-04-05 周一"
    assert weekly["本季日期"].startswith("1月4、11、18、25日；2月1、8")
    assert weekly["带什么"] == "未解决的问题18个"
    assert monthly["带什么"] == "未解决的问题18个、滞后项目8个、逾期的节点、本期解决的问题"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("每周,周一", "每天,周一", "rhythm 填的是“每天”"),
        ("每周,周一", "每周,", "每周的会没有填 weekday"),
        ("月初,,1,", "月初,,31,", "day 填的是“31”"),
        ("月初,,1,", "月初,,27,", "顺延可能跨月"),
        ("2021-01-08", "一月八日", "starts_on 填的是“一月八日”"),
        ("滞后项目；逾期的节点；赛马排名", "滞后的", "brings 填的“滞后的”不是清单"),
        (",source,", ",origin,", "缺少列 source"),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path, before, after, said):
    text = DUTIES.read_text(encoding="utf-8-sig")
    broken = tmp_path / "duties.csv"
    broken.write_text(text.replace(before, after), encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=said) as refused:
        read_duties(broken)
    assert "第 " in str(refused.value)
