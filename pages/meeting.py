"""会议: the pages' charts as screens for a meeting room, one message each, moved by keys."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.questions import loaded
from pages.parts import bar, kept, meeting_prepare, meeting_present, navigation


def render() -> None:
    is_presenting = kept.addressed(meeting_present.SHOW) == "1"
    with st.container(key="meeting_choices"):
        selection = bar.chosen("会议", loaded.ANY)
        if selection is None:
            return
        judged_by, shown_on = st.columns(2)
        with judged_by:
            selection = replace(selection, judging=bar.judging())
        with shown_on, st.container(horizontal=True):
            inches, distance_m = meeting_prepare.display_choice()
    if is_presenting:
        meeting_present.present(selection, inches, distance_m)
        return
    meeting_prepare.show(selection, inches, distance_m)


if __name__ == "__main__":
    navigation.open_through_app()
