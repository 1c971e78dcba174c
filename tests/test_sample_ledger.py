"""The invented ledgers: they print what was meant, and the lake answers the same."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pytest
from openpyxl import load_workbook

from analytics.basics.numbers import rounded
from analytics.basics.period import Period
from analytics.intake.files.workbook import read_workbook
from analytics.intake.reading import Hints
from analytics.intake.understand import read_sheets
from analytics.lake.uploads import accept_upload
from analytics.questions import ledger
from analytics.questions.selection import Judging
from data.sample.build import HERE
from data.sample.ledger import fitted
from tests.selections import EVERY_UNIT, about

COUNTY = "999901"
MONTHS = range(1, 13)
MAY = Period(2025, 5)
GOALS = "示例县2025年目标任务.xlsx"
FIRST_ROW = 6
LOWEST = ["云岭乡", "县卫生健康局", "县交通运输局", "县城发集团", "柳林镇"]
LOWEST_RATES = ["2.3", "5.3", "7.6", "9.2", "9.4"]


def ledger_name(month: int) -> str:
    return f"示例县重点项目台账_2025-{month:02d}.xlsx"


@dataclass(frozen=True)
class Line:
    """One printed row by what its columns are called."""

    label: str
    kind: str
    unit: str
    total: int
    before: int
    plan: int
    plan_of_month: int
    plan_to_date: int
    done: int
    rate: float
    funds: int
    problem: str | None
    planned_start: str | None
    started: str | None

    @property
    def is_project(self) -> bool:
        return bool(self.unit)

    @property
    def starts_in(self) -> int:
        """The planned month of 2025; 0 where the project was begun before."""
        year, month = self.planned_start.rstrip("月").split("年")
        return int(month) if year == "2025" else 0

    def gap(self, month: int) -> Decimal:
        return Decimal(self.done) / self.plan * 100 - Decimal(month) / 12 * 100

    def status(self, month: int) -> str:
        """By the default rule, computed here from what is printed."""
        is_unstarted = self.kind == "新开工" and not self.started
        if is_unstarted and month - self.starts_in + 1 >= 3:
            return "滞后"
        gap = self.gap(month)
        return "滞后" if gap < -30 else "预警" if gap < -10 else "正常" if gap < 10 else "较快"


AMOUNTS = ("total", "before", "plan", "plan_of_month", "plan_to_date", "done", "funds")


def read_lines(month: int) -> list[Line]:
    (sheet,) = load_workbook(HERE / ledger_name(month)).worksheets
    found = []
    for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True):
        if row[7] is not None:
            picked = (1, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 16, 19, 20)
            found.append(Line(*(row[at] or None if at > 14 else row[at] or 0 for at in picked)))
    return found


@pytest.fixture(scope="module")
def printed():
    return {month: read_lines(month) for month in MONTHS}


@pytest.fixture(scope="module")
def rosters(printed):
    return {
        month: {line.label: line for line in lines if line.is_project}
        for month, lines in printed.items()
    }


def read(name: str):
    workbook, problems = read_workbook((HERE / name).read_bytes(), name)
    assert problems == ()
    return read_sheets(workbook, Hints(region_code=COUNTY))


@pytest.fixture(scope="module")
def loaded(new_lake):
    lake = new_lake()
    for name in (*(ledger_name(month) for month in MONTHS), GOALS):
        accept_upload(
            lake,
            (HERE / name).read_bytes(),
            read(name),
            sender="示例县发展和改革局",
            region_code=COUNTY,
        )
    return lake


def by_unit(lines) -> dict[str, tuple[int, Decimal]]:
    """Unit to its plan and completion rate."""
    plans, done = Counter(), Counter()
    for line in lines:
        plans[line.unit] += line.plan
        done[line.unit] += line.done
    return {unit: (plans[unit], Decimal(done[unit]) / plans[unit] * 100) for unit in plans}


def test_values_are_moved_inside_their_bands_until_they_sum():
    assert fitted([10, 20], [(0, 40), (0, 30)], 50) == [25, 25]
    assert fitted([10, 20, 5], [(1, 40), (15, 30), (5, 5)], 22) == [2, 15, 5]
    with pytest.raises(ValueError, match="no way to reach 99"):
        fitted([10], [(0, 40)], 99)


def test_the_ledgers_are_small_and_say_they_are_invented():
    for name in (*(ledger_name(month) for month in MONTHS), GOALS):
        assert (HERE / name).stat().st_size < 25_000
        for sheet in load_workbook(HERE / name):
            words = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
            assert any("本表为虚构示例" in str(word) for word in words), (name, sheet.title)


def test_may_is_six_and_a_half_points_behind_the_schedule(printed, rosters):
    assert len(rosters[5]) == 76
    (total,) = [line for line in printed[5] if line.label.startswith("合计")]
    assert total.label == "合计（76项）"
    assert total.rate == 35.2
    assert rounded(total.gap(5)) == Decimal("-6.5")


def test_may_has_4_48_16_and_8_projects_of_each_status(rosters):
    counts = Counter(line.status(5) for line in rosters[5].values())
    assert counts == {"较快": 4, "正常": 48, "预警": 16, "滞后": 8}
    shares = [rounded(Decimal(counts[s]) / 76 * 100) for s in ("较快", "正常", "预警", "滞后")]
    assert [str(share) for share in shares] == ["5.3", "63.2", "21.1", "10.5"]
    of_unit = {
        status: Counter(line.unit for line in rosters[5].values() if line.status(5) == status)
        for status in counts
    }
    assert sorted(of_unit["较快"].values()) == [1, 1, 2]
    assert sorted(of_unit["滞后"].values()) == [1, 1, 1, 2, 3]


def test_the_five_lowest_units_of_may_are_as_meant_and_all_others_higher(rosters):
    units = by_unit(rosters[5].values())
    assert len(units) == 16
    ranked = sorted((rate, unit) for unit, (plan, rate) in units.items() if plan >= 5000)
    assert [unit for _, unit in ranked[:5]] == LOWEST
    assert [str(rounded(rate)) for rate, _ in ranked[:5]] == LOWEST_RATES
    assert rounded(ranked[5][0]) > Decimal("9.4")


def test_a_unit_of_4999_is_lower_than_all_it_may_not_join_and_one_of_5000_is_in(rosters):
    may, april = by_unit(rosters[5].values()), by_unit(rosters[4].values())
    assert may["双桥乡"][0] == 4999
    assert may["云岭乡"][0] == 5000
    assert min(april, key=lambda unit: april[unit][1]) == "双桥乡"
    others = {unit: rate for unit, (_, rate) in may.items() if unit not in LOWEST}
    assert min(others, key=others.get) == "双桥乡"


def test_of_36_new_starts_planned_by_june_6_are_behind_in_may(rosters):
    new = [line for line in rosters[5].values() if 1 <= line.starts_in <= 6]
    assert {line.kind for line in new} == {"新开工"}
    assert len(new) == 36
    assert sum(line.status(5) in ("预警", "滞后") for line in new) == 6


@pytest.mark.parametrize("month", MONTHS)
def test_every_printed_total_is_the_sum_of_its_parts(printed, month):
    lines = printed[month]
    projects = [line for line in lines if line.is_project]
    kinds = {kind: [p for p in projects if p.kind == kind] for kind in ("续建", "新开工")}
    parts = {"合计": projects, "其中：续建": kinds["续建"], "新开工": kinds["新开工"]}
    sections = 0
    for at, line in enumerate(lines):
        if line.is_project:
            continue
        name = line.label.strip().partition("（")[0]
        below = parts.get(name)
        if below is None:
            sections += 1
            after = lines[at + 1 :]
            end = next((i for i, one in enumerate(after) if not one.is_project), len(after))
            below = after[:end]
        assert line.label.endswith(f"（{len(below)}项）")
        for amount in AMOUNTS:
            assert getattr(line, amount) == sum(getattr(p, amount) for p in below), line.label
    assert sections == 5


def test_cumulative_figures_never_fall_and_stay_within_the_total(rosters):
    for before, month in pairwise(MONTHS):
        for name, line in rosters[month].items():
            assert line.done + line.before <= line.total, name
            if name in rosters[before]:
                assert line.done >= rosters[before][name].done, name
                assert line.funds >= rosters[before][name].funds, name


def test_the_monthly_plans_sum_to_the_years_plan(rosters):
    for name, last in rosters[12].items():
        plans = [roster[name].plan_of_month for roster in rosters.values() if name in roster]
        assert sum(plans) == last.plan == last.plan_to_date, name
        assert min(plans) >= 0, name


def test_three_projects_enter_and_two_leave_in_september_only(rosters):
    changes = {
        month: (
            len(set(rosters[month]) - set(rosters[month - 1])),
            len(set(rosters[month - 1]) - set(rosters[month])),
        )
        for month in MONTHS[1:]
    }
    assert {month: change for month, change in changes.items() if change != (0, 0)} == {9: (3, 2)}


def test_some_projects_fall_far_behind_and_come_back(rosters):
    stories = {
        name: "".join(rosters[month][name].status(month)[0] for month in MONTHS)
        for name in rosters[12]
        if name in rosters[1]
    }
    assert [name for name, s in stories.items() if "正滞" in s] == [
        "人民路拓宽改造",
        "农产品交易市场",
    ]
    back = [s for s in stories.values() if "滞" in s[s.find("正") :] and s.endswith("正")]
    assert len(back) >= 5


def test_problems_are_opened_and_solved_and_starts_are_missed(rosters):
    opened = [{n for n, line in rosters[m].items() if line.problem} for m in MONTHS]
    solved = sum(len(earlier - later) for earlier, later in pairwise(opened))
    raised = sum(len(later - earlier) for earlier, later in pairwise(opened))
    assert (raised, solved) == (26, 25)
    assert len(opened[4]) == 18
    missed = [n for n, p in rosters[5].items() if not p.started and 1 <= p.starts_in <= 5]
    assert len(missed) >= 5
    assert sum(1 for n in missed if n in rosters[12] and rosters[12][n].started) >= 4


def test_the_year_ends_between_96_and_98_percent(printed):
    (total,) = [line for line in printed[12] if line.label.startswith("合计")]
    assert 96 <= total.done / total.plan * 100 <= 98


@pytest.mark.parametrize("month", MONTHS)
def test_our_reader_finds_nothing_wrong_and_reads_every_project(rosters, month):
    reading = read(ledger_name(month))
    assert reading.problems == ()
    assert reading.questions == ()
    found = {
        (p.project_name, p.unit_label, p.ytd, p.annual_plan, p.ytd_plan, p.month)
        for p in reading.projects
    }
    assert found == {
        (line.label, line.unit, line.done, line.plan, line.plan_to_date, month)
        for line in rosters[month].values()
    }
    assert [s.project_count for s in reading.project_subtotals][:1] == [len(found)]
    assert len(reading.project_subtotals) == 8


def test_our_reader_reads_the_goals_with_their_tiers_quarters_and_months(rosters):
    reading = read(GOALS)
    assert reading.problems == ()
    goals = {
        (t.scope_label, t.indicator_label, t.tier, t.month, t.goal_kind): t.value
        for t in reading.targets
    }
    of = "重点项目投资"
    plan = sum(line.plan for line in rosters[1].values())
    assert goals["合计", of, "保底", None, "level"] == plan
    assert goals["合计", of, "力争", None, "level"] > plan
    assert {month for unit, _, tier, month, _ in goals if (unit, tier) == ("合计", "保底")} == {
        None,
        3,
        6,
        9,
    }
    may = sum(line.plan_to_date for line in rosters[5].values())
    assert goals["合计", of, "", 5, "level"] == may
    assert goals["示例县", "固定资产投资", "力争", None, "level"] == 1_344_000
    assert goals["示例县", "固定资产投资增速", "保底", None, "growth"] == 5


def test_the_lake_gives_may_the_same_statuses_and_gap(loaded):
    counts = ledger.status_counts(loaded, about(region=COUNTY, period=MAY))
    projects = ledger.projects(loaded, about(region=COUNTY, period=MAY))
    assert Counter(projects.status) == {"较快": 4, "正常": 48, "预警": 16, "滞后": 8}
    assert not counts.empty
    (total,) = ledger.totals(loaded, about(region=COUNTY, period=MAY)).itertuples()
    assert rounded(float(total.completion_rate_pct)) == Decimal("35.2")
    assert rounded(float(total.schedule_gap_pp)) == Decimal("-6.5")
    assert total.project_count == 76


def test_the_lake_ranks_the_lowest_five_with_the_threshold_included(loaded):
    lowest = ledger.league(loaded, about(region=COUNTY, period=MAY), bottom=5)
    assert lowest.unit.tolist() == LOWEST
    rates = [str(rounded(float(rate))) for rate in lowest.completion_rate_pct]
    assert rates == LOWEST_RATES
    april = Period(2025, 4)
    every_unit = Judging(plan_threshold_cny_10k=EVERY_UNIT)
    without = ledger.league(
        loaded, about(region=COUNTY, period=april, judging=every_unit), bottom=1
    )
    assert without.unit.tolist() == ["双桥乡"]
    with_threshold = ledger.league(loaded, about(region=COUNTY, period=april), bottom=1)
    assert with_threshold.unit.tolist() == ["云岭乡"]


def test_the_lake_agrees_on_every_status_of_every_month(loaded, rosters):
    for month in MONTHS:
        rows = ledger.projects(loaded, about(region=COUNTY, period=Period(2025, month)))
        assert dict(zip(rows.project_name, rows.status, strict=True)) == {
            name: line.status(month) for name, line in rosters[month].items()
        }


def test_the_lake_sees_the_roster_change_and_the_falls(loaded):
    roster = ledger.roster_changes(loaded, about(region=COUNTY))
    assert Counter(zip(roster.period_code, roster.change, strict=True)) == {
        ("2025-09", "entered"): 3,
        ("2025-09", "left"): 2,
    }
    june = ledger.status_moves(loaded, about(region=COUNTY, period=Period(2025, 6)))
    falls = june[(june.status_before == "正常") & (june.status == "滞后")]
    assert falls.project_count.tolist() == [2]


def test_the_lake_asks_nothing_about_who_is_who(loaded):
    assert ledger.identity_questions(loaded, about(region=COUNTY)).empty
