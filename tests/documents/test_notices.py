"""What was taken in although a check was red is said at the head of whatever stands on it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from analytics.basics.period import Period
from analytics.documents import files, making
from analytics.documents.making import FIGURES
from analytics.lake import gate
from analytics.meeting import asked
from analytics.meeting.screens import screens
from analytics.questions.checks import notices
from tests.lake_rows import SHAOYANG, level, observation, reading
from tests.selections import about, chosen
from tests.weighing import weigh

SEPTEMBER = Period(2025, 9)
SAVED = datetime(2025, 10, 20, 9, 0, tzinfo=UTC)
WRONG = (level("885805"), observation("-9.9", cell="C5"))


@pytest.fixture
def explained(lake, accept):
    accept(observation("-0.9", period="2025-08"))
    weighed = weigh(lake, reading(*WRONG, file="九月.xlsx"))
    gate.accept(lake, weighed, note="经核实无误", uploaded_by="张三")
    return chosen(lake, "邵阳市", SEPTEMBER)


def texts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_draft_and_a_package_say_it_at_their_head(lake, explained):
    made = making.document(lake, explained, FIGURES)
    [notice] = made.notices

    assert notice.startswith("所据 九月.xlsx 有 1 处红色体检经说明后接收（投资11!B5 总量超出可能）")
    assert notice.endswith("说明：经核实无误（张三）")
    said = texts_of(files.docx(made, SAVED))["word/document.xml"].decode()
    assert f"注意：{notice}。" in said
    package = texts_of(files.zipped(made, SAVED))
    assert f"注意,,{notice}" in package["出处.csv"].decode("utf-8-sig")
    [slides] = [data for name, data in package.items() if name.endswith(".pptx")]
    assert notice in texts_of(slides)["ppt/slides/slide1.xml"].decode()


def test_a_meeting_says_it_on_every_screen_and_on_every_card(lake, explained):
    made = screens(asked.ask(lake, explained))

    assert made
    assert all("有须注意的数" in one.chart.caption.footer for one in made)
    assert all("经核实无误" in str(one.answer("").lines) for one in made)


def test_nothing_is_said_of_another_month_nor_once_it_is_put_right(lake, accept, explained):
    assert notices(lake, about(SHAOYANG, period=Period(2025, 8))) == []
    assert notices(lake, explained)

    accept(level("88.58"), observation("-9.9", cell="C5"))

    assert notices(lake, explained) == []
