"""Ledgers, rows in and rows out: rosters, statuses, places, lists, identity."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analytics.basics.errors import RefusedError
from analytics.basics.period import Period
from analytics.lake.identity import note_identity
from analytics.lake.uploads import withdraw_upload
from analytics.questions import ledger
from analytics.questions.project_list import project_list
from analytics.questions.selection import Cuts, Judging
from analytics.tables.ledger import completion_cards
from tests.ledger_rows import project, store, target, unit
from tests.selections import EVERY_UNIT, about

MARCH, APRIL, MAY, JUNE = (Period(2025, month) for month in (3, 4, 5, 6))


@pytest.fixture(scope="module")
def lake(new_lake):
    return new_lake()


@pytest.fixture
def county(request):
    """A region no other test uses: the lake is shared because opening one is slow."""
    numbers = {item.nodeid: number for number, item in enumerate(request.session.items)}
    return f"4311{numbers[request.node.nodeid]:02d}"


def names(lake, county, period, **kind):
    rows = ledger.projects(lake, about(region=county, period=period, **kind))
    return rows.project_name.tolist()


def one(rows):
    assert len(rows) == 1
    return rows.iloc[0]


def test_a_project_shows_its_plan_its_gap_its_status_and_its_cells(lake, county):
    store(lake, project("甲", annual_plan="10000", ytd="3520", row=9), region=county)

    row = one(ledger.projects(lake, about(region=county, period=MAY)))

    assert (row.annual_plan_cny_10k, row.ytd_cny_10k) == (10000, 3520)
    assert row.completion_rate_pct == pytest.approx(35.2)
    assert row.schedule_gap_pp == pytest.approx(-6.4667, abs=1e-4)
    assert row.status == "正常"
    assert row.source == "台账.xlsx!台账!E9 ÷ 台账.xlsx!台账!D9"
    assert (row.rule_name, row.rule_version) == ("默认（四档）", "1")


@pytest.mark.parametrize("plan", [None, "0"])
def test_a_project_without_a_plan_has_no_status_and_is_not_last(lake, county, plan):
    store(
        lake,
        project("无计划", annual_plan=plan, ytd="50", unit_label="甲局"),
        project("慢", annual_plan="100", ytd="1", unit_label="乙局"),
        region=county,
    )

    rows = ledger.projects(lake, about(region=county, period=MAY))
    units = ledger.completion(lake, about(region=county, period=MAY))
    everyone = Judging(plan_threshold_cny_10k=EVERY_UNIT)
    ranked = ledger.league(lake, about(region=county, period=MAY, judging=everyone))

    assert rows.project_name.tolist() == ["慢", "无计划"]
    assert rows.status.isna().tolist() == [False, True]
    assert units.unit.tolist() == ["乙局", "甲局"]
    assert units.isna().completion_rate_pct.tolist() == [False, True]
    assert ranked.unit.tolist() == ["乙局"]


def test_amounts_in_two_units_are_one_amount(lake, county):
    store(
        lake,
        project("甲", annual_plan="1.5", money_unit="亿元"),
        project("乙", annual_plan="15000"),
        region=county,
    )

    rows = ledger.projects(lake, about(region=county, period=MAY))

    assert rows.annual_plan_cny_10k.tolist() == [15000, 15000]


def test_a_ledger_sent_again_replaces_the_first_one_whole(lake, county):
    store(lake, *(project(name, annual_plan="100") for name in "甲乙丙"), region=county)
    store(lake, *(project(name, annual_plan="200") for name in "甲乙"), region=county)

    rows = ledger.projects(lake, about(region=county, period=MAY))

    assert sorted(rows.project_name) == ["乙", "甲"]
    assert rows.annual_plan_cny_10k.tolist() == [200, 200]


def test_two_parts_of_one_ledger_both_count_and_so_do_two_senders(lake, county):
    store(lake, project("甲"), project("乙"), region=county)
    store(lake, project("丙"), project("丁"), region=county)
    store(lake, project("戊"), project("甲", ytd="9"), region=county, sender="示例县住建局")

    rows = ledger.projects(lake, about(region=county, period=MAY))

    assert sorted(rows.project_name) == sorted("甲乙丙丁戊")
    assert rows.set_index("project_name").ytd_cny_10k["甲"] == 9


def test_a_withdrawn_ledger_gives_way_to_the_one_before(lake, county):
    store(lake, project("甲", ytd="1"), region=county)
    receipt = store(lake, project("甲", ytd="2"), region=county)
    withdraw_upload(lake, receipt.upload_id, note="错")

    assert one(ledger.projects(lake, about(region=county))).ytd_cny_10k == 1


def test_what_was_known_at_a_moment_comes_back(lake, county):
    store(lake, project("甲", ytd="1"), region=county)
    moment = lake.query("select max(changed_at) as moment from lake.upload_event").moment.iloc[0]
    store(lake, project("甲", ytd="2"), region=county)

    then = ledger.projects(lake, about(region=county, as_of=moment.to_pydatetime()))

    assert one(then).ytd_cny_10k == 1


def test_a_past_period_shows_its_own_roster(lake, county):
    store(lake, *(project(name, "2025-04") for name in ("甲", "乙", "旧一", "旧二")), region=county)
    store(
        lake,
        *(project(name, month) for name in ("甲", "乙", "新") for month in ("2025-04", "2025-05")),
        region=county,
        file="五月.xlsx",
    )

    assert sorted(names(lake, county, APRIL)) == sorted(["甲", "乙", "旧一", "旧二"])
    changes = ledger.roster_changes(lake, about(region=county, period=MAY))
    assert changes[["change", "project_name"]].values.tolist() == [
        ["entered", "新"],
        ["left", "旧一"],
        ["left", "旧二"],
    ]
    assert changes.source.notna().all()


def test_seventy_six_with_three_in_and_two_out_are_seventy_seven(lake, county):
    first = [f"项目{number}" for number in range(76)]
    store(lake, *(project(name, "2025-05") for name in first), region=county)
    store(
        lake,
        *(project(name, "2025-06") for name in [*first[2:], "新一", "新二", "新三"]),
        region=county,
    )

    assert len(names(lake, county, JUNE)) == 77
    assert len(names(lake, county, MAY)) == 76
    changes = ledger.roster_changes(lake, about(region=county, period=JUNE))
    assert changes.change.value_counts().to_dict() == {"entered": 3, "left": 2}


def run_of_months(lake, county, name, rates, **kind):
    for month, rate in rates.items():
        store(
            lake,
            project(name, f"2025-{month:02d}", annual_plan="1000", ytd=str(rate), **kind),
            region=county,
        )


def test_statuses_move_and_months_behind_are_counted_in_a_row(lake, county):
    run_of_months(lake, county, "甲", {3: 240, 4: 20, 5: 30, 6: 480})

    history = ledger.status_history(lake, about(region=county))
    moves = ledger.status_moves(lake, about(region=county, period=APRIL))

    assert history.status.tolist() == ["正常", "滞后", "滞后", "正常"]
    assert history.months_behind_in_a_row.tolist() == [0, 1, 2, 0]
    move = one(moves)
    assert (move.status_before, move.status, move.project_count) == ("正常", "滞后", 1)
    assert move.projects.startswith("甲（")
    assert one(ledger.behind_in_a_row(lake, about(region=county, period=MAY))).project_name == "甲"


def test_a_project_that_caught_up_stays_amber_only_where_the_office_wants_it(lake, county):
    run_of_months(lake, county, "甲", {5: 30, 6: 480})

    plain = ledger.projects(lake, about(region=county, period=JUNE))
    amber = ledger.projects(
        lake, about(region=county, period=JUNE, judging=Judging(keeps_amber=True))
    )

    assert (one(plain).status, one(amber).status) == ("正常", "预警")
    assert one(amber).has_caught_up


def test_three_months_without_the_planned_start_are_behind_whatever_the_rate(lake, county):
    store(
        lake,
        project("甲", annual_plan="100", ytd="42", planned_start_on="2025-03-20", is_started=False),
        project("乙", annual_plan="100", ytd="42", planned_start_on="2025-04-20", is_started=False),
        region=county,
    )

    rows = ledger.projects(lake, about(region=county, period=MAY)).set_index("project_name")

    assert rows.unstarted_months.to_dict() == {"甲": 3, "乙": 2}
    assert rows.status.to_dict() == {"甲": "滞后", "乙": "正常"}


def test_changing_the_rule_says_how_many_projects_change_colour(lake, county):
    store(
        lake,
        *(
            project(f"完成{rate}", annual_plan="100", ytd=str(rate))
            for rate in (11, 22, 28, 36, 60)
        ),
        region=county,
    )

    counts = ledger.status_counts(lake, about(region=county, period=MAY))
    changed = ledger.recoloured(lake, about(region=county, period=MAY), other_rule="sanya")

    by_rule = counts.pivot(index="rule_code", columns="status", values="project_count")
    assert by_rule.loc["default"].dropna().to_dict() == {"较快": 1, "正常": 1, "预警": 2, "滞后": 1}
    assert by_rule.loc["sanya"].dropna().to_dict() == {"正常": 1, "预警": 3, "滞后": 1}
    assert changed[["project_name", "status", "other_status"]].values.tolist() == [
        ["完成36", "正常", "预警"],
        ["完成60", "较快", "正常"],
    ]


def test_the_own_plan_judges_only_who_has_one(lake, county):
    store(
        lake,
        project("有", annual_plan="100", ytd="20", ytd_plan="15", unit_label="局"),
        project("无", annual_plan="100", ytd="20", unit_label="局"),
        region=county,
    )
    own = Judging(yardstick="own_plan")

    rows = ledger.projects(lake, about(region=county, judging=own)).set_index("project_name")
    units = ledger.completion(lake, about(region=county, judging=own))

    assert rows.schedule_gap_pp["有"] == pytest.approx(5)
    assert rows.isna().schedule_gap_pp["无"]
    assert one(units).schedule_progress_pct == pytest.approx(15)


def test_quarter_goals_reach_units_and_their_projects(lake, county):
    store(
        lake,
        target("45", unit="%", goal_kind="completion", month=6),
        target("60", unit="%", goal_kind="completion", month=6, scope="unit", label="甲局"),
        project("一", annual_plan="100", ytd="50", unit_label="甲局"),
        project("二", annual_plan="100", ytd="50", unit_label="乙局"),
        region=county,
    )

    rows = ledger.projects(lake, about(region=county, judging=Judging(yardstick="quarter_goal")))

    assert rows.set_index("project_name").schedule_gap_pp.to_dict() == {"一": -10, "二": 5}


def test_a_printed_unit_outranks_the_sum_over_its_projects(lake, county):
    store(
        lake,
        project("一", annual_plan="100", ytd="50", unit_label="甲局"),
        project("二", annual_plan="100", ytd="50", unit_label="乙局"),
        unit("甲 局", annual_plan="120", ytd="48"),
        region=county,
    )

    rows = ledger.completion(lake, about(region=county, period=MAY)).set_index("basis")

    assert rows.unit.to_dict() == {"unit_table": "甲 局", "project_sum": "乙局"}
    assert rows.completion_rate_pct["unit_table"] == 40


def test_places_tie_move_and_mind_the_league_and_the_threshold(lake, county):
    for month, rates in (("2025-04", "30 20 10 40"), ("2025-05", "30 30 35 40")):
        store(
            lake,
            *(
                project(
                    f"{name}项目",
                    month,
                    unit_label=name,
                    league="乡镇" if name in "甲乙" else "部门",
                    annual_plan=plan,
                    ytd=str(Decimal(rate) * Decimal(plan) / 100),
                )
                for name, plan, rate in zip(
                    "甲乙丙丁", ("5000", "5000", "900", "4999"), rates.split(), strict=True
                )
            ),
            region=county,
        )

    everyone = Judging(plan_threshold_cny_10k=EVERY_UNIT)
    rows = ledger.league(lake, about(region=county, period=MAY, judging=everyone)).set_index("unit")
    large = ledger.league(lake, about(region=county, period=MAY))

    assert rows.place.to_dict() == {"丁": 1, "丙": 2, "甲": 3, "乙": 3}
    assert rows.place_change.to_dict() == {"丁": 0, "丙": 2, "甲": -1, "乙": 0}
    assert rows.league_place.to_dict() == {"丁": 1, "丙": 2, "甲": 1, "乙": 1}
    assert rows.is_small_base.to_dict() == {"丁": False, "丙": True, "甲": False, "乙": False}
    assert set(large.unit) == {"甲", "乙"}
    assert set(large.threshold_cny_10k) == {5000}


def test_mianyang_lists_the_best_four_above_their_task_and_the_last_three_below(lake, county):
    rates = {"甲": 50, "乙": 49, "丙": 48, "丁": 47, "戊": 46, "己": 30, "庚": 20, "辛": 41}
    store(
        lake,
        *(
            project(f"{name}项目", unit_label=name, annual_plan="100", ytd=str(rate))
            for name, rate in rates.items()
        ),
        region=county,
    )

    rows = ledger.completion(
        lake,
        about(region=county, judging=Judging(rule="mianyang", plan_threshold_cny_10k=EVERY_UNIT)),
    )

    by_unit = rows.set_index("unit").status.to_dict()
    assert {name for name, status in by_unit.items() if status == "较快"} == set("甲乙丙丁")
    assert {name for name, status in by_unit.items() if status == "滞后"} == set("己庚辛")


def test_last_months_plan_stands_beside_this_months_progress(lake, county):
    store(lake, project("甲", "2025-06", ytd="10", next_plan_text="主体封顶"), region=county)
    store(lake, project("甲", "2025-07", ytd="25", progress_text="主体五层"), region=county)

    row = one(ledger.projects(lake, about(region=county, period=Period(2025, 7))))

    assert (row.planned_last_time_text, row.progress_text) == ("主体封顶", "主体五层")
    assert row.monthly_cny_10k == 15


def test_late_projects_are_listed_by_kind_with_their_days(lake, county):
    store(
        lake,
        project("未建", "2022-07", planned_start_on="2022-06-30", is_started=False),
        project(*("未进", "2022-07"), started_on="2022-06-01", is_in_statistics=False, ytd="5"),
        project("未投", "2022-07", is_started=True, ytd="0"),
        project("未竣", "2022-07", planned_finish_on="2022-06-30", is_started=True, ytd="5"),
        project("按时", "2022-07", planned_start_on="2022-08-01", is_started=False),
        region=county,
    )

    rows = ledger.late(lake, about(region=county)).set_index("kind")

    assert rows.project_name.to_dict() == {
        "该建未建": "未建",
        "该进未进": "未进",
        "该投未投": "未投",
        "逾期未竣工": "未竣",
    }
    assert rows.days_overdue["该建未建"] == 31
    assert str(rows.due_on["该进未进"])[:10] == "2022-07-01"
    assert rows.days_overdue["该进未进"] == 30


def test_what_is_due_on_the_last_day_is_late_from_the_day_after(lake, county):
    due = "2023-06-30"
    for month in ("2023-06", "2023-07"):
        store(
            lake,
            project("未建", month, planned_start_on=due, is_started=False),
            project("未进", month, started_on="2023-05-31", is_in_statistics=False, ytd="5"),
            project("未竣", month, planned_finish_on=due, is_started=True, ytd="5"),
            project("难", month, problem_text="征地未完成", problem_due_on=due, ytd="5"),
            region=county,
        )

    june, july = (
        (
            ledger.late(lake, about(region=county, period=Period(2023, month))),
            one(ledger.problems(lake, about(region=county, period=Period(2023, month)))),
        )
        for month in (6, 7)
    )

    assert june[0].empty
    assert not june[1].is_overdue
    assert sorted(july[0].kind) == ["该建未建", "该进未进", "逾期未竣工"]
    assert set(july[0].days_overdue) == {31}
    assert (july[1].is_overdue, july[1].days_overdue) == (True, 31)


def test_a_problem_goes_up_a_level_a_month_and_is_closed_when_named_no_more(lake, county):
    for month in (3, 4, 5):
        store(
            lake,
            project("甲", f"2025-{month:02d}", problem_text="征地未完成", unit_label="城发"),
            project("乙", f"2025-{month:02d}", problem_text="无" if month == 4 else "缺资金"),
            project(*("丙", f"2025-{month:02d}"), problem_text="电力", problem_due_on="2025-04-15"),
            region=county,
        )
    by_month = {
        period: ledger.problems(lake, about(region=county, period=period)).set_index("project_name")
        for period in (MARCH, APRIL, MAY)
    }

    assert [rows.escalation["甲"] for rows in by_month.values()] == [
        *("单位", "分管领导", "全区调度")
    ]
    assert [rows.state["乙"] for rows in by_month.values()] == ["新增", "已销号", "新增"]
    assert [rows.state["丙"] for rows in by_month.values()] == ["新增", "逾期", "逾期"]
    assert by_month[APRIL].escalation["丙"] == "全区调度"
    assert by_month[MAY].days_overdue["丙"] == 46


def test_a_rename_is_asked_and_joined_only_on_an_answer(lake, county):
    same = {"planned_total": "5000", "unit_label": "城发"}
    store(lake, project("示例路改造工程", "2025-04", ytd="1", **same), region=county)
    store(lake, project("示例路改造提升工程", "2025-05", ytd="2", **same), region=county)

    question = one(ledger.identity_questions(lake, about(region=county, period=MAY)))
    assert len(ledger.roster_changes(lake, about(region=county, period=MAY))) == 2

    note_identity(lake, question.project_key, question.project_key_before, is_same=True)

    assert ledger.roster_changes(lake, about(region=county, period=MAY)).empty
    assert ledger.identity_questions(lake, about(region=county, period=MAY)).empty
    history = ledger.status_history(lake, about(region=county))
    assert history.project_key.nunique() == 1

    note_identity(lake, question.project_key, question.project_key_before, is_same=False)
    assert len(ledger.roster_changes(lake, about(region=county, period=MAY))) == 2
    assert ledger.identity_questions(lake, about(region=county, period=MAY)).empty


def test_a_code_keeps_a_project_through_any_name(lake, county):
    store(lake, project("甲", "2025-04", project_code="2503-431122-04"), region=county)
    store(lake, project("全新名称", "2025-05", project_code="2503-431122-04"), region=county)

    assert ledger.roster_changes(lake, about(region=county, period=MAY)).empty


def test_listed_rate_counts_what_ought_to_be_listed(lake, county):
    store(
        lake,
        project("已入", is_started=True, is_in_statistics=True, planned_total="600"),
        project("未入", is_started=True, is_in_statistics=False, planned_total="500"),
        project("太小", is_started=True, is_in_statistics=False, planned_total="499"),
        project("未开", is_started=False, is_in_statistics=False, planned_total="900"),
        region=county,
    )

    assert one(ledger.totals(lake, about(region=county))).listed_rate_pct == 50


def test_half_the_year_half_the_task_and_the_year_end_at_the_recent_pace(lake, county):
    run_of_months(lake, county, "甲", {3: 200, 6: 500})

    rows = ledger.pace(lake, about(region=county, period=JUNE)).set_index("subject_kind")

    assert rows.is_half_done["total"]
    assert rows.recent_monthly_cny_10k["total"] == pytest.approx(100)
    assert rows.year_end_cny_10k["total"] == pytest.approx(1100)
    assert rows.verdict["total"] == "可达"


def test_a_share_goes_on_only_between_stages_a_project_passes_in_a_year(lake, county):
    stages = {"签约": 4, "开工": 2, "在建": 1, "投产": 1, "达产": 1}
    projects = [
        project(f"{stage}{number}", "2025-05", stage=stage)
        for stage, count in stages.items()
        for number in range(count)
    ]
    store(lake, *projects, region=county)

    rows = ledger.funnel(lake, about(region=county)).set_index("stage")

    told = rows.conversion_pct.dropna().round(1).to_dict()
    assert told == {"开工": 55.6, "在建": 60.0}
    assert rows.reached_count.to_dict() == {"签约": 9, "开工": 5, "在建": 3, "投产": 2, "达产": 1}


@pytest.mark.parametrize(
    ("done", "verdict", "note"),
    [
        ("1200", "已完成", "超过全年目标0.02亿元"),
        ("1000", "已完成", "正好是全年目标"),
        ("997", "未完成", "比全年目标少3万元"),
    ],
)
def test_at_the_years_end_the_goal_is_met_or_missed_by_so_much(lake, county, done, verdict, note):
    store(lake, project("甲", "2025-12", annual_plan="1000", ytd=done), region=county)
    selection = about(region=county, period=Period(2025, 12))
    totals, pace = ledger.totals(lake, selection), ledger.pace(lake, selection)

    card = completion_cards(totals.iloc[0], pace)[-1]

    assert (card.label, card.value, card.note) == ("年底前景", verdict, note)


def test_projects_are_filtered_by_what_a_reader_chooses(lake, county):
    store(
        lake,
        project("城北路", unit_label="城发", stage="在建", annual_plan="100", ytd="40"),
        project("城南路", unit_label="交通", stage="签约", annual_plan="100", ytd="1"),
        region=county,
    )

    assert names(lake, county, MAY, cuts=Cuts(unit="城发")) == ["城北路"]
    assert names(lake, county, MAY, cuts=Cuts(status="滞后")) == ["城南路"]
    assert names(lake, county, MAY, cuts=Cuts(stage="签约", name="城 南")) == ["城南路"]


def test_an_unknown_rule_or_yardstick_is_refused_with_the_choices():
    with pytest.raises(RefusedError, match="请从default、yinchuan"):
        Judging(rule="北京")
    with pytest.raises(RefusedError, match="请从calendar"):
        Judging(yardstick="月")


def test_a_list_shows_its_first_rows_and_says_what_all_of_it_comes_to(lake, county):
    plans = {"甲": "100", "乙": "200", "丙": "300", "丁": None}
    store(
        lake,
        *(
            project(name, annual_plan=plan, ytd="30", row=5 + at, unit_label=f"{name}局")
            for at, (name, plan) in enumerate(plans.items())
        ),
        region=county,
    )
    about_all = about(region=county, period=MAY)

    found = project_list(lake, about_all, most=2)
    cut = project_list(lake, about_all.but(cuts=Cuts(unit="甲局")), most=2)

    whole = ledger.projects(lake, about_all)
    assert found.rows.project_name.tolist() == whole.project_name.tolist()[:2] == ["丙", "乙"]
    assert (found.count, found.every_count) == (4, 4)
    assert (found.annual_plan_cny_10k, found.ytd_cny_10k) == (600, 120)
    assert found.choices["unit"] == ["丁局", "丙局", "乙局", "甲局"]
    assert found.choices["status"] == sorted(set(whole.status.fillna("—")))
    assert (cut.count, cut.every_count, cut.rows.project_name.tolist()) == (1, 4, ["甲"])


def test_a_list_nothing_meets_comes_to_nothing_and_not_to_zero(lake, county):
    store(lake, project("甲", annual_plan="100", ytd="30"), region=county)

    found = project_list(lake, about(region=county, period=MAY, cuts=Cuts(name="没有")))

    assert (found.count, found.every_count) == (0, 1)
    assert found.annual_plan_cny_10k is None
    assert found.rows.empty
