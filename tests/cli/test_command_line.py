"""The command line, run as a user runs it: another process, text in and out."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest

from analytics.basics.period import Period
from analytics.documents import files, making
from analytics.lake.opening import open_lake
from tests.saved import saved_at
from tests.selections import chosen

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
SHAOYANG = SAMPLE / "邵阳市统计月报_2025-09.xlsx"
BULLETIN = ROOT.parent / "shared" / "corpus" / "files" / "yuebao_202509.xlsx"


@pytest.fixture
def run(tmp_path):
    def run_command(*words):
        return subprocess.run(
            [sys.executable, "-m", "analytics", *map(str, words)],
            cwd=ROOT,
            env=os.environ | {"INVESTMENT_LAKE": str(tmp_path / "lake")},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run_command


def rows(done):
    return list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    "path",
    [
        SHAOYANG,
        pytest.param(
            BULLETIN, marks=pytest.mark.skipif(not BULLETIN.exists(), reason="no corpus here")
        ),
    ],
    ids=["sample", "corpus"],
)
def test_a_loaded_bulletin_ranks_its_districts_with_their_cells(run, path):
    loaded = run("load", path, "--sender", "邵阳市统计局")
    assert loaded.returncode == 0, loaded.stderr

    ranking = rows(
        run(
            *("mart", "ranking", "--indicator", "固定资产投资"),
            *("--period", "2025-09", "--region", "邵阳市", "--format", "csv"),
        )
    )

    assert [row["region_name"] for row in ranking[:3]] == ["新邵县", "城步苗族自治县", "绥宁县"]
    assert [row["yoy_pct"] for row in ranking[:3]] == ["12.1", "11.4", "6.2"]
    assert (ranking[-1]["region_name"], ranking[-1]["yoy_pct"]) == ("北塔区", "-28.8")
    assert [row["rank"] for row in ranking] == [str(place) for place in range(1, 13)]
    assert all(path.name in row["source"] and "投资" in row["source"] for row in ranking)
    assert all("!B" in row["source"] for row in ranking)


def test_reading_stores_nothing_and_lists_every_number(run, tmp_path):
    done = run("read", SHAOYANG, "--format", "csv")

    assert done.returncode == 0, done.stderr
    assert {"file", "sheet", "cell", "period", "span", "region", "label"} <= rows(done)[0].keys()
    assert not (tmp_path / "lake").exists()


def test_a_dry_run_shows_the_difference_and_stores_nothing(run):
    done = run("load", SHAOYANG, "--sender", "邵阳市统计局", "--dry-run")

    assert "新增" in done.stderr
    assert rows(run("uploads")) == []


def test_a_dry_run_of_a_ledger_lists_who_enters_and_what_changes(run):
    april, may = (
        SHAOYANG.parent / f"示例县重点项目台账_2025-{month}.xlsx" for month in ("04", "05")
    )
    first = run("load", april, "--sender", "示例县发展和改革局", "--dry-run")
    run("load", april, "--sender", "示例县发展和改革局")
    second = run("load", may, "--sender", "示例县发展和改革局", "--dry-run")

    assert "（未入库过）：新增 76，退出 0，变动 0，相同 0" in first.stderr
    assert {row["对比"] for row in rows(first)} == {"新增"}
    assert "与已入库的 2025-04 比" in second.stderr
    assert {row["变动的栏"] for row in rows(second)} <= {"阶段"}


def test_the_same_file_twice_is_said_and_not_stored_twice(run):
    run("load", SHAOYANG, "--sender", "邵阳市统计局")
    again = run("load", SHAOYANG, "--sender", "邵阳市统计局")

    assert "完全相同" in again.stderr
    assert len(rows(run("uploads"))) == 1


def test_a_draft_is_written_and_an_unloaded_period_is_refused(run, tmp_path):
    run("load", SHAOYANG, "--sender", "邵阳市统计局")
    draft = tmp_path / "季分析.docx"

    assert run("draft", "--period", "2025-09", "--region", "邵阳市", "-o", draft).returncode == 0
    assert draft.read_bytes()[:2] == b"PK"
    refused = run("draft", "--period", "2019-09", "--region", "邵阳市", "-o", tmp_path / "x.docx")
    assert refused.returncode == 1
    assert "请先" in refused.stderr


def test_a_draft_is_byte_for_byte_what_the_page_gives_for_the_same_choice(run, tmp_path):
    run("load", SHAOYANG, "--sender", "邵阳市统计局")
    path = tmp_path / "季分析.docx"
    run("draft", "--period", "2025-09", "--region", "邵阳市", "-o", path)
    data = path.read_bytes()
    lake = open_lake(tmp_path / "lake")
    made = making.document(lake, chosen(lake, "邵阳市", Period(2025, 9)))

    assert files.docx(made, saved_at(data)) == data


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("汇报.pptx", "ppt/presentation.xml"),
        ("数据.xlsx", "xl/workbook.xml"),
        ("讲话.docx", "word/document.xml"),
    ],
)
def test_a_draft_is_the_kind_of_file_its_name_asks_for(run, tmp_path, name, part):
    run("load", SHAOYANG, "--sender", "邵阳市统计局")
    asked = ("--period", "2025-09", "--region", "邵阳市")

    assert run("draft", *asked, "-o", tmp_path / name, "--final").returncode == 0
    with zipfile.ZipFile(tmp_path / name) as package:
        assert part in package.namelist()


def test_an_unknown_suffix_or_kind_of_draft_is_refused_with_the_known_ones(run, tmp_path):
    run("load", SHAOYANG, "--sender", "邵阳市统计局")
    asked = ("draft", "--period", "2025-09", "--region", "邵阳市", "-o")

    assert "请用 .docx、.pptx 或 .xlsx" in run(*asked, tmp_path / "季分析.pdf").stderr
    assert "季分析报告" in run(*asked, tmp_path / "季.docx", "--kind", "简报").stderr
    assert list(tmp_path.glob("季*")) == []


def test_a_package_holds_everything_a_closed_network_needs(run, tmp_path):
    run("load", SHAOYANG, "--sender", "邵阳市统计局")
    done = run("package", "--period", "2025-09", "--region", "邵阳市", "-o", tmp_path)

    assert done.returncode == 0, done.stderr
    [path] = tmp_path.glob("*_会议包.zip")
    with zipfile.ZipFile(path) as package:
        suffixes = {Path(name).suffix for name in package.namelist()}
        sums = package.read("SHA256SUMS").decode()
        assert suffixes == {".docx", ".pptx", ".xlsx", ".html", ".csv", ""}
        for line in sums.splitlines():
            digest, name = line.split("  ", 1)
            assert sha256(package.read(name)).hexdigest() == digest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("load", "没有这个文件.xlsx", "--sender", "甲"), "打不开"),
        (("mart", "growth", "--region", "邵阳"), "是不是"),
        (("mart", "growth", "--indicator", "完全不存在的东西"), "没有名为"),
    ],
)
def test_a_users_mistake_gets_one_chinese_sentence(run, words, said):
    done = run(*words)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_period_is_refused_before_anything_runs(run):
    done = run("mart", "growth", "--period", "九月")

    assert done.returncode == 2
    assert "2025-09" in done.stderr


def test_a_draft_that_cannot_be_written_is_refused_in_chinese(run, tmp_path):
    run("load", SHAOYANG, "--sender", "邵阳市统计局")
    nowhere = tmp_path / "没有这个文件夹" / "x.docx"

    done = run("draft", "--period", "2025-09", "--region", "邵阳市", "-o", nowhere)

    assert done.returncode == 1
    assert "写不进去。请检查文件夹是否存在" in done.stderr
    assert "Traceback" not in done.stderr


UNSAID = "2026年1-5月固定资产投资\n指标,完成\n固定资产投资,{}\n"


@pytest.fixture
def unsaid(tmp_path):
    """A table that says neither its unit nor, to a sender nobody knows, its region."""

    def write(value="12.5", text=UNSAID):
        path = tmp_path / "小表.csv"
        path.write_text(text.format(value), encoding="utf-8-sig")
        return path

    return write


def test_a_load_that_waits_says_what_for_and_takes_the_answers(run, unsaid, tmp_path):
    words = ("--sender", "邵阳市统计局")
    waits = run("load", unsaid(), *words)
    assert waits.returncode == 3
    assert rows(run("uploads")) == []
    [asked] = rows(waits)
    assert (asked["about"], asked["answer"], asked["choices"]) == ("unit", "亿元", "万元|亿元|个|%")
    assert "没有写明计量单位" in waits.stderr
    assert "多半是 亿元" in waits.stderr

    said = tmp_path / "回答.csv"
    said.write_text(waits.stdout, encoding="gb18030")
    assert run("load", unsaid(), *words, "--answers", said).returncode == 0
    [grown] = rows(run("mart", "growth"))
    assert float(grown["ytd_cny_10k"]) == 125_000
    assert run("load", unsaid("13.5"), *words).returncode == 0


def test_a_new_region_is_answered_in_one_step_and_no_city_is_overwritten(run, unsaid):
    words = ("load", unsaid(), "--sender", "云桥区统计局", "--answer", "unit=亿元")
    waits = run(*words, "--answer", "region=云桥区")
    assert waits.returncode == 3
    assert "地区名单上没有所填的“云桥区”" in waits.stderr
    refused = run(*words, "--answer", "region=云桥区@没有的市")
    assert refused.returncode == 1
    assert "区划库里没有“没有的市”" in refused.stderr
    assert run(*words, "--answer", "region=云桥区@益阳市", "--dry-run").returncode == 1

    assert run(*words, "--answer", "region=云桥区@益阳市").returncode == 0

    [grown] = rows(run("mart", "growth"))
    assert (grown["region_code"], grown["region_name"]) == ("430900/云桥区", "云桥区")


def test_an_answer_that_is_none_is_refused(run, unsaid, tmp_path):
    path = unsaid()
    for words in (("--answer", "亿元"), ("--answers", path), ("--answers", tmp_path / "无.csv")):
        done = run("load", path, "--sender", "邵阳市统计局", *words)
        assert done.returncode == 1
        assert "。请" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_region_is_added_and_a_neighbours_code_is_refused(run, unsaid):
    taken = run("region", "add", "云桥区", "--parent", "益阳市", "--code", "430502")
    assert taken.returncode == 1
    assert "430502 已是湖南省邵阳市双清区的" in taken.stderr
    assert run("region", "add", "云桥区", "--parent", "益阳市", "--kind", "村").returncode == 2
    added = run("region", "add", "云桥区", "--parent", "益阳市", "--code", "430999")
    assert added.returncode == 0
    assert "430999" in added.stderr

    read = run("read", unsaid(), "--sender", "云桥区统计局")
    assert {row["region"] for row in rows(read)} == {"云桥区"}
    run("load", unsaid(), "--sender", "云桥区统计局", "--answer", "unit=亿元")

    assert {row["region_code"] for row in rows(run("mart", "growth"))} == {"430999"}


def test_what_was_given_and_nothing_asked_for_is_said(run, unsaid):
    words = ("load", unsaid(), "--sender", "邵阳市统计局", "--answer", "unit=亿元")

    done = run(*words, "--answer", "regoin=双清区", "--map", "城建头=基础设施投资")

    assert done.returncode == 0
    assert "没有用到 regoin=双清区：" in done.stderr
    assert "没有用到 城建头=基础设施投资：" in done.stderr
    assert "没有用到 unit" not in done.stderr
    assert run(*words, "--map", "城建投").returncode == 1


def test_a_label_is_mapped_and_a_new_indicator_added_in_one_step(run, unsaid):
    text = "2026年1-5月固定资产投资\n指标,增长（%）\n固定资产投资,8.4\n城建投,3.1\n数字投,{}\n"
    words = ("load", unsaid("5.5", text), "--sender", "邵阳市统计局")
    new = ("--map", "数字投=数字经济投资@固定资产投资@亿元@不相加")
    assert run(*words, "--map", "城建投=没有的指标名").returncode == 1
    assert run(*words, *new[:1], "数字投=数字经济投资@固定资产投资@亿元@也许").returncode == 1
    assert rows(run("uploads")) == []
    seen = run(*words, "--dry-run", "--map", "数字投=基础设施投资").stderr
    assert "投资指标名 城建投未识别" in seen
    assert "--map 城建投=指标" in seen

    done = run(*words, *new, "--map", "城建投=基础设施投资")

    assert done.returncode == 0, done.stderr
    assert "未识别" not in done.stderr
    grown = {row["indicator_name"]: row["yoy_pct"] for row in rows(run("mart", "growth"))}
    assert float(grown["数字经济投资"]) == 5.5
    assert float(grown[next(name for name in grown if name.startswith("基础设施"))]) == 3.1
    assert rows(run("mart", "growth", "--indicator", "数字经济投资")) != []


def test_a_table_on_stdout_opens_in_excel_and_holds_no_formula(run, unsaid):
    text = "2026年1-5月固定资产投资\n指标,增长（%）\n=HYPERLINK(1)投资,8.4\n"
    run("load", unsaid("8.4", text), "--sender", "邵阳市统计局")
    run("load", unsaid("8.4", text + "固定资产投资,3.1\n"), "--sender", "=1+1|邵阳市统计局")

    for done in (run("uploads"), run("check"), run("mart", "growth")):
        assert done.stdout.startswith("\ufeff")
        assert not re.search(r"(^|,)[=+@]", done.stdout.removeprefix("\ufeff"), re.MULTILINE)

    assert {row["sender"] for row in rows(run("uploads"))} == {"邵阳市统计局", "'=1+1|邵阳市统计局"}


def test_times_on_the_command_line_are_beijings(run, unsaid):
    run("load", unsaid(), "--sender", "邵阳市统计局", "--answer", "unit=亿元")
    [upload] = rows(run("uploads"))
    now = datetime.now(timezone(timedelta(hours=8))).replace(tzinfo=None)
    accepted = datetime.fromisoformat(upload["uploaded_at"])
    assert timedelta(0) <= now - accepted < timedelta(minutes=5)

    as_of = ("mart", "growth", "--as-of")
    assert rows(run(*as_of, f"{accepted - timedelta(seconds=1):%Y-%m-%dT%H:%M:%S}")) == []
    for said in (f"{now + timedelta(minutes=1):%Y-%m-%dT%H:%M}", f"{accepted:%Y-%m-%d}"):
        assert len(rows(run(*as_of, said))) == 1
    assert run(*as_of, "昨天").returncode == 2


def test_a_period_that_nobody_sent_is_refused_with_those_there_are(run, unsaid):
    run("load", unsaid(), "--sender", "邵阳市统计局", "--answer", "unit=亿元")

    missing = run("mart", "growth", "--period", "2026-06")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert (
        "没有2026年1—6月统计局月报的数，有的是 2026-05 至 2026-05。请改 --period" in missing.stderr
    )
    none = run("mart", "league", "--period", "2026-05", "--region", "邵阳市")
    assert none.returncode == 1
    assert "邵阳市没有项目台账的数" in none.stderr
    assert run("mart", "mix", "--period", "2026-05").returncode == 0


def test_the_scaled_schedule_takes_its_k(run):
    run("first-start")
    words = ("mart", "totals", "--region", "示例县", "--period", "2025-06")
    scheduled = {
        k: float(
            rows(run(*words, "--yardstick", "scaled", "--scale", k))[0]["schedule_progress_pct"]
        )
        for k in ("1.1", "1.3")
    }
    assert scheduled == {"1.1": pytest.approx(55), "1.3": pytest.approx(65)}
    assert run(*words, "--yardstick", "scaled", "--scale", "大").returncode == 2


SLIPPED = """2025年1-9月固定资产投资
指标,完成额（亿元）,增长（%）
固定资产投资,885805,11.3
"""


def test_a_red_check_stops_load_until_a_note_says_why(run, tmp_path):
    path = tmp_path / "月报.csv"
    path.write_text(SLIPPED.replace("2025年", "2024年").replace("885805", "79.6"))
    assert run("load", path, "--sender", "邵阳市统计局").returncode == 0
    path.write_text(SLIPPED)
    words = ("load", path, "--sender", "邵阳市统计局")

    for told in (run(*words, "--dry-run"), run(*words)):
        assert told.returncode == 4
        assert "红　与前期差十倍以上" in told.stderr
        assert "月报.csv!B3" in told.stderr
        assert "没有入库。请改正后再传" in told.stderr
    assert len(rows(run("uploads"))) == 1

    assert run(*words, "--note", "经核实").returncode == 0
    assert len(rows(run("uploads"))) == 2


def test_changes_of_a_file_and_of_an_upload_are_listed_and_nothing_to_look_at_is_said(
    run, tmp_path
):
    path = tmp_path / "月报.csv"
    path.write_text(SLIPPED.replace("885805", "88.58"))
    assert run("load", path, "--sender", "邵阳市统计局").returncode == 0
    path.write_text(SLIPPED.replace("885805", "90.1"))

    [changed, *_] = rows(would_be := run("changes", path, "--sender", "邵阳市统计局"))

    assert (changed["原来"], changed["现在"]) == ("88.58亿元", "90.1亿元")
    assert "变动 1 个数" in would_be.stderr
    [upload] = rows(run("uploads"))
    assert "新增 2 个数" in run("changes", "--upload", upload["upload_id"]).stderr
    for words in ((), (path,), ("--upload", "没有")):
        refused = run("changes", *words)
        assert refused.returncode == 1
        assert "。请" in refused.stderr
