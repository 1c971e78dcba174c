"""Choices kept in the address, so that a link, F5 or Back shows the same screen.

Owns the widgets' state and the address; knows nothing of the lake. Whoever opens a page by
a link, F5 or Back says in the address what is to be shown; a click in the menu brings no
address, and what was chosen before goes along.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import streamlit as st

from analytics.basics.folders import STATIC
from pages.parts.markdown import plain

# They go along to every page; other choices wait for the page they belong to.
CARRIED = ("region", "period", "as_of", "yardstick", "scale", "rule", "look")

PAGE = "kept_page"  # the page that is open
CHOSEN = "kept_choices"  # what was chosen in this session: name to what the address says
ASKED = "kept_asked"  # what this visit to the page began with
SETTLED = "kept_settled"  # the choices of this visit that a widget holds by now
MISSED = "kept_missed"  # what could not be shown on this visit, a sentence a choice
PENDING = "kept_pending"  # what the next page shall choose, set by a click
ADDRESS = "kept_address"  # all that the page's address says
ARRIVING = "kept_arriving"  # when the browser is still to write a new page's address
TIMES = ("address_before", "address_after")
PLACE = "kept_place"  # of this run: where missed choices are said

_SCRIPT = STATIC.joinpath("address.js")
_address = st.components.v2.component(
    "address", js=_SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)


def arrive(page: str) -> None:
    """Before a page is drawn: learn what its address asks for, or what goes along."""
    state = st.session_state
    if state.get(PAGE) == page:
        return
    pending, before = state.pop(PENDING, None), state.get(CHOSEN, {})
    asked = st.query_params.to_dict() if pending is None else {}
    if asked:
        others = {name: value for name, value in before.items() if name not in CARRIED}
        chosen = others | {name: asked[name] for name in CARRIED if name in asked}
    else:
        chosen = {name: value for name, value in (before | (pending or {})).items() if value}
    along = {name: chosen[name] for name in (*CARRIED, *(pending or {})) if name in chosen}
    state[PAGE], state[CHOSEN], state[ASKED] = page, chosen, asked or dict(chosen)
    state[ADDRESS], state[ARRIVING] = asked or along, [*TIMES]
    state[SETTLED], state[MISSED] = set(), {}


def write_address(page: str) -> None:
    """Let the browser write a new page's address, so that the page left keeps its own.

    Before the page, what goes along; after it, what it has made of that. page: its part of
    the address; "" is the first page's.
    """
    state = st.session_state
    if not state[ARRIVING]:
        return
    said = {"page": page, "query": urlencode(state[ADDRESS]), "at": time.time()}
    _address(key=state[ARRIVING].pop(0), data=said)


def addressed(name: str) -> str | None:
    """What the page's address says of something that is no widget's."""
    found: str | None = st.session_state[ADDRESS].get(name)
    return found


def address(name: str, value: str | None) -> None:
    """Say something in the page's address; None: say it no longer."""
    known = st.session_state[ADDRESS]
    if known.get(name) == value:
        return
    known.pop(name, None)
    known |= {name: value} if value else {}
    if not st.session_state[ARRIVING]:
        st.query_params.from_dict(known)


def go_along(**choices: str | None) -> None:
    """Let the page that opens next choose these; None is as usual."""
    st.session_state[PENDING] = choices


def along(**choices: str | None) -> dict[str, str]:
    """The address of a link to a page: these choices, and what goes along; None is as usual."""
    known: dict[str, str] = st.session_state[CHOSEN]
    carried = {name: known[name] for name in CARRIED if name in known}
    return {name: value for name, value in (carried | choices).items() if value}


def choose(**choices: str) -> None:
    """Choose for the reader, who has clicked for it; for callbacks, before a run."""
    for name, value in choices.items():
        st.session_state[name] = value
        st.session_state[CHOSEN][name] = value


def wanted(key: str) -> str | None:
    """What a choice is asked to be: by its widget, else by the address or from before."""
    state = st.session_state
    if key not in state[SETTLED]:
        asked: str | None = state[ASKED].get(key)
    else:
        asked = state[key] if key in state else state[CHOSEN].get(key)
    return asked


def say_here() -> None:
    """Where a run says which choices it could not follow."""
    st.session_state[PLACE] = st.container()


def optional_choice(label: str, key: str, options: list[str]) -> str | None:
    """A choice that may be left open."""
    return _choice(label, key, options, None, f"全部{label}")


def named(names: Mapping[str, str]) -> Callable[[str], str]:
    """How a code is shown: by its name; one without a name (of an old address) as it stands."""
    return lambda code: names.get(code, code)


def choice(
    label: str,
    key: str,
    options: list[str],
    default: str,
    shown: Callable[[str], str] = str,
    *,
    tip: str | None = None,
    takes_other: bool = False,
) -> str:
    """A choice that is always made; "" is one the address leaves out.

    takes_other: what is typed and no option is returned as typed.
    """
    placeholder = f"请选择{label}"
    chosen = _choice(label, key, options, default, placeholder, shown, tip, takes_other=takes_other)
    return default if chosen is None else chosen


def view(label: str, key: str, options: list[str], shown: Callable[[str], str] = str) -> str:
    """Which of a few sides of a page to see: buttons in a row."""
    _settle(label, key, options, options[0], shown)
    chosen = st.segmented_control(
        label,
        options,
        key=key,
        format_func=shown,
        required=True,
        label_visibility="collapsed",
    )
    _remember(key, chosen if chosen != options[0] else None)
    return chosen or options[0]


def _choice(
    label: str,
    key: str,
    options: list[str],
    default: str | None,
    placeholder: str,
    shown: Callable[[str], str] = str,
    tip: str | None = None,
    *,
    takes_other: bool = False,
) -> str | None:
    """A choice kept for the session and in the address.

    Not bind="query-params": that writes what is shown, and an address should hold codes.
    """
    _settle(label, key, options, default, shown)
    chosen = st.selectbox(
        label,
        options,
        index=None if default is None else 0,  # a choice that must be made has no ×
        key=key,
        format_func=shown,
        placeholder=placeholder,
        help=tip,
        accept_new_options=takes_other,
    )
    _remember(key, chosen)
    return chosen


def _settle(
    label: str, key: str, options: list[str], default: str | None, shown: Callable[[str], str]
) -> None:
    """Give a widget what is asked of it, by code or by name; say what cannot be given."""
    state, asked = st.session_state, wanted(key)
    found = next((one for one in options if asked in (one, shown(one))), None)
    if key in state[SETTLED] and asked != state[CHOSEN].get(key):
        state[MISSED].pop(key, None)  # the reader has chosen since
    if asked and found is None:
        now = shown(default) if default is not None else f"全部{label}"
        state[MISSED][key] = (
            f"没有“{asked}”这个{label}，现在显示的是“{now}”；请在“{label}”中另选，或改正网址。"
        )
    value = default if found is None else found
    # Set where it must be: a choice made while this run goes on would be taken back.
    if key not in state[SETTLED] or key not in state or state[key] != value:
        state[key] = value
    state[SETTLED].add(key)
    if key in state[MISSED] and PLACE in state:
        state[PLACE].warning(plain(state[MISSED][key]))


def _remember(key: str, value: str | None) -> None:
    """Keep a choice for the session and in the address."""
    chosen = st.session_state[CHOSEN]
    chosen.pop(key, None)
    chosen |= {key: value} if value else {}
    address(key, value or None)
