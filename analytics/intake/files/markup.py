"""Whether a page's tags are as a program writes them, or damaged.

Owns the few things every export keeps: known tags, each closed, rows and cells in order.
A parser only guesses at another page, and each parser guesses otherwise.
"""

from __future__ import annotations

import re
from collections import Counter

# What the tags are looked for without: comments, scripts, what is for one browser only.
_NO_TAGS = re.compile(r"<!--.*?-->|<(script|style|xml)\b.*?</\1\s*>|<[!?][^>]*>", re.I | re.S)
_STRAY = re.compile("<<|</(?![a-zA-Z])")
_HALF_TAG = re.compile(r"[a-zA-Z\"']>|=\S*>")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+(>?)")
_KNOWN_TAGS = re.compile(
    "a|abbr|acronym|address|area|article|aside|b|base|basefont|bdo|big|blockquote|body|br|button|"
    "canvas|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|"
    "figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|"
    "input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav|nobr|noscript|object|ol|optgroup|"
    "option|p|param|path|picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|"
    "strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|"
    "title|tr|tt|u|ul|var|wbr|[^:]+:.+"
)
_CELLS = {"td": "cell", "th": "cell", "tr": "row"}


def damaged_line(text: str) -> int:
    """The line near which a page is damaged; 0 where it is whole.

    >>> damaged_line("<table><tr><td>1<td>2</table>"), damaged_line("<table><tr><td>1</td")
    (0, 1)
    """
    bare = _NO_TAGS.sub(lambda found: "\n" * found[0].count("\n"), text)
    at = _damage(bare)
    return 0 if at is None else bare.count("\n", 0, at) + 1


def _damage(bare: str) -> int | None:
    if stray := _STRAY.search(bare):
        return stray.start()
    marks: Counter[str] = Counter()
    tables: list[dict[str, bool]] = [{}]  # of each open table, whether a row, a cell is open
    for match in _TAG.finditer(bare):
        close, name, end = match[1], match[2].lower(), match[3]
        if not end or not _KNOWN_TAGS.fullmatch(name):
            return match.start()
        if name == "table" and not close:
            tables.append({})
        elif name == "table":
            if len(tables) == 1:
                return match.start()
            tables.pop()
        elif name in _CELLS:
            kind, is_open = _CELLS[name], tables[-1]
            marks[close + kind] += 1
            is_late = not close and kind == "cell" and is_open.get("row") is False
            if is_late or (close and not is_open.get(kind)):
                return match.start()
            is_open[kind] = not close
    # Ends may be left out, but then they all are.
    is_whole = all(marks["/" + kind] in (0, marks[kind]) for kind in _CELLS.values())
    is_whole = is_whole and not _HALF_TAG.search(_TAG.sub(" ", bare))
    return None if is_whole else len(bare)
