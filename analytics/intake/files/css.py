"""What the styles of a page say of its text: raised, struck out, hidden, indented.

Owns a page's own style sheet as far as one class or one tag selects, and the style of
an element; how text flows is html.py's.
"""

from __future__ import annotations

import re

from lxml import etree

from analytics.intake.files.runs import HIDDEN, LOWERED, PLAIN, RAISED, STRUCK

_TAGS = {"sup": RAISED, "sub": LOWERED, "s": STRUCK, "strike": STRUCK, "del": STRUCK}
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_NONE = r"0+(?:\.0*)?(?:px|pt|em|cm|mm|in|%)?\s*(?:!important\s*)?(?:;|$)"
_HIDDEN = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    rf"|font-size\s*:\s*{_NONE})",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(rf"(?<![\w-])(?:height|width)\s*:\s*{_NONE}", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_SHIFTED = re.compile(
    r"(?<![\w-])(?:vertical-align\s*:\s*(?:(?P<up>super|text-top|top)\b|(?P<down>sub)\b"
    r"|(?P<by>-?\d*\.?\d+))|mso-text-raise\s*:\s*(?P<raise>-?\d*\.?\d+))",
    re.IGNORECASE,
)


class PageStyles:
    """The rules of a page's style sheets, by tag and class."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: dict[tuple[str, str], str] = {}
        for sheet in root.iter("style"):
            for selectors, body in _RULE.findall(_COMMENT.sub("", sheet.text or "")):
                for selector in selectors.split(","):
                    if found := _SELECTOR.fullmatch(selector.strip()):
                        key = (found[1] or "").lower(), found[2] or ""
                        self._rules[key] = f"{self._rules.get(key, '')};{body}"

    def of(self, node: etree._Element) -> str:
        """The declarations that hold for an element, its own last."""
        own = node.get("style", "")
        if not self._rules:
            return own
        names = ["", *node.get("class", "").split()]
        keys = [(tag, name) for name in names for tag in ("", str(node.tag))]
        return ";".join([*(self._rules[key] for key in keys if key in self._rules), own])

    def kind(self, node: etree._Element) -> str:
        """The kind of run an element's text is; a cell's place in its row raises nothing."""
        style = self.of(node)
        if self._hides(node, style):
            return HIDDEN
        if _STRUCK.search(style):
            return STRUCK
        if node.tag in ("td", "th"):
            return PLAIN
        for found in _SHIFTED.finditer(style):
            by = float(found["by"] or found["raise"] or 0)
            if found["up"] or by > 0:
                return RAISED
            if found["down"] or by < 0:
                return LOWERED
        return _TAGS.get(str(node.tag), PLAIN)

    def is_hidden(self, node: etree._Element) -> bool:
        """Whether a row, a column or a cell of a table is not shown, or has no size."""
        style = self.of(node)
        size = "height" if node.tag == "tr" else "width" if node.tag == "col" else ""
        has_none = size and (_NO_SIZE.search(style) or node.get(size, "").strip() == "0")
        return bool(has_none) or self._hides(node, style)

    @staticmethod
    def _hides(node: etree._Element, style: str) -> bool:
        return "hidden" in node.attrib or bool(_HIDDEN.search(style))
