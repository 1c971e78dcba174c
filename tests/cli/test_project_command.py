"""The ledger marts on the command line: CSV with the agreed columns and the sources."""

from __future__ import annotations

import csv
import io

from analytics.__main__ import main
from analytics.cli.ask import LEDGER_MARTS
from analytics.lake.opening import ADDRESS_VARIABLE
from analytics.questions import by_name
from tests.ledger_rows import project, store


def test_marts_print_units_and_projects_with_their_cells(lake, monkeypatch, capsys):
    store(
        lake, project("甲", row=9, unit_label="城发", annual_plan="100", ytd="9"), region="430522"
    )
    monkeypatch.setenv(ADDRESS_VARIABLE, str(lake.folder))
    where = ("--period", "2025-05", "--region", "新邵县")

    assert main(["mart", "completion", *where]) == 0
    [unit] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert main(["mart", "projects", *where, "--yardstick", "half_month", "--rule", "wuhan"]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))

    assert (unit["unit"], unit["annual_plan_cny_10k"], unit["ytd_cny_10k"]) == (
        "城发",
        "100.0",
        "9.0",
    )
    assert (unit["completion_rate_pct"], unit["status"]) == ("9.0", "滞后")
    assert float(unit["schedule_progress_pct"]) + float(unit["schedule_gap_pp"]) == 9
    assert row["schedule_progress_pct"] == "37.5"
    assert (row["status"], row["rule_code"]) == ("滞后", "wuhan")
    assert row["source"] == "台账.xlsx!台账!E9 ÷ 台账.xlsx!台账!D9"


def test_an_unknown_rule_is_refused_in_chinese(lake, monkeypatch, capsys):
    monkeypatch.setenv(ADDRESS_VARIABLE, str(lake.folder))

    assert main(["mart", "projects", "--rule", "无"]) == 1
    assert "没有编号为“无”的状态规则" in capsys.readouterr().err


def test_every_ledger_mart_of_the_command_line_exists():
    assert set(LEDGER_MARTS) == set(by_name.LEDGER)
