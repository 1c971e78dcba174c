"""The files of a session that are not stored yet: given, read, accepted, taken away.

Owns the way from a dropped file to its acceptance; file_read shows what is in one, answers
what was said of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.basics.errors import FixedAssetError
from analytics.lake import gate, loading, uploads
from analytics.lake.gate import Weighed
from analytics.lake.loading import Prepared
from analytics.lake.office_lists import office_regions
from analytics.lake.uploads import Receipt
from analytics.tables import reading as reading_tables
from pages.parts import answers
from pages.parts.asking import lake
from pages.parts.markdown import plain

TURN, TAKEN = "upload_round", "upload_taken"
KEEPING_CONTACTS = {("*", "privacy"): "保留"}


@dataclass(frozen=True)
class Pasted:
    """A table pasted from the clipboard, taken like a file."""

    text: str

    @property
    def name(self) -> str:
        """By its text: a table copied as HTML, or cells with tabs between them."""
        return "粘贴的表格.htm" if self.text.lstrip().startswith("<") else "粘贴的表格.txt"

    def getvalue(self) -> bytes:
        """Its bytes, as those of a file."""
        return self.text.encode()


def given_files(files: Sequence[UploadedFile], text: str) -> list[UploadedFile | Pasted]:
    """The files dropped, and what was pasted as one more; not what was taken in already."""
    given: list[UploadedFile | Pasted] = [*files, *([Pasted(text)] if text.strip() else [])]
    taken = st.session_state.get(TAKEN, frozenset())
    left = [one for one in given if uploads.sha256_of(one.getvalue()) not in taken]
    if len(left) < len(given):
        st.caption(f"已接收的 {len(given[len(left) :])} 份不再读；其余的还在这里，答过的都留着。")
    return left


def turn() -> str:
    """Of the uploader's key: another one empties it."""
    return str(st.session_state.get(TURN, ""))


def take_away(accepted: Sequence[Prepared], given: Sequence[UploadedFile | Pasted]) -> None:
    """Read what was accepted no more; the uploader is emptied when nothing else is in it."""
    taken = st.session_state.get(TAKEN, frozenset())
    taken |= {one.reading.sha256 for one in accepted}
    if all(uploads.sha256_of(one.getvalue()) in taken for one in given):
        taken, st.session_state[TURN] = frozenset(), uuid.uuid4().hex
    st.session_state[TAKEN] = taken


def prepared_files(
    files: list[UploadedFile | Pasted], sender: str, region: str, is_keeping_contacts: bool
) -> list[Prepared]:
    """The files read for this sender, the same bytes once; read again only when an
    answer or the list of regions changes. Files that are gone from the page are forgotten."""
    kept = st.session_state.get("prepared_files", {})
    added = office_regions(lake())
    fresh: dict[tuple[object, ...], Prepared] = {}
    for file in files:
        data = file.getvalue()
        sha256 = uploads.sha256_of(data)
        said = answers.given(sha256) | (KEEPING_CONTACTS if is_keeping_contacts else {})
        key = (sha256, sender, region, tuple(sorted(said.items())), added)
        if key in fresh:
            st.info(f"{plain(file.name)}：内容与前面的文件完全相同，只读一次。")
        elif (one := kept.get(key) or _read(data, file.name, sender, region, said)) is not None:
            fresh[key] = one
    st.session_state["prepared_files"] = fresh
    return list(fresh.values())


def _read(
    data: bytes, name: str, sender: str, region: str, said: dict[tuple[str, str], str]
) -> Prepared | None:
    try:
        with st.spinner(f"正在读取 {plain(name)}……", show_time=True):
            return loading.prepare(lake(), data, name, sender, region, said)
    except FixedAssetError as error:
        st.error(plain(str(error)))
        return None


def is_ready(prepared: Prepared) -> bool:
    """Something to store, and every question answered or its sheets left out."""
    reading = prepared.reading
    return reading_tables.holds_anything(reading) and (
        not reading.questions or answers.is_leaving_out(reading.sha256)
    )


def accept(weighed: Weighed, *, reason: str, note: str, by: str) -> Receipt:
    """Store the file and the mappings chosen for its labels, all of it or none."""
    return gate.accept(
        lake(),
        weighed,
        note=note,
        reason=reason,
        uploaded_by=by,
        is_leaving_out_unanswered=answers.is_leaving_out(weighed.prepared.reading.sha256),
    )
