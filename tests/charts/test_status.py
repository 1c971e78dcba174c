from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts.kit.theme import LIGHT, STATUS_MARKS, status_colour
from analytics.charts.ledger.findings import status_finding
from analytics.charts.ledger.status import StatusBars
from tests.charts.frames import INKS, drawn, notes
from tests.charts.ledger_frames import seventy_six, status_rows, words
from tests.charts.test_theme import contrast

# Machado et al. 2009, severity 1: what red- and green-blind readers see (linear RGB).
BLIND = {
    "nobody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
}


def lab_as_seen(colour, eyes):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    r, g, b = (
        min(1, max(0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in BLIND[eyes]
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", BLIND)
@pytest.mark.parametrize("ink", INKS)
def test_no_two_statuses_look_alike_to_any_reader(ink, eyes):
    seen = [lab_as_seen(colour, eyes) for colour in ink.statuses]
    distances = [
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        for at, one in enumerate(seen)
        for other in seen[at + 1 :]
    ]

    assert min(distances) > 25


@pytest.mark.parametrize("ink", INKS)
def test_every_status_stands_out_from_its_background(ink):
    assert min(contrast(colour, ink.background) for colour in ink.statuses) >= 2.9
    assert len(set(STATUS_MARKS.values())) == len(ink.statuses)
    assert status_colour("—", ink) == ink.earlier


def test_one_bar_a_status_with_mark_word_count_and_share():
    figure = drawn(StatusBars, seventy_six().iloc[::-1], words("项目状态", "个"))

    assert figure.layout.yaxis.ticktext == ("▲ 较快", "● 正常", "◆ 预警", "■ 滞后")
    assert notes(figure, "value") == [
        "4个（5.3%）",
        "48个（63.2%）",
        "16个（21.1%）",
        "8个（10.5%）",
    ]
    assert figure.data[0].marker.color == LIGHT.statuses


def test_projects_a_rule_cannot_judge_are_a_bar_of_their_own():
    figure = drawn(StatusBars, status_rows(("—", 3, 30.0), ("正常", 7, 70.0)), words(unit="个"))

    assert figure.layout.yaxis.ticktext == ("● 正常", "○ 未判定")
    assert figure.data[0].marker.color[1] == LIGHT.earlier
    assert list(figure.data[0].customdata[1]) == [
        "status|—|2025-05",
        "3 个项目：台账.xlsx!5月!B3",
    ]


def test_the_rule_and_its_version_stand_under_the_chart():
    footer = drawn(StatusBars, seventy_six(), words(unit="个")).layout.meta["footer"]

    assert footer.startswith("来源：示例县发改局")
    assert footer.endswith("规则：默认（四档）第1版")


def test_statuses_of_two_rules_are_refused():
    other = status_rows(("正常", 76, 100.0)).assign(rule_name="武汉")
    with pytest.raises(ValueError, match="one rule"):
        drawn(StatusBars, pd.concat([seventy_six(), other]), words(unit="个"))


def test_statuses_of_two_regions_are_refused():
    with pytest.raises(ValueError, match="two rows for one status"):
        drawn(StatusBars, pd.concat([seventy_six(), seventy_six()]), words(unit="个"))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("滞后", 8, 10.5), ("较快", 4, 5.3), ("正常", 48, 63.2), ("预警", 16, 21.1)],
            "76个项目：较快4、正常48、预警16、滞后8",
        ),
        ([("正常", 7, 70), ("—", 3, 30)], "10个项目：正常7、未判定3"),
        ([("正常", 7, 100)], "7个项目均为正常"),
        ([("滞后", 1, 100)], "1个项目为滞后"),
        ([("—", 5, 100)], "5个项目均未判定"),
        ([], "尚无项目"),
    ],
)
def test_the_title_counts_what_is_there(rows, said):
    assert status_finding(status_rows(*rows)) == said
