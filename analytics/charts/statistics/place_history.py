"""Who moved forward and who fell back: places over the periods, first and last in colour.

Draws only places that the bureau printed or that a complete set allows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.chart import Chart
from analytics.charts.kit.lines import LineEnd, end_room_px, name_ends
from analytics.charts.kit.marks import NO_POINT
from analytics.charts.kit.month_slots import SLOT_TICKS_PX, draw_slots, slot_of
from analytics.charts.kit.theme import DASHES, LINE_HEIGHT, TEXT_PX, Ink
from analytics.charts.statistics.history import District, GrowthReading, History, read_history
from analytics.charts.statistics.history_findings import place_finding

_HEIGHT_PX = 400
FIRST, LAST, CHOSEN, OTHERS = "前三位", "后三位", "所选地区", "其他地区"
PLACE = "位次"
_AT_EACH_END = 3
_ROW_PX, _TICK_ROOM_PX = TEXT_PX * LINE_HEIGHT + 4, 34
_FEWEST_ROWS = 6


@dataclass(frozen=True)
class _Look:
    """How one group of districts is drawn; a photocopy keeps dash, shape and width."""

    name: str
    colour: str
    dash: str
    symbol: str
    width: float


class PlaceLines(Chart):
    """Places through the periods, the first on top; every district named at its end.

    rows: mart_ranking of one parent and indicator over several periods; chosen: the name
    of a district to be followed. No native twin: Office has no axis from the first down.
    """

    kind = "位次图"

    def __init__(self, rows: pd.DataFrame, caption: Caption, *, chosen: str = "") -> None:
        self.history = _placed(read_history(rows, caption.period, caption.place))
        self.chosen, spoken = chosen, caption
        if self.history.districts:
            spoken = replace(
                caption,
                # What is drawn is the place, whatever growth it was taken by.
                measure=caption.measure.removesuffix(PLACE) + PLACE,
                unit="位",
                period=self.history.last,
                first_period=self.history.periods[0],
            )
        is_blank = not self.history.districts
        super().__init__(
            rows, caption, place_finding(self.history), spoken=spoken, is_blank=is_blank
        )
        if not is_blank:
            self.read_out = _readings(self.history)

    def draw(self, colours: Ink, height: int | None) -> go.Figure:
        history, width = self.history, self.caption.narrowest_px
        figure = go.Figure()
        worst = max(_rank(r) for d in history.districts for r in d.readings.values())
        groups = _groups(history, self.chosen, colours)
        ends = [
            _end(region, look, history.last, colours)
            for look, members in groups
            for region in members
        ]
        self.finish(
            figure,
            colours,
            height or _HEIGHT_PX,
            left_px=_TICK_ROOM_PX,
            right_px=end_room_px(ends, width),
            below_px=SLOT_TICKS_PX,
        )
        if height is None:
            margin = figure.layout.margin
            rows_high = max(worst, _FEWEST_ROWS) * _ROW_PX
            figure.update_layout(height=round(rows_high + margin.t + margin.b))
        # The others first: what is followed lies on top.
        for look, members in reversed(groups):
            _add_lines(figure, history, look, members)
        figure.update_yaxes(
            range=[worst + 0.5, 0.5],
            tickmode="array",
            tickvals=_place_ticks(worst),
            ticktext=[str(place) for place in _place_ticks(worst)],
            tickfont={"color": colours.muted, "size": TEXT_PX},
        )
        first, last = history.periods[0], history.last
        draw_slots(figure, first, last, width, colours, lambda period: period.months_label)
        _end_axis_at_last(figure, history)
        name_ends(figure, ends, width)
        return figure


def _placed(history: History) -> History:
    """Only readings with a place; periods in which nobody has one fall away."""
    districts = [
        District(d.name, {p: r for p, r in d.readings.items() if r.rank is not None})
        for d in history.districts
    ]
    districts = [district for district in districts if district.readings]
    periods = sorted({period for district in districts for period in district.readings})
    return History(periods, districts, None)


def _rank(reading: GrowthReading) -> int:
    if reading.rank is None:
        raise ValueError("only readings with a place are drawn")
    return reading.rank


def _groups(history: History, chosen: str, colours: Ink) -> list[tuple[_Look, list[District]]]:
    looks = (
        _Look(CHOSEN, colours.series[2], DASHES[0], "diamond", 3.5),
        _Look(FIRST, colours.growth, DASHES[0], "circle", 2.5),
        _Look(LAST, colours.decline, DASHES[1], "square", 2.5),
        _Look(OTHERS, colours.earlier, DASHES[0], "circle-open", 1),
    )
    newest = ((district.name, district.at(history.last)) for district in history.districts)
    now = {name: _rank(reading) for name, reading in newest if reading is not None}
    firsts = {name for name, rank in now.items() if rank <= _AT_EACH_END}
    worst = max(now.values(), default=0)
    is_long = len(now) > 2 * _AT_EACH_END
    lasts = {name for name, rank in now.items() if is_long and rank > worst - _AT_EACH_END}

    def group(district: District) -> str:
        if district.name == chosen:
            return CHOSEN
        if district.name in firsts:
            return FIRST
        return LAST if district.name in lasts else OTHERS

    grouped = [(look, [d for d in history.districts if group(d) == look.name]) for look in looks]
    return [(look, members) for look, members in grouped if members]


def _end(region: District, look: _Look, last: Period, colours: Ink) -> LineEnd:
    newest = region.newest()
    late = "" if newest.period == last else f"（{newest.period.months_label}）"
    label = f"{newest.rank} {region.name}{late}"
    is_bold = look.name != OTHERS
    # The orange of a line is too light for its name.
    colour = look.colour if look.name in (CHOSEN, FIRST) else colours.text
    if not is_bold:
        colour = colours.muted
    return LineEnd(slot_of(newest.period), _rank(newest), label, colour, is_bold)


def _readings(history: History) -> list[tuple[str, str]]:
    return [(d.name, f"第{d.place_at(history.last)}位") for d in history.districts]


def _add_lines(figure: go.Figure, history: History, look: _Look, members: list[District]) -> None:
    drawn = []
    for region in members:
        drawn += [None if one is None else (region, one) for one in history.line(region)]
        drawn.append(None)
    drawn = drawn[:-1]
    figure.add_scatter(
        name=look.name,
        x=[None if one is None else slot_of(one[1].period) for one in drawn],
        y=[None if one is None else one[1].rank for one in drawn],
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": look.colour, "width": look.width, "dash": look.dash},
        marker={"color": look.colour, "symbol": look.symbol, "size": 8 if look.width > 1 else 5},
        customdata=[NO_POINT if one is None else [one[1].key, one[1].source] for one in drawn],
        hovertext=["" if one is None else one[1].hovertext(one[0].name) for one in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _place_ticks(worst: int) -> list[int]:
    """The first, the last and every fifth between them."""
    between = [place for place in range(5, worst, 5) if worst - place >= 2]
    return sorted({1, *between, worst})


def _end_axis_at_last(figure: go.Figure, history: History) -> None:
    # Names begin where the lines end, not half a slot later.
    low, high = figure.layout.xaxis.range
    last = slot_of(history.last)
    figure.update_xaxes(range=[low, min(high, last + 0.15)])
