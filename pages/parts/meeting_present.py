"""Presenting a meeting: slides, the keys that move them, and new data while it goes on.

Owns what a session remembers of a meeting; the browser moves between screens by itself,
so that a key is answered at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.basics.errors import RefusedError
from analytics.basics.folders import STATIC
from analytics.charts.kit.theme import Ink
from analytics.lake.meetings import Order, kept_order
from analytics.meeting import answers
from analytics.meeting.order import in_order
from analytics.meeting.screens import screens
from analytics.meeting.stage import Display, StageSlide, changes, slides
from analytics.questions.selection import Chosen
from pages.parts import asking, kept, look, meeting_slides
from pages.parts.asking import lake

KEYS, SEEN, NOTICE = "meeting_keys", "meeting_seen", "meeting_notice"
SHOW = "show"  # in the address: 1 while presenting
LOOK_SECONDS = 3  # how often the lake is asked whether anything is new
_SCRIPT = STATIC.joinpath("meeting.js")
_keys = st.components.v2.component(
    "meeting_keys", js=_SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)


@st.cache_data(max_entries=32, show_spinner="正在按屏幕大小画图…")
def _slides(
    selection: Chosen,
    snapshot: int,
    order: Order,
    display: Display,
    colours: Ink,
) -> list[StageSlide]:
    del snapshot  # only a key: a commit anywhere makes every answer new
    made = {screen.key: screen for screen in screens(asking.for_meeting(selection))}
    put = [made[key] for key, is_on in in_order(made, order) if is_on]
    return slides(put, display, colours=colours)


def present(selection: Chosen, inches: int, distance_m: float) -> None:
    """The whole meeting for the browser's window, once the window has told its size."""
    snapshot = lake().figures_snapshot
    viewport = getattr(st.session_state.get(KEYS), "viewport", None)
    made: list[StageSlide] = []
    if viewport:
        width_px, height_px = viewport
        display = Display(width_px, height_px, inches, distance_m)
        order = kept_order(lake(), selection.region.code, selection.period)
        try:
            made = _slides(selection, snapshot, order, display, look.colours())
        except RefusedError as error:
            meeting_slides.nothing(f"{error}。按 Esc 返回")
        else:
            if not made:
                meeting_slides.nothing("没有打开的屏。按 Esc 返回，至少打开一屏")
            _note_changes((selection.region, selection.period, order, display), made)
    _listen(selection, snapshot, made, viewport)
    if made:
        meeting_slides.show(made, display)


def _note_changes(subject: tuple[object, ...], made: Sequence[StageSlide]) -> None:
    """Remember what was shown; say which screens other numbers stand on now.

    subject: what a presenter may change himself; a change of it is no news.
    """
    before = st.session_state.get(SEEN)
    said = {(slide.key, slide.piece): slide.said for slide in made}
    if before and before[0] == subject and (text := changes(before[1], made)):
        st.session_state[NOTICE] = {"id": lake().figures_snapshot, "text": text}
    st.session_state[SEEN] = (subject, said)


@st.fragment(run_every=LOOK_SECONDS)
def _listen(
    selection: Chosen,
    snapshot: int,
    made: Sequence[StageSlide],
    viewport: Sequence[int] | None,
) -> None:
    if lake().figures_snapshot != snapshot:
        st.rerun()
    found = st.session_state.get(KEYS)
    card = None
    if wanted := getattr(found, "find", None):
        card = answers.find(asking.for_meeting(selection), wanted)
    heard = _keys(
        key=KEYS,
        data={
            "viewport": viewport or (0, 0),
            "slides": [_told(slide) for slide in made],
            "findable": (answers.findable(asking.for_meeting(selection)) if made else []),
            "found": card and {"key": wanted, "title": card.title, "lines": card.lines},
            "notice": st.session_state.get(NOTICE),
        },
        default={"viewport": None},
        on_viewport_change=lambda: None,
        on_find_change=lambda: None,
        on_leave_change=lambda: None,
    )
    if heard.leave:
        leave()
    if heard.viewport and heard.viewport != viewport:
        st.rerun()


def leave() -> None:
    """Back to the preparation page; another meeting begins anew."""
    kept.address(SHOW, None)
    for name in (SEEN, NOTICE):
        st.session_state.pop(name, None)
    st.rerun()


def _told(slide: StageSlide) -> dict[str, object]:
    box = slide.chart_box
    return {
        "name": slide.name,
        "title": "".join(slide.title),
        "card": {"title": slide.card.title, "lines": slide.card.lines},
        "chart": {"left": box.left, "top": box.top, "width": box.width, "height": box.height},
    }
