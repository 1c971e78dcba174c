"""One look for every chart: colours, type, margins, title, subtitle, footer.

A colour means the same thing on every page; black and white keep the meaning through
shape, dash and words. Owns no data and no number's text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import plotly.graph_objects as go

from analytics.charts.kit.caption import LEAST_PX
from analytics.charts.kit.labels import paragraph, text_px, wrapped

# Equal to theme.font in .streamlit/config.toml (tested).
FONT = "Noto Sans SC, Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif"
# Nothing on a page is smaller than 14 px: older readers are among its readers.
TITLE_PX, TEXT_PX, NOTE_PX = 18, 14, 14
LINE_HEIGHT = 1.35
EDGE_PX = 8
CHART_HEIGHT_PX = 440
MOST_SERIES = 5
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x")
# A photocopy keeps the shape and the word, whatever becomes of the colour.
STATUS_MARKS = {"较快": "▲", "正常": "●", "预警": "◆", "滞后": "■"}
NOT_JUDGED = "未判定"
# For st.plotly_chart(config=…): the modebar is English and cannot see web fonts.
CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}


@dataclass(frozen=True)
class Ink:
    """The colours of one background; 4.5 : 1 for text, 3 : 1 for marks."""

    background: str
    text: str
    muted: str
    grid: str
    series: tuple[str, ...]
    growth: str
    decline: str
    earlier: str
    statuses: tuple[str, ...]  # in the order of STATUS_MARKS


LIGHT = Ink(
    background="#FFFFFF",
    text="#0F1720",  # at 60 %, as a table's heads are drawn, still 4.6 : 1
    muted="#52606D",
    grid="#E4E7EB",
    series=("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"),
    growth="#12436D",
    decline="#F46A25",
    earlier="#8794A1",
    # Blues ahead, orange and red behind: apart for red- and green-blind readers too.
    statuses=("#12436D", "#4C93D0", "#E07B00", "#A01C1C"),
)
DARK = Ink(
    background="#12181F",
    text="#E8ECF0",
    muted="#A9B4BF",
    grid="#2B3540",
    series=("#6FAEDD", "#3DBFB3", "#E07FB0", "#FF8B4D", "#C9CED4", "#BCA4E6"),
    growth="#6FAEDD",
    decline="#FF8B4D",
    earlier="#76838F",
    statuses=("#4C84D0", "#9CCBF5", "#FFB84D", "#E0503F"),
)


# For tired eyes and pale projectors: 7 : 1 for every text, 4.5 : 1 for every mark.
LIGHT_HIGH = replace(
    LIGHT,
    text="#000000",
    muted="#1F2933",
    grid="#8794A0",
    series=("#0B3358", "#0C6B62", "#6E0F44", "#B03A00", "#262626", "#6B46A8"),
    growth="#0B3358",
    decline="#B03A00",
    earlier="#5A6672",
    statuses=("#0423B8", "#3C6AA3", "#897411", "#5B272B"),
)
DARK_HIGH = replace(
    DARK,
    text="#FFFFFF",
    muted="#E8ECF1",
    grid="#6B7885",
    series=("#8CC4F2", "#5CD6CA", "#F09CC6", "#FFA06B", "#DDE1E5", "#CDBBF0"),
    growth="#8CC4F2",
    decline="#FFA06B",
    earlier="#96A2AE",
    statuses=("#3294FA", "#4D899D", "#D5B437", "#E77164"),
)


def ink(*, is_dark: bool, is_high_contrast: bool) -> Ink:
    """The colours of a page's background, as its reader wants them."""
    if is_high_contrast:
        return DARK_HIGH if is_dark else LIGHT_HIGH
    return DARK if is_dark else LIGHT


def status_colour(status: str, colours: Ink) -> str:
    """The colour of a status on every page; grey where a rule gave none."""
    return dict(zip(STATUS_MARKS, colours.statuses, strict=True)).get(status, colours.earlier)


def status_label(status: str) -> str:
    """Shape and word of a status.

    >>> status_label("滞后"), status_label("—")
    ('■ 滞后', '○ 未判定')
    """
    return f"{STATUS_MARKS[status]} {status}" if status in STATUS_MARKS else f"○ {NOT_JUDGED}"


