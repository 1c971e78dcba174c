"""A month's batch as the shell script of the docs does it, on a clean lake."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.cli.test_command_line import ROOT, SHAOYANG, SLIPPED, UNSAID

SENDER = "邵阳市统计局"


@pytest.fixture
def batch(tmp_path):
    """The script over tmp_path/收件, as an office runs it: its exit code and what it says."""
    inbox = tmp_path / "收件" / SENDER
    inbox.mkdir(parents=True)

    def run(region="邵阳市", period="2025-09"):
        return subprocess.run(
            ["bash", "docs/每月一批.sh", tmp_path / "收件", region, period, tmp_path / "出稿"],
            cwd=ROOT,
            env=os.environ | {"INVESTMENT_LAKE": str(tmp_path / "lake"), "PYTHON": sys.executable},
            capture_output=True,
            text=True,
        )

    run.inbox = inbox
    return run


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_month_goes_from_the_inbox_to_the_meeting(batch, tmp_path):
    out = tmp_path / "出稿"
    shutil.copy(SHAOYANG, batch.inbox)
    asked = batch.inbox / "小表.csv"
    asked.write_text(UNSAID.format("12.5"), encoding="utf-8-sig")

    waits = batch()

    assert waits.returncode == 3
    assert "没有写明计量单位" in waits.stderr
    questions = batch.inbox / "小表.csv.待答.csv"
    assert [one["about"] for one in table(questions)] == ["unit"]
    assert not (out / "季分析.docx").exists()

    answers = questions.read_text(encoding="utf-8").replace(",unit,万元,", ",unit,亿元,")
    (batch.inbox / "小表.csv.回答.csv").write_text(answers, encoding="utf-8")
    done = batch()

    assert (done.returncode, questions.exists()) == (0, False), done.stderr
    assert "未重复入库" in done.stderr
    assert {one["period_code"] for one in table(out / "排名.csv")} == {"2025-09"}
    changes = table(out / "邵阳市统计月报_2025-09.xlsx.变化.csv")
    assert sum(int(one["新增"]) for one in changes if one["类别"] == "工作表") > 100
    assert len(table(out / "邵阳市统计月报_2025-09.xlsx.读到.csv")) > 100
    assert zipfile.ZipFile(out / "季分析.docx").testzip() is None
    [package] = out.glob("*.zip")
    assert zipfile.ZipFile(package).testzip() is None


def test_what_is_not_taken_in_stops_the_month_and_says_why(batch, tmp_path):
    path, broken = batch.inbox / "月报.csv", batch.inbox / "坏.xlsx"
    path.write_text(SLIPPED)
    broken.write_bytes(b"PK\x03\x04 half a file")

    stopped = batch()

    assert stopped.returncode == 4  # the worst of both
    assert "坏.xlsx" in stopped.stderr
    assert "红　总量超出可能" in stopped.stderr
    assert "Traceback" not in stopped.stderr

    broken.unlink()
    (batch.inbox / "月报.csv.说明.txt").write_text("经核实，单位无误", encoding="utf-8")
    assert batch().returncode == 0
    path.write_text(SLIPPED.replace("885805", "88.58"))
    assert batch().returncode == 0
    changes = table(tmp_path / "出稿" / "月报.csv.变化.csv")
    assert ("885805亿元", "88.58亿元") in {(one["原来"], one["现在"]) for one in changes}
