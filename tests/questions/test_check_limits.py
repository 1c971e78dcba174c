"""Each limit of checks.csv: a row just inside it is silent, one just outside fires.

The SQL of a check runs on a few rows of what it reads; that it is asked before and after
接收, of a lake, is test_checks.py's.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analytics.basics.folders import SQL
from analytics.reference.checks import read_checks

LIMITS = {check.name: dict(check.limits) for check in read_checks()}
OF_REGION = {
    "region_code": "430502",
    "region_name": "双清区",
    "region_level": "county",
    "parent_region_code": "430500",
}
FOUND = {
    "mart_growth": {
        **OF_REGION,
        "indicator_code": "fixed_asset_investment",
        "indicator_name": "固定资产投资",
        "breakdown": "total",
        "adds_up": False,
        "year": 2026,
        "month": 5,
        "period_code": "2026-05",
        "ytd_cny_10k": 1_000_000,
        "ytd_last_year_cny_10k": None,
        "yoy_reported_pct": None,
        "yoy_computed_pct": None,
        "yoy_reported_source": "甲",
        "level_source": "甲",
        "level_rounding_cny_10k": 0,
    },
    "core_region": {**OF_REGION, "parent_code": "430500"},
    "core_indicator": {"breakdown": "industry", "adds_up": True},
    "core_observation": {
        "region_code": "430502",
        "indicator_code": "fixed_asset_investment",
        "year": 2026,
        "month": 5,
        "span": "ytd",
        "measure": "level",
        "unit": "万元",
        "value": "1000000",
    },
    "core_printed": {
        "upload_id": 1,
        "row_number": 1,
        "region_code": "430502",
        "region_label": "双清区",
        "indicator_code": "fixed_asset_investment",
        "label": "固定资产投资",
        "year": 2026,
        "month": 5,
        "span": "ytd",
        "measure": "level",
        "unit": "万元",
        "value": 1000,
        "level_cny_10k": 1000,
        "printed": "1000",
        "is_in_use": True,
        "source": "甲",
    },
    "core_project": {
        "region_code": "430502",
        "upload_id": 1,
        "project_key": "甲桥",
        "project_name": "甲桥",
        "unit": "双清区",
        "year": 2026,
        "month": 5,
        "planned_total_cny_10k": None,
        "annual_plan_cny_10k": None,
        "ytd_cny_10k": None,
        "printed_rate_pct": None,
        "completion_rate_pct": None,
        "plan_to_date_rate_pct": None,
        "source": "甲",
    },
    "core_unit": {
        "region_code": "430500",
        "upload_id": 1,
        "scope": "",
        "unit": "双清区",
        "is_total": False,
        "year": 2026,
        "month": 5,
        "annual_plan_cny_10k": None,
        "annual_plan_source": "甲",
        "ytd_cny_10k": None,
        "ytd_source": "甲",
    },
    "core_unit_progress": {
        "region_code": "430500",
        "unit": "双清区",
        "basis": "unit_table",
        "year": 2026,
        "month": 5,
        "printed_rate_pct": None,
        "completion_rate_pct": None,
        "plan_to_date_rate_pct": None,
        "source": "甲",
    },
    "core_target": {
        "region_code": "430502",
        "indicator_label": "固定资产投资",
        "is_total": True,
        "goal_cny_10k": 1_000_000,
        "year": 2026,
        "month": None,
        "source": "甲",
    },
}


def fires(check: str, **tables: list[dict[str, object]]) -> bool:
    """Whether the check finds anything among these rows; what they leave out is usual."""
    sql = (SQL / "checks" / f"{check}.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        for path in sorted((SQL / "0_formulas").glob("*.sql")):
            connection.execute(path.read_text(encoding="utf-8"))
        for name in set(re.findall(r"\b(?:from|join) ((?:core|mart)_\w+)", sql)):
            rows = pd.DataFrame(
                [FOUND[name] | row for row in tables.get(name, [])] or [FOUND[name]]
            )
            connection.register("rows", rows)
            few = "" if name in tables else "where false"
            connection.execute(f"create table {name} as select * from rows {few}")
        return bool(connection.execute(sql, LIMITS[check]).fetchall())


def grown(**said: object) -> dict[str, list[dict[str, object]]]:
    return {"mart_growth": [said]}


def amount(level: str, cny_100m: float) -> dict[str, list[dict[str, object]]]:
    return grown(region_level=level, ytd_cny_10k=cny_100m * 10_000)


def after(now: float, before: float, of: str = "industry") -> dict[str, list[dict[str, object]]]:
    """An amount beside the same months of the year before."""
    return grown(indicator_code=of, ytd_cny_10k=now, ytd_last_year_cny_10k=before)


def part_of(whole: float, *parts: float) -> dict[str, list[dict[str, object]]]:
    """Districts of a city beside it."""
    city = {"region_code": "430500", "parent_region_code": "430000", "ytd_cny_10k": whole}
    names = [f"43050{n}" for n in range(2, 2 + len(parts))]
    of = [{"region_code": n, "ytd_cny_10k": p} for n, p in zip(names, parts, strict=True)]
    listed = [{"region_code": name} for name in names]
    return {"mart_growth": [city | {"region_level": "prefecture"}, *of], "core_region": listed}


def series(*rates: float) -> dict[str, list[dict[str, object]]]:
    return {"mart_growth": [{"yoy_reported_pct": rate} for rate in rates]}


def goal(
    level: str, cny_100m: float, done: float | None = None
) -> dict[str, list[dict[str, object]]]:
    year = {"year": 2025, "month": 12, "ytd_cny_10k": (done or 0) * 10_000}
    return {
        "core_target": [{"goal_cny_10k": cny_100m * 10_000}],
        "core_region": [{"region_level": level}],
        "mart_growth": [year],
    }


def breakdown(whole: float, members: int, *parts: float) -> dict[str, list[dict[str, object]]]:
    """Parts of a region's investment, of as many as the list has."""
    own = [
        {"indicator_code": f"part{n}", "breakdown": "industry", "adds_up": True, "ytd_cny_10k": p}
        for n, p in enumerate(parts)
    ]
    levels = [
        {"indicator_code": one["indicator_code"], "value": str(one["ytd_cny_10k"])} for one in own
    ]
    return {
        "mart_growth": [{"ytd_cny_10k": whole}, *own],
        "core_observation": [{"value": str(whole)}, *levels],
        "core_indicator": [{}] * members,
    }


