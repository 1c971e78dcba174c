"""The user guide in sections, as 帮助 shows and searches it; the words are the guide's own.

Owns how headings, pictures and text of docs/用户手册.md are told apart. Its headings are
titles and nothing else, so a section is known by its title, in addresses too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analytics.basics.folders import GUIDE
from analytics.reference.glossary import TERMS

GLOSSARY = "名词"  # its table is drawn from glossary.py
_HEADING = re.compile(r"(#{2,3}) (.+)")
_PICTURE = re.compile(r"!\[(.+)\]\((.+)\)")
_TABLE_LINE = re.compile(r"^\|.*\n?", re.MULTILINE)
_MARKS = re.compile(r"^\|[-|]+\|$|^```\w*$|^\s*(?:-|\d+\.)\s|[*`|\\]", re.MULTILINE)
_AROUND = 24  # characters of an excerpt on each side of the word


@dataclass(frozen=True)
class Picture:
    """A picture of the guide and what it shows, for those who do not see it."""

    path: Path
    alt: str


@dataclass(frozen=True)
class GuideSection:
    """A chapter (level 2) without its parts, or a part of one (level 3)."""

    title: str
    level: int
    chapter: str
    blocks: tuple[str | Picture, ...]

    @property
    def words(self) -> str:
        """What can be searched: the title, the text and what the pictures show."""
        said = (one.alt if isinstance(one, Picture) else one for one in self.blocks)
        return _MARKS.sub(" ", "\n".join((self.title, *said)))


@dataclass(frozen=True)
class SearchHit:
    """A section that holds what was looked for, and the place where it stands."""

    title: str
    excerpt: str


def read_guide(path: Path = GUIDE) -> tuple[GuideSection, ...]:
    """Every section in order. Raises ValueError where two have one title."""
    sections: list[GuideSection] = []
    chapter = ""
    for level, title, body in _split(path.read_text(encoding="utf-8")):
        chapter = title if level == 2 else chapter
        sections.append(GuideSection(title, level, chapter, _blocks(body, path.parent)))
    titles = [section.title for section in sections]
    if twice := {title for title in titles if titles.count(title) > 1}:
        raise ValueError(f"two sections of {path.name} are called {twice}")
    return tuple(sections)


def chosen(sections: Sequence[GuideSection], title: str) -> tuple[GuideSection, ...]:
    """The section of a title; a chapter comes with its parts."""
    return tuple(one for one in sections if title in (one.title, one.chapter))


def found(sections: Sequence[GuideSection], words: str) -> tuple[SearchHit, ...]:
    """The sections that hold every one of the words, blanks between them."""
    wanted = _folded(words).split()
    return tuple(
        SearchHit(one.title, _excerpt(one.words, wanted[0]))
        for one in sections
        if wanted and all(word in _folded(one.words) for word in wanted)
    )


def glossary_table() -> str:
    """Every term and its meaning as a Markdown table: the guide holds the same."""
    rows = (f"| {term.name} | {term.meaning} |" for term in TERMS)
    return "\n".join(("| 名词 | 意思 |", "|---|---|", *rows))


def without_tables(text: str) -> str:
    """The words around a table that is drawn in another way."""
    return _TABLE_LINE.sub("", text).strip()


def _split(text: str) -> list[tuple[int, str, str]]:
    """(level, title, body) of each heading; what looks like one inside a fence is code."""
    found: list[tuple[int, str, list[str]]] = []
    is_code = False
    for line in text.splitlines():
        is_code ^= line.startswith("```")
        heading = None if is_code else _HEADING.fullmatch(line)
        if heading:
            found.append((len(heading[1]), heading[2], []))
        elif found:
            found[-1][2].append(line)
    return [(level, title, "\n".join(lines)) for level, title, lines in found]


def _blocks(body: str, folder: Path) -> tuple[str | Picture, ...]:
    """Text and pictures in turn; a picture stands on a line of its own."""
    blocks: list[str | Picture] = []
    lines: list[str] = []
    for line in [*body.splitlines(), None]:
        picture = line and _PICTURE.fullmatch(line)
        if picture or line is None:
            if text := "\n".join(lines).strip():
                blocks.append(text)
            lines = []
        if picture:
            blocks.append(Picture(folder / picture[2], picture[1]))
        elif line is not None:
            lines.append(line)
    return tuple(blocks)


def _folded(text: str) -> str:
    """The text without case and full width, character for character.

    >>> _folded("ＰＰＴ（可编辑）")
    'ppt(可编辑)'
    """
    return "".join(unicodedata.normalize("NFKC", one).lower()[:1] for one in text)


def _excerpt(words: str, wanted: str) -> str:
    at = _folded(words).index(wanted)
    start, end = max(at - _AROUND, 0), at + len(wanted) + _AROUND
    before, after = "…" if start else "", "…" if end < len(words) else ""
    return f"{before}{' '.join(words[start:end].split())}{after}"
