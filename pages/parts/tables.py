"""Tables: units in headers, first column in sight, a download, and the way to sources."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.reference.glossary import hint
from analytics.tables import statistics as statistics_tables
from analytics.tables.formats import browser_formats, written
from pages.parts import ways
from pages.parts.markdown import plain


def linked_table(shown: pd.DataFrame, rows: pd.DataFrame, key: str) -> None:
    """A table whose rows lead to their sources, with a download for Excel.

    shown: what is read; rows: the mart rows in the same order, for their keys.
    """
    event = st.dataframe(
        written(shown),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        placeholder="—",
        column_config=columns_of(shown),
        key=key,
    )
    _download(lambda: shown, key)
    if event.selection.cells:
        row = rows.iloc[event.selection.cells[0][0]]
        ways.go_to_source(row.region_code, row.indicator_code, row.period_code)


def short_table(shown: pd.DataFrame, key: str) -> None:
    """A table to read, first column in sight."""
    if _is_told_empty(shown):
        return
    st.dataframe(
        written(shown),
        hide_index=True,
        placeholder="—",
        column_config=columns_of(shown),
        key=key,
    )


def plain_table(shown: pd.DataFrame, key: str) -> None:
    """A table to read and to download."""
    short_table(shown, key)
    if not shown.empty:
        _download(lambda: shown, key)


def contradicted_places(rows: pd.DataFrame) -> None:
    """Say of mart_ranking whose printed places are not used, where there are any."""
    if said := statistics_tables.contradicted_line(rows):
        st.warning(plain(f"{said}。"))


def selectable_table(
    shown: pd.DataFrame, key: str, *, whole: Callable[[], pd.DataFrame]
) -> int | None:
    """As plain_table; the position of the row a reader has chosen.

    whole: the table as it is downloaded, made on the click only.
    """
    if _is_told_empty(shown):
        return None
    event = st.dataframe(
        written(shown),
        hide_index=True,
        height=420,
        on_select="rerun",
        selection_mode="single-row",
        placeholder="—",
        column_config=columns_of(shown),
        key=key,
    )
    _download(whole, key)
    return event.selection.rows[0] if event.selection.rows else None


def _is_told_empty(shown: pd.DataFrame) -> bool:
    """A grid without rows would say so in English."""
    if shown.empty:
        st.info("没有符合条件的数据。")
    return shown.empty


def _download(table: Callable[[], pd.DataFrame], key: str) -> None:
    st.download_button(
        "下载 CSV",
        lambda: statistics_tables.csv_file(table()),
        file_name=f"{key}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"{key}_csv",
    )


def columns_of(shown: pd.DataFrame) -> dict[str, ColumnConfig]:
    """Its term explained in each header; the first column stays in sight."""
    hints = {name: hint(name) or None for name in shown.columns}
    config: dict[str, ColumnConfig] = (
        {name: st.column_config.Column(help=said) for name, said in hints.items() if said}
        | {
            name: st.column_config.NumberColumn(format=digits, help=hints[name])
            for name, digits in browser_formats(shown).items()
        }
        | {
            name: st.column_config.DateColumn(format="YYYY-MM-DD", help=hints[name])
            for name in shown.columns
            if pd.api.types.is_datetime64_any_dtype(shown[name])
        }
    )
    first = shown.columns[0]
    return config | {first: st.column_config.Column(pinned=True, help=hints[first])}