def style(colours: Ink) -> go.layout.Template:
    """The template, always set: importing Streamlit puts its own in Plotly's place."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": TEXT_PX, "color": colours.text},
        "title": {"font": {"size": NOTE_PX, "color": colours.muted}, "standoff": 6},
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": TEXT_PX, "color": colours.text},
            "colorway": colours.series,
            "paper_bgcolor": colours.background,
            "plot_bgcolor": colours.background,
            "xaxis": axis,
            "yaxis": axis | {"gridcolor": colours.grid},
            "showlegend": False,
            "hoverlabel": {
                "bgcolor": colours.background,
                "bordercolor": colours.muted,
                "font": {"family": FONT, "size": TEXT_PX, "color": colours.text},
                "align": "left",
            },
            "hovermode": "closest",
            "dragmode": False,
            "bargap": 0.35,
            "separators": ".,",
        }
    )


def finish(
    figure: go.Figure,
    title: str,
    subtitle: str,
    footer: str,
    alt: str,
    *,
    colours: Ink = LIGHT,
    height: int = CHART_HEIGHT_PX,
    width_px: int = LEAST_PX,
    left_px: float = 0,
    right_px: float = 0,
    above_px: float = 0,
    below_px: float = 0,
) -> go.Figure:
    """Title states the finding; subtitle measure, place, period, unit; footer source.

    left_px … below_px: room the chart's own labels need outside the plot. Margins are
    fixed, so that title and footer begin at the very left and labels find their place.
    """
    text_width = width_px - 2 * EDGE_PX
    # Bold Han characters are one em wide too, Latin a little more.
    title_lines = len(wrapped(title, text_width * 0.97, TITLE_PX))
    subtitle_lines = len(wrapped(subtitle, text_width, TEXT_PX))
    footer_lines = len(wrapped(footer, text_width, NOTE_PX))
    title_height = title_lines * TITLE_PX * LINE_HEIGHT
    head = title_height + subtitle_lines * TEXT_PX * LINE_HEIGHT
    foot = footer_lines * NOTE_PX * LINE_HEIGHT
    left = EDGE_PX + left_px
    figure.update_layout(
        template=style(colours),
        height=height,
        margin={
            "l": left,
            "r": EDGE_PX + right_px,
            "t": EDGE_PX + head + 16 + above_px,
            "b": EDGE_PX + foot + 12 + below_px,
            "autoexpand": False,
        },
        meta={
            "title": title,
            "subtitle": subtitle,
            "footer": footer,
            "alt": alt,
            "width_px": width_px,
        },
    )
    top = 16 + above_px
    _note(
        figure,
        "title",
        f"<b>{paragraph(title, text_width * 0.97, TITLE_PX)}</b>",
        {"y": 1, "yanchor": "bottom", "yshift": top + head - title_height},
        {"size": TITLE_PX, "color": colours.text},
        left,
    )
    _note(
        figure,
        "subtitle",
        paragraph(subtitle, text_width, TEXT_PX),
        {"y": 1, "yanchor": "bottom", "yshift": top},
        {"size": TEXT_PX, "color": colours.muted},
        left,
    )
    _note(
        figure,
        "footer",
        paragraph(footer, text_width, NOTE_PX),
        {"y": 0, "yanchor": "top", "yshift": -(12 + below_px)},
        {"size": NOTE_PX, "color": colours.muted},
        left,
    )
    return figure


def plot_height_px(figure: go.Figure) -> float:
    """The height between the margins of a finished figure."""
    margin = figure.layout.margin
    return float(figure.layout.height - margin.t - margin.b)


def plot_width_px(figure: go.Figure, width_px: int) -> float:
    """The width between the margins where the figure is drawn width_px wide."""
    return float(width_px - figure.layout.margin.l - figure.layout.margin.r)


def widest_px(labels: list[str], size: float = TEXT_PX) -> float:
    """The room a column of labels needs, each as wide as its widest line."""
    lines = [line for label in labels for line in label.split("<br>")]
    return max((text_px(line, size) for line in lines), default=0.0)


def _note(
    figure: go.Figure,
    name: str,
    text: str,
    place: dict[str, float | str],
    font: dict[str, float | str],
    left: float,
) -> None:
    # An annotation, not layout.title: only so title and footer share one left edge
    # whatever the width of the labels, and Plotly wraps neither.
    figure.add_annotation(
        name=name,
        text=text,
        xref="paper",
        yref="paper",
        x=0,
        xanchor="left",
        xshift=EDGE_PX - left,
        align="left",
        showarrow=False,
        borderpad=0,
        font=font,
        **place,
    )
