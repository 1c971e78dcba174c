"""A question about one period reads few ledgers and answers as if it had read them all."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from analytics.basics.period import Period
from analytics.intake.bulletins.measures import MONEY
from analytics.questions.ledger import projects, roster_changes
from tests.ledger_rows import project, store
from tests.selections import about

ONE, OTHER = "431101", "431102"


@pytest.fixture(scope="module")
def lake(new_lake):
    """Two regions whose ledgers before 2025-05 are of different months and years."""
    lake = new_lake()
    for region, months in (
        (ONE, ("2024-11", "2025-02", "2025-05")),
        (OTHER, ("2024-12", "2025-05")),
    ):
        for number, month in enumerate(months):
            store(
                lake,
                project("甲", month, ytd=str(number), next_plan_text=f"自{month}"),
                project("乙一期" if number % 2 else "乙二期", month, ytd="7"),
                region=region,
                file=f"{region}-{month}.xlsx",
            )
    return lake


def plain(rows):
    """Nothing is None, whatever type an empty column was given."""
    return rows.astype(object).where(rows.notna(), None)


@pytest.mark.parametrize("region", [None, ONE, OTHER])
@pytest.mark.parametrize("question", [projects, roster_changes])
def test_one_period_is_told_as_among_every_period(lake, question, region):
    every = question(lake, about(region))

    for year, month in {(2025, 5), (2025, 2), (2024, 12)}:
        one = question(lake, about(region, period=Period(year, month)))
        same = every[(every.year == year) & (every.month == month)].reset_index(drop=True)
        pd.testing.assert_frame_equal(plain(one), plain(same))
    assert len(every) >= 2


def test_an_amount_of_many_decimals_is_rounded_half_up_as_a_decimal(lake):
    rounded = lake.query_arrow(
        """
        select to_cny_10k(cast(amount as decimal(28, 10)), '万元') as cny_10k
        from (
            values ('0.0000005'), ('1234567.1000000001'), ('123456789012.3456785'),
                ('-0.0000005'), ('12.5'), (null)
        ) as printed(amount)
        """
    )["cny_10k"].to_pylist()

    assert rounded == [
        Decimal("0.000001"),
        Decimal("1234567.100000"),
        Decimal("123456789012.345679"),
        Decimal("-0.000001"),
        Decimal("12.500000"),
        None,
    ]


def test_every_unit_of_money_the_reader_knows_is_counted(lake):
    for unit in MONEY:
        counted = lake.query_arrow(
            "select to_cny_10k(cast(1 as decimal(28, 10)), $unit) as one", unit=unit
        )
        assert counted["one"].to_pylist() != [None], unit
