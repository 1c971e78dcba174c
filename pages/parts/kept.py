"""Choices kept for the session and in the address, so that a link shows the same screen.

Owns the widgets' state; knows nothing of the lake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from pages.parts.markdown import plain

LATEST = "最新"
PENDING = "pending_choices"  # what the next page shall choose, set by a click


def optional_choice(label: str, key: str, options: list[str]) -> str | None:
    """A choice that may be left open."""
    return _choice(label, key, options, None, f"全部{label}")


def named(names: Mapping[str, str]) -> Callable[[str], str]:
    """How a code is shown: by its name; one without a name (of an old address) as it stands."""
    return lambda code: names.get(code, code)


def choice(
    label: str, key: str, options: list[str], default: str, shown: Callable[[str], str] = str
) -> str:
    """A choice that is always made."""
    return _choice(label, key, options, default, f"请选择{label}", shown) or default


def view(label: str, key: str, options: list[str], shown: Callable[[str], str] = str) -> str:
    """Which of a few sides of a page to see: buttons in a row."""
    asked = st.query_params.get(key) if key not in st.session_state else None
    if st.session_state.get(key) not in options:
        st.session_state[key] = asked if asked in options else options[0]
    chosen = st.segmented_control(
        label,
        options,
        key=key,
        format_func=shown,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    _write_address(key, chosen if chosen != options[0] else None)
    return chosen or options[0]


def _choice(
    label: str,
    key: str,
    options: list[str],
    default: str | None,
    placeholder: str,
    shown: Callable[[str], str] = str,
) -> str | None:
    """A choice kept for the session and in the address.

    Not bind="query-params": that writes what is shown, and an address should hold codes.
    """
    pending = st.session_state.get(PENDING, {})
    asked = pending.pop(key, None) or (
        st.query_params.get(key) if key not in st.session_state else None
    )
    if asked in options:
        st.session_state[key] = asked
    elif (before := st.session_state.get(key)) not in options:
        st.session_state[key] = default
        if missed := asked or before:
            st.toast(
                plain(f"本页没有{label}“{shown(missed)}”的数据，已改为“{default or '全部'}”。")
            )
    chosen = st.selectbox(
        label,
        options,
        index=None if default is None else 0,  # a choice that must be made has no ×
        key=key,
        format_func=shown,
        placeholder=placeholder,
        persist_state="session",
    )
    _write_address(key, chosen if chosen != LATEST else None)
    return chosen


def _write_address(key: str, value: str | None) -> None:
    if value is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value
