"""The nation's own sample says again where published growth and level ratios part."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from analytics.lake import loading
from analytics.questions import growth
from data.sample.build import HERE
from data.sample.bulletin import read_rows
from tests.lake_rows import NATION
from tests.selections import about

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "nbs_fai_comparability.csv"
# Where the fact sheet prints two decimals, ours may be off by half of the last.
HALF_A_HUNDREDTH = 0.005 + 1e-9


@pytest.fixture(scope="module")
def nation(new_lake):
    (row,) = [row for row in read_rows("manifest.csv") if row["sender"] == "国家统计局"]
    lake = new_lake()
    prepared = loading.prepare(
        lake, (HERE / row["file"]).read_bytes(), row["file"], row["sender"], row["region_code"]
    )
    prepared.accept(lake)
    return lake


@pytest.fixture(scope="module")
def total(nation):
    rows = growth.reconciliation(nation, about(region=NATION, indicator="fixed_asset_investment"))
    return rows.set_index("period_code")


@pytest.mark.skipif(not FACTS.is_file(), reason="the fact sheet is not here")
def test_116_months_are_reproduced_within_rounding(total):
    with FACTS.open(encoding="utf-8-sig", newline="") as file:
        facts = {row["period"]: row for row in csv.DictReader(file)}

    assert len(facts) == 116
    for period, fact in facts.items():
        row = total.loc[period]
        computed = float(fact["computed_yoy_pct"])
        assert row.yoy_computed_pct == pytest.approx(computed, abs=HALF_A_HUNDREDTH), period
        if not fact["published_yoy_pct"]:
            assert pd.isna(row.yoy_reported_pct), period
            assert pd.isna(row.gap_pp), period
            continue
        assert row.yoy_reported_pct == float(fact["published_yoy_pct"]), period
        # Ours is the difference of two one-decimal numbers, the sheet's of two decimals.
        assert row.gap_pp == pytest.approx(float(fact["gap_pp"]), abs=0.05 + 1e-9), period
        assert row.is_incomparable == (abs(row.gap_pp) > 0.1 + 1e-9), period


def test_the_nation_has_been_incomparable_in_one_run_since_march_2023(total):
    run = total.loc["2023-03":"2025-12"]

    assert run.is_incomparable.all()
    assert set(run.incomparable_since) == {"2023-03"}
    assert not total.loc["2023-02"].is_incomparable


def test_infrastructure_breaks_its_line_in_2026_and_nothing_else_does(nation):
    rows = growth.reconciliation(nation, about(region=NATION))
    breaks = rows[rows.is_scope_break]

    assert breaks.indicator_code.tolist() == ["infrastructure_2026"]
    assert breaks.period_code.tolist() == ["2026-02"]
    assert "电力" in breaks.scope.iloc[0]


def test_what_the_nation_can_state_of_its_sectors_reaches_its_growth(nation):
    rows = growth.contribution(nation, about(region=NATION, breakdown="sector"))
    whole = rows[rows.is_complete_set & rows.is_safe_to_state]
    sums = whole.groupby("period_code").pull_shown_pp.sum().round(1)
    grown = whole.groupby("period_code").total_yoy_pct.first().round(1)

    assert len(sums) > 10
    assert sums.equals(grown)
