"""总览: the headline of one region and period, in numbers, words and two charts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.basics.errors import FixedAssetError
from analytics.basics.facts import HeadlineFacts
from analytics.basics.moments import now_beijing
from analytics.charts.kit.caption import HALF_PAGE_PX
from analytics.charts.statistics.growth import GrowthLine
from analytics.charts.statistics.ranking import RankingBars
from analytics.documents import files, making
from analytics.questions import statistics
from analytics.questions.checks import notices
from analytics.questions.selection import TOTAL, Chosen
from analytics.reference.glossary import hint
from analytics.speech.grammar.runs import paragraph_text
from analytics.speech.paragraphs import headline_cards
from analytics.speech.paragraphs.draft import draft_title, headline_paragraph
from analytics.speech.report import ONE_PARAGRAPH
from pages.parts import asking, bar, extremes, navigation, no_figures, tables
from pages.parts.asking import ask
from pages.parts.charts import breakdown_chart, caption, show
from pages.parts.markdown import plain

FEWEST_COLUMNS = 4  # two cards alone would be half a screen wide each


def render() -> None:
    selection = bar.chosen("总览")
    if selection is None:
        return
    rows = ask(statistics.growth, selection)
    try:
        facts = asking.headline(selection)
    except FixedAssetError as error:
        every = ask(statistics.growth, selection.but(region=None, indicator=TOTAL))
        no_figures.offer_nearest(str(error), selection, set(every.region_code))
        extremes.show(selection, rows)
        return
    st.header(plain(draft_title(facts)), anchor=False)
    for notice in ask(notices, selection):
        st.warning(plain(f"{notice}。"))
    _show_cards(facts)
    _show_paragraph(selection, facts)
    _show_charts(selection, rows)
    extremes.show(selection, rows)


def _show_cards(facts: HeadlineFacts) -> None:
    cards = headline_cards.cards(facts)
    columns = st.columns(max(len(cards), FEWEST_COLUMNS))
    for column, card in zip(columns, cards, strict=False):
        with column.container(border=True):
            words = "；".join(filter(None, (hint(card.label), f"出处：{card.source}")))
            st.metric(card.label, card.value, help=plain(words))
            st.caption(plain(card.note))


def _show_paragraph(selection: Chosen, facts: HeadlineFacts) -> None:
    words, button = st.columns([5, 1], vertical_alignment="center")
    words.markdown(plain(paragraph_text(headline_paragraph(facts))))
    button.download_button(
        "下载 Word 稿",
        lambda: _draft(selection),
        file_name=f"{draft_title(facts)}.docx",
        icon=":material/description:",
        type="primary",
        key="download_draft",
        help="一段文字、一张可编辑图表和数据出处表",
    )


def _draft(selection: Chosen) -> bytes:
    made = making.document(asking.lake(), selection, ONE_PARAGRAPH)
    return files.docx(made, now_beijing())


def _show_charts(selection: Chosen, rows: pd.DataFrame) -> None:
    left, right = st.columns(2)
    line = ask(statistics.growth, selection.but(period=None, indicator=TOTAL))
    districts = ask(statistics.ranking, selection.but(indicator=TOTAL))
    tables.contradicted_places(districts)
    with left:
        words = caption(selection, line, "固定资产投资（不含农户）累计同比", is_series=True)
        show(GrowthLine(line, words), "overview_line")
    with right:
        if districts.empty:
            breakdown_chart(
                selection, rows, "industry", "overview_parts", narrowest_px=HALF_PAGE_PX
            )
        else:
            show(
                RankingBars(
                    districts,
                    caption(selection, districts, "固定资产投资（不含农户）累计同比"),
                ),
                "overview_ranking",
            )


if __name__ == "__main__":
    navigation.open_through_app()
