"""Districts over time on screens: whole rows, one scale, the newest periods, no gap."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from analytics.basics.period import Period
from analytics.charts.kit.theme import LIGHT
from analytics.meeting.asked import ask
from analytics.meeting.screens import screens
from analytics.meeting.stage import Display, slides
from tests.charts.selfcheck import chart_problems, smallest_text_px
from tests.lake_rows import SHAOYANG, observation
from tests.meeting.test_stage import DISTRICTS, SIZES
from tests.selections import chosen

MONTHS = ("02", "03", "04", "05", "06", "07", "08", "09")
OVER_TIME = ["heat", "lines", "places"]


def growth_of(at, month):
    """District 0 climbs over all others, district 11 falls behind them, the rest keep order."""
    step = MONTHS.index(month)
    return {0: -20 + 6 * step, 11: 20 - 7 * step}.get(at, 10 - at)


def bulletins(accept, months=MONTHS, count=12):
    codes = DISTRICTS.split()[:count]
    accept(
        *(observation("-1.5", period=f"2025-{month}") for month in months),
        *(
            observation(f"{growth_of(at, month)}.1", region=code, period=f"2025-{month}")
            for month in months
            for at, code in enumerate(codes)
        ),
    )


def made(lake):
    found = ask(lake, chosen(lake, SHAOYANG, Period(2025, 9)))
    return {screen.key: screen for screen in screens(found)}


def pieces(screen, size=(1920, 1080), *room):
    return slides([screen], Display(*size, *room), colours=LIGHT)


def named(figure, name):
    return [note for note in figure.layout.annotations if note.name == name]


@pytest.fixture
def over_time(lake, accept):
    bulletins(accept)
    return made(lake)


def test_districts_over_time_follow_their_ranking(over_time):
    assert list(over_time)[: 2 + len(OVER_TIME)] == ["growth", "districts", *OVER_TIME]
    for key in OVER_TIME:
        screen = over_time[key]
        assert chart_problems(screen.chart.figure()) == []
        assert {"修订", "出处", "项目"} <= set(dict(screen.answer("").lines))


def test_one_period_has_no_screens_over_time(lake, accept):
    bulletins(accept, months=("09",))

    assert set(made(lake)).isdisjoint(OVER_TIME)


def test_figures_count_who_grew_who_gained_and_who_moved(over_time):
    said = {key: [(one.label, one.value) for one in over_time[key].figures] for key in OVER_TIME}

    assert said["heat"] == [("增长的地区", "11个"), ("下降的地区", "1个"), ("全市", "−1.5%")]
    assert said["lines"] == [("比上期提高", "1个"), ("比上期回落", "1个"), ("全市", "−1.5%")]
    assert said["places"] == [("位次前移", "1个"), ("位次后退", "1个"), ("位次未变", "10个")]


@pytest.mark.parametrize("size", SIZES)
def test_a_heat_strip_is_split_into_even_rows_with_the_newest_periods(over_time, size):
    strips = pieces(over_time["heat"], size)

    rows = [list(piece.chart.layout.yaxis.ticktext) for piece in strips]
    assert sum(map(len, rows)) == 1 + 12
    assert len(strips) > 1
    assert max(map(len, rows)) - min(map(len, rows)) <= 1
    for piece, names in zip(strips, rows, strict=True):
        heat, words, *_ = piece.chart.data
        assert (heat.zmin, heat.zmax) == (strips[0].chart.data[0].zmin, -heat.zmin)
        assert len(heat.z) == len(names)
        assert len(words.text) == len(names) * len(heat.z[0])
        low, high = sorted(piece.chart.layout.yaxis.range)
        assert all(low < y < high for trace in piece.chart.data[1:] for y in trace.y)
        assert piece.chart.layout.xaxis.ticktext[-1].endswith("9月")
        assert smallest_text_px(piece.chart) >= Display(*size).type_px


@pytest.mark.parametrize("room", [(), (98, 6), (110, 4)])
def test_panels_keep_one_scale_and_every_district_once(over_time, room):
    panels = pieces(over_time["lines"], (1920, 1080), *room)

    heads = [note.text for piece in panels for note in named(piece.chart, "panel")]
    assert 1 < len(panels) <= 4
    assert len(heads) == len(set(heads)) == 12
    assert (
        len({tuple(piece.chart.layout[axis].range) for piece in panels for axis in values(piece)})
        == 1
    )
    for piece in panels:
        layout = piece.chart.layout
        assert len(values(piece)) == len(named(piece.chart, "panel"))
        assert len(piece.chart.data) == 2 * len(values(piece))
        tops = {}
        for axis in values(piece):
            low, high = layout[axis].domain
            assert 0 <= low < high <= 1
            across = layout[axis.replace("y", "x", 1)]
            tops.setdefault(across.domain[0], []).append((low, bool(across.ticktext)))
        # Periods stand below the lowest panel of a column, and only there.
        assert all(
            has_periods == (low == min(column)[0])
            for column in tops.values()
            for low, has_periods in column
        )
        assert smallest_text_px(piece.chart) >= Display(1920, 1080, *room).type_px


def values(piece):
    return [name for name in piece.chart.layout.to_plotly_json() if name.startswith("yaxis")]


def test_panels_that_would_fill_too_many_screens_are_left_out_without_a_gap(over_time):
    assert pieces(over_time["lines"], (1024, 768)) == []

    every = slides(list(over_time.values()), Display(1024, 768), colours=LIGHT)
    keys = list(dict.fromkeys(slide.key for slide in every))
    assert keys[:4] == ["growth", "districts", "heat", "places"]
    assert all(b.piece in (0, a.piece + 1) for a, b in pairwise(every))


def test_of_many_districts_the_places_of_those_that_moved_are_drawn(over_time):
    [slide] = pieces(over_time["places"])

    assert [note.text for note in named(slide.chart, "end")] == ["<b>1 双清区</b>", "12 邵东市"]
    assert "".join(slide.title) == "2025年1—9月双清区居首位，位次比1—2月前移最多（11位）"
    assert "位次变动最大的2个地区" in "".join(slide.source)


def test_a_chart_that_needs_more_lines_than_a_screen_has_is_left_out(over_time):
    screen = over_time["places"]

    assert len(pieces(screen)) == 1
    assert pieces(replace(screen, least_rows=30)) == []


def test_an_incomplete_set_has_panels_but_no_places(lake, accept):
    bulletins(accept, count=4)
    found = made(lake)

    assert "places" not in found
    assert sum(len(named(piece.chart, "panel")) for piece in pieces(found["lines"])) == 4
