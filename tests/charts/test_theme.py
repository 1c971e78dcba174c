from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analytics.basics.period import Period
from analytics.charts.kit.caption import Caption
from analytics.charts.kit.labels import paragraph, spread, text_px, wrapped
from analytics.charts.kit.theme import DARK, DARK_HIGH, FONT, LIGHT, LIGHT_HIGH, ink
from tests.charts.frames import INKS, LONG_INDUSTRY, caption, every_chart, notes

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def contrast(one, other):
    def luminance(colour):
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "ink"), [("light", LIGHT), ("dark", DARK)])
def test_charts_and_pages_share_background_and_text(theme, ink):
    assert CONFIG["theme"][theme]["backgroundColor"] == ink.background
    assert CONFIG["theme"][theme]["textColor"] == ink.text


@pytest.mark.parametrize("ink", INKS)
def test_text_and_marks_stand_out_from_their_background(ink):
    assert contrast(ink.text, ink.background) >= 7
    assert contrast(ink.muted, ink.background) >= 4.5
    marks = (*ink.series, ink.growth, ink.decline, ink.earlier)
    # 2.9: the palette's orange and teal on white, doubled by shape and label.
    assert min(contrast(mark, ink.background) for mark in marks) >= 2.9


@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_the_heads_of_tables_can_be_read(ink):
    """Streamlit draws them, and a column kept in sight, with 60 % of the text's colour."""
    seen = [
        round(0.6 * int(ink.text[at : at + 2], 16) + 0.4 * int(ink.background[at : at + 2], 16))
        for at in (1, 3, 5)
    ]

    assert contrast("#{:02x}{:02x}{:02x}".format(*seen), ink.background) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT_HIGH, DARK_HIGH])
def test_high_contrast_is_higher_than_the_rule_asks(colours):
    assert contrast(colours.text, colours.background) > 17
    assert contrast(colours.muted, colours.background) >= 7
    marks = (*colours.series, *colours.statuses, colours.growth, colours.decline, colours.earlier)
    assert min(contrast(mark, colours.background) for mark in marks) >= 4.5


def test_a_reader_gets_the_colours_of_his_background_and_wish():
    wishes = [(False, False), (True, False), (False, True), (True, True)]

    assert tuple(ink(is_dark=dark, is_high_contrast=high) for dark, high in wishes) == INKS


def test_charts_and_pages_share_the_font_and_it_is_served():
    assert CONFIG["theme"]["font"] == FONT
    assert CONFIG["server"]["enableStaticServing"] is True
    for face in CONFIG["theme"]["fontFaces"]:
        assert face["family"] == FONT.split(",")[0]
        served = ROOT / face["url"].removeprefix("app/")
        assert served.read_bytes()[:4] == b"wOF2"
        assert served.stat().st_size < 1_600_000


def test_the_server_listens_to_this_machine_only_and_keeps_its_errors():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["runner"]["postScriptGC"] is False


@pytest.mark.parametrize("name", every_chart())
def test_every_chart_sets_its_template_and_needs_no_legend(name):
    figure = every_chart()[name]

    assert figure.layout.template.layout.font.family == FONT
    assert figure.layout.template.layout.paper_bgcolor == LIGHT.background
    assert figure.layout.showlegend is None
    assert figure.layout.template.layout.showlegend is False


@pytest.mark.parametrize("name", every_chart())
def test_title_subtitle_and_footer_are_drawn_as_the_meta_says(name):
    figure = every_chart()[name]

    for word in ("subtitle", "footer"):
        (drawn,) = notes(figure, word)
        squeezed = figure.layout.meta[word].replace(" ", "").replace("　", "")
        assert drawn.replace("<br>", "").replace(" ", "").replace("　", "") == squeezed
    (title,) = notes(figure, "title")
    assert title.startswith("<b>")
    assert "示例市 · " in figure.layout.meta["subtitle"]
    assert "单位：%" in figure.layout.meta["subtitle"]


def test_a_caption_without_a_source_is_refused():
    with pytest.raises(ValueError, match="source"):
        Caption("同比", "示例市", Period(2025, 9), "%", " ", "今日")


def test_a_caption_of_a_series_names_both_ends():
    words = caption(first_period=Period(2015, 2))

    assert "2015年1—2月至2025年1—9月" in words.subtitle


def test_no_line_is_wider_than_its_room_and_nothing_is_cut():
    lines = wrapped(LONG_INDUSTRY * 3, 150, 14)

    assert "".join(lines) == LONG_INDUSTRY * 3
    assert all(text_px(line, 14) <= 150 + 14 for line in lines)
    assert not any(line.startswith(("、", "，")) for line in lines)


def test_a_file_name_longer_than_the_chart_is_broken_not_lost():
    name = "fixed_asset_investment_bulletin_of_september_2025_final.xlsx"

    assert paragraph(name, 100, 12).replace("<br>", "") == name


def test_labels_that_meet_are_moved_apart_and_stay_in_the_plot():
    placed = spread([98, 99, 100], [20, 20, 20], 100)

    assert placed == [50, 70, 90]


def test_a_label_alone_stays_where_its_point_is():
    assert spread([37.5], [19], 100) == [37.5]
