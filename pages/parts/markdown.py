"""Text from sheets, safe wherever Streamlit reads Markdown."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|www)(?=[:.])")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!$~|<>:&^])")


def plain(text: str) -> str:
    """The text as it was printed.

    Addresses become links after escaping, so an invisible word joiner breaks them.
    """
    unlinked = _ADDRESS.sub("\\1\u2060", text).replace("@", "\u2060@\u2060")
    return _MARKDOWN.sub(r"\\\1", unlinked)
