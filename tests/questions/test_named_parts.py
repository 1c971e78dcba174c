"""Which parts a text may name as the strongest and the weakest: one breakdown, no twins."""

from __future__ import annotations

import pandas as pd

from analytics.questions.named_parts import comparable_parts, strongest_and_weakest

INDUSTRIES = {
    "agriculture_forestry_fishery": -13.1,
    "mining": -29.5,
    "manufacturing": 0.0,
    "utilities": -2.5,
    "information_services": 57.5,
    "accommodation_and_catering": 26.2,
    "real_estate": -14.3,
}
FIELDS = {"industrial": -1.1, "technical_upgrading": 13.9, "real_estate_development": -15.3}
PARENTS = {"technical_upgrading": "industrial"}


def part(code: str, yoy: float | None, breakdown: str, *, is_published: bool = True) -> dict:
    return {
        "indicator_code": code,
        "breakdown": breakdown,
        "parent_indicator_code": PARENTS.get(code, "fixed_asset_investment"),
        "yoy_pct": yoy,
        "is_published": is_published,
    }


def parts(**breakdowns: dict[str, float]) -> pd.DataFrame:
    rows = [part(c, v, kind) for kind, named in breakdowns.items() for c, v in named.items()]
    return pd.DataFrame(rows)


def codes(rows: pd.DataFrame) -> list[str]:
    return rows.indicator_code.tolist()


def test_industries_are_named_alone_where_six_are_printed():
    rows = comparable_parts(parts(industry=INDUSTRIES, field=FIELDS, composition={"x": 90.0}))
    assert codes(rows)[:2] == ["information_services", "accommodation_and_catering"]
    assert codes(rows)[-1] == "mining"
    assert set(rows.breakdown) == {"industry"}


def test_fields_are_named_where_fewer_industries_are_printed():
    few = dict(list(INDUSTRIES.items())[:5])
    rows = comparable_parts(parts(industry=few, field=FIELDS))
    assert set(rows.breakdown) == {"field"}


def test_what_is_printed_at_all_is_named_where_it_is_the_only_breakdown():
    rows = comparable_parts(parts(composition={"equipment": 8.7, "works": 15.5}))
    assert codes(rows) == ["works", "equipment"]


def test_a_part_is_not_named_beside_its_whole():
    assert codes(comparable_parts(parts(field=FIELDS))) == [
        "industrial",
        "real_estate_development",
    ]


def test_agriculture_is_not_named_again_after_the_first_sector():
    with_sector = parts(industry=INDUSTRIES, sector={"primary": -51.6})
    assert "agriculture_forestry_fishery" not in codes(comparable_parts(with_sector))
    assert "agriculture_forestry_fishery" in codes(comparable_parts(parts(industry=INDUSTRIES)))


def test_a_part_without_any_investment_is_no_weak_part():
    rows = comparable_parts(parts(industry=INDUSTRIES | {"finance": -100.0}))
    assert codes(rows)[-1] == "mining"


def test_computed_growth_is_not_put_in_order_with_published():
    mixed = parts(industry=INDUSTRIES)
    extra = pd.DataFrame([part("education", 80.0, "industry", is_published=False)])
    rows = comparable_parts(pd.concat([mixed, extra], ignore_index=True))
    assert "education" not in codes(rows)
    assert codes(comparable_parts(extra)) == []


def test_no_part_is_both_strongest_and_weakest():
    first, last = strongest_and_weakest(comparable_parts(parts(field=FIELDS)))
    assert (codes(first), codes(last)) == (["industrial"], ["real_estate_development"])
    first, last = strongest_and_weakest(comparable_parts(parts(industry=INDUSTRIES)))
    assert codes(last) == ["mining", "real_estate", "agriculture_forestry_fishery"]
    assert len(first) == 3