def months(*values: float, total: float) -> dict[str, list[dict[str, object]]]:
    single = [
        {"span": "month", "month": n, "level_cny_10k": value} for n, value in enumerate(values, 2)
    ]
    return {"core_printed": [*single, {"month": len(values) + 1, "level_cny_10k": total}]}


def projects(*totals: float) -> dict[str, list[dict[str, object]]]:
    return {"core_project": [{"planned_total_cny_10k": total} for total in totals]}


def units(total: float, *parts: float) -> dict[str, list[dict[str, object]]]:
    whole = {"unit": "合计", "is_total": True, "ytd_cny_10k": total}
    return {"core_unit": [whole, *({"ytd_cny_10k": part} for part in parts)]}


def rate(printed: float, computed: float) -> dict[str, list[dict[str, object]]]:
    return {"core_project": [{"printed_rate_pct": printed, "completion_rate_pct": computed}]}


def twice(measure: str, one: float, other: float) -> dict[str, list[dict[str, object]]]:
    rows = [
        {"measure": measure, "value": v, "level_cny_10k": None, "unit": "%"} for v in (one, other)
    ]
    return {"core_printed": rows}


WHOLE = "fixed_asset_investment"
CALM = [4.0, 4.2, 3.8, 4.1, 3.9, 4.0, 4.0]
# Check, the limit it shows, what is just inside, what is just outside.
CASES = [
    (
        "printed_twice_differently",
        "rate_gap_pp",
        twice("yoy_pct", 4.0, 4.09),
        twice("yoy_pct", 4.0, 4.12),
    ),
    (
        "size_implausible",
        "most_country",
        amount("country", 1_499_000),
        amount("country", 1_501_000),
    ),
    ("size_implausible", "most_province", amount("province", 119_000), amount("province", 121_000)),
    (
        "size_implausible",
        "most_prefecture",
        amount("prefecture", 29_900),
        amount("prefecture", 30_100),
    ),
    ("size_implausible", "most_county", amount("county", 7_990), amount("county", 8_010)),
    ("size_implausible", "least_country", amount("country", 50.1), amount("country", 49.9)),
    ("size_implausible", "least_province", amount("province", 5.1), amount("province", 4.9)),
    (
        "size_implausible",
        "least_prefecture",
        amount("prefecture", 0.51),
        amount("prefecture", 0.49),
    ),
    ("size_implausible", "least_county", amount("county", 0.011), amount("county", 0.009)),
    ("size_against_past", "near_dex", after(79_000, 10_000, WHOLE), after(80_000, 10_000, WHOLE)),
    ("size_against_past", "most_dex_of_year", after(490_000, 1_000), after(510_000, 1_000)),
    ("size_against_whole", "most_times_whole", part_of(1_000, 1_490), part_of(1_000, 1_510)),
    (
        "size_against_whole",
        "most_dex_of_likes",
        part_of(10**6, 1_900, 10, 10),
        part_of(10**6, 2_100, 10, 10),
    ),
    ("size_against_whole", "most_times_sum", part_of(1_000, 100, 990), part_of(1_000, 200, 980)),
    ("size_against_whole", "near_gap_dex", part_of(1_000, 900, 1_130), part_of(1_000, 900, 1_100)),
    ("ledger_size_implausible", "least_count", projects(2e7, 2e7), projects(2e7, 2e7, 2e7)),
    ("ledger_size_implausible", "most_cny_100m", projects(*[9.9e6] * 3), projects(*[1.01e7] * 3)),
    ("ledger_size_implausible", "least_cny_100m", projects(*[11] * 3), projects(*[9] * 3)),
    (
        "goal_size_implausible",
        "most_country",
        goal("country", 1_499_000),
        goal("country", 1_501_000),
    ),
    (
        "goal_size_implausible",
        "most_province",
        goal("province", 119_000),
        goal("province", 121_000),
    ),
    (
        "goal_size_implausible",
        "most_prefecture",
        goal("prefecture", 29_900),
        goal("prefecture", 30_100),
    ),
    ("goal_size_implausible", "most_county", goal("county", 7_990), goal("county", 8_010)),
    ("goal_size_implausible", "least_cny_100m", goal("county", 0.011), goal("county", 0.009)),
    ("goal_size_implausible", "near_dex", goal("county", 70, 10), goal("county", 72, 10)),
    (
        "parts_sum_to_total",
        "least_share",
        breakdown(1_000, 10, *[1] * 7),
        breakdown(1_000, 10, *[1] * 8),
    ),
    (
        "parts_sum_to_total",
        "most_lacking_share",
        breakdown(1_000, 5, *[249] * 4),
        breakdown(1_000, 5, *[248.5] * 4),
    ),
    ("series_jump", "least_count", series(*CALM[:6], 40), series(*CALM, 40)),
    ("series_jump", "least_mad_pp", series(*CALM, 6.9), series(*CALM, 7.1)),
    ("series_jump", "most_mads", series(*range(0, 40, 5), 79), series(*range(0, 40, 5), 81)),
    (
        "growth_against_level",
        "most_gap_pp",
        grown(yoy_reported_pct=19.9, yoy_computed_pct=5),
        grown(yoy_reported_pct=20.1, yoy_computed_pct=5),
    ),
    (
        "growth_against_level",
        "least_slip_pp",
        grown(yoy_reported_pct=5.4, yoy_computed_pct=0.5),
        grown(yoy_reported_pct=5.6, yoy_computed_pct=0.5),
    ),
    (
        "growth_against_level",
        "near_pp",
        grown(yoy_reported_pct=8, yoy_computed_pct=1.4),
        grown(yoy_reported_pct=8, yoy_computed_pct=1.2),
    ),
    (
        "districts_sum_to_parent",
        "most_excess_share",
        part_of(1_000, 505, 504),
        part_of(1_000, 505, 506),
    ),
    (
        "districts_sum_to_parent",
        "most_lacking_share",
        part_of(1_000, 451, 450),
        part_of(1_000, 451, 448),
    ),
    (
        "months_sum_to_year",
        "most_share",
        months(1_000, 1_000, total=2_019),
        months(1_000, 1_000, total=2_021),
    ),
    ("printed_rate_differs", "most_gap_pp", rate(40.09, 40), rate(40.12, 40)),
    ("units_sum_to_total", "most_share", units(1_000, 500, 495.1), units(1_000, 500, 494.9)),
    (
        "project_unit_slip",
        "least_dex",
        {"core_project": [{"planned_total_cny_10k": 790_000, "annual_plan_cny_10k": 1_000}]},
        {"core_project": [{"planned_total_cny_10k": 800_000, "annual_plan_cny_10k": 1_000}]},
    ),
]


@pytest.mark.parametrize(
    ("check", "inside", "outside"),
    [pytest.param(check, i, o, id=f"{check}-{limit}") for check, limit, i, o in CASES],
)
def test_a_check_is_silent_just_inside_its_limit_and_fires_just_outside(check, inside, outside):
    assert not fires(check, **inside)
    assert fires(check, **outside)


def test_every_limit_of_the_list_has_its_two_rows():
    shown = {check: [limit for name, limit, _, _ in CASES if name == check] for check in LIMITS}
    assert {
        f"{check} {limit}"
        for check, limits in LIMITS.items()
        for limit in limits
        if not any(limit.startswith(one) for one in shown[check])
    } == set()


def test_each_limit_is_asked_by_its_check():
    files = {
        path.stem: path.read_text(encoding="utf-8") for path in Path(SQL / "checks").glob("*.sql")
    }
    asked = {name: set(re.findall(r"\$(\w+)", sql)) for name, sql in files.items()}
    assert {name: set(limits) for name, limits in LIMITS.items()} == asked
