"""出处与版次: every number of the selection back to its cell, and every upload."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.basics.errors import FixedAssetError
from analytics.basics.moments import beijing
from analytics.intake.reading import SheetPicture
from analytics.lake import loading
from analytics.questions import statistics
from analytics.questions.selection import Chosen
from analytics.tables import statistics as statistics_tables
from analytics.tables.pictures import coloured_sheet
from pages.parts import accepted, bar, compared, kept, navigation
from pages.parts.asking import ask, lake
from pages.parts.markdown import plain


def render() -> None:
    selection = bar.chosen("出处与版次")
    if selection is not None:
        _show_numbers(selection)
    compared.choose()
    accepted.show()


def _show_numbers(selection: Chosen) -> None:
    found = ask(statistics.sources, selection)
    names = statistics_tables.indicator_choices(found)
    indicator = kept.optional_choice("指标", "indicator", names)
    rows = statistics_tables.of_indicator(found, indicator)
    st.caption(
        f"{plain(selection.region.name)}{selection.period.label}：{len(rows)} 个印出的数字。"
        "选中一行，查看原表中的单元格。"
    )
    event = st.dataframe(
        statistics_tables.source_table(rows),
        hide_index=True,
        height=320,
        on_select="rerun",
        selection_mode="single-row",
        key="source_rows",
    )
    chosen = event.selection.rows[0] if event.selection.rows else 0
    if rows.empty:
        st.info("这一选择没有印出的数字；由公式算出的数见下表。")
    else:
        _show_original(rows.iloc[chosen])
    _show_formulas(selection, indicator)


def _show_original(row: pd.Series) -> None:
    st.header(plain(row.source), anchor=False)
    st.caption(
        plain(
            f"印出“{row.printed}”{row.unit}；{row.sender} 报送，"
            f"{beijing(row.accepted_at)} 接收，上传编号 {row.upload_id}"
        )
    )
    try:
        picture = _picture(row.sha256, row.file, row.sheet)
    except FixedAssetError as error:
        st.error(plain(str(error)))
        return
    if picture is None:
        st.info("这张表太大，图中没有这一格；请下载原始文件查看。")
    else:
        with st.container(key="original"):
            st.dataframe(coloured_sheet(picture, states={row.cell: "chosen"}), height=380)
    st.download_button(
        "下载原始文件",
        loading.original_bytes(lake(), row.sha256),
        file_name=row.file,
        icon=":material/download:",
        key="download_original",
    )


@st.cache_data(max_entries=64, show_spinner="正在打开原表……")
def _picture(sha256: str, file: str, sheet: str) -> SheetPicture | None:
    return loading.original_picture(lake(), sha256, file, sheet)


def _show_formulas(selection: Chosen, indicator: str | None) -> None:
    computed = statistics_tables.formula_table(
        ask(statistics.growth, selection),
        indicator,
    )
    with st.expander(f"由公式算出的数（{len(computed)} 个）"):
        st.dataframe(computed, hide_index=True, key="formula_rows")


if __name__ == "__main__":
    navigation.open_through_app()
