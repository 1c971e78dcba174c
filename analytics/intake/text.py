"""What one printed cell says: folded blanks, missing marks, numbers, units.

Owns single cells; what a number means beside its headers is observations.py's.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_MISSING_MARKS = (
    "- -- — —— – ― … …… .. ... ...... / // \\ * ** *** x × 无 暂无 n/a na n.a. null none nan "
    "#n/a #div/0! #ref! #value! #name? #num! #null!"
)
MISSING = frozenset(("", *_MISSING_MARKS.split()))
_CJK = "\u2e80-\u9fff\u3000-\u303f"
_BLANK_IN_CJK = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_DASHES = str.maketrans("－−‐‑‒﹣–", "-------")
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+"
_BRACKETED = re.compile(r"\((?P<digits>\d[\d,]*(?:\.\d+)?)\)")
_DOWN = frozenset(("下降", "减少", "降低", "回落", "负", "-", "▲", "△", "▼", "↓"))
_BASE = (
    r"(?:亿|千万|百万|十万|万|千|百)?(?:港元|美元|欧元|日元|元|吨标准煤|吨标煤|吨公里|人公里"
    r"|吨|千瓦时|千瓦小时|千瓦|度|平方米|平方公里|立方米|公里|公顷|米|亩|人次|人天|人|户|家|个"
    r"|项|套|间|辆|台|件|只|头|羽|次|宗|宗地|床|箱|条|册|张|万|亿|千|艘|架|标箱|TEU|大卡|焦耳|担)"
)
_UNIT = (
    rf"(?:百分点|个百分点|%|‰|倍|位|名|天|小时|km|万km|{_BASE}"
    rf"(?:/(?:{_BASE}|平方米|人|天|年|月|小时|度|km))?)"
)
_NUMBER = re.compile(
    r"(?:同比|比上年)?(?P<sign>增长|上升|提高|增加|下降|减少|降低|回落|负|[-+▲△▼↑↓])? ?¥? ?"
    rf"(?P<digits>{_DIGITS})(?P<power>e[-+]?\d{{1,3}})? ?(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
# Marks that point to a footnote: of a name, and of a number, where brackets may do so too.
_RAISED_MARK = "[⁰¹²³⁴-⁾₀-₎]+(?:[,，、][⁰¹²³⁴-⁾₀-₎]+)*"
_NAME_MARK = re.compile(
    r"(?<=[^\W\d_A-Za-z]|[)）%％\]])\s*"
    rf"(?:[①-⑳]+|{_RAISED_MARK}|"
    r"[\[〔［]\d{1,2}[\]〕］]|[(（]注\d{0,2}[)）]$|(?<![备附标批脚])注\d{0,2}$|[*＊†]+$)"
)
_NUMBER_MARK = re.compile(
    rf"(?<=[\d%％倍元点])(?:\s*(?:[①-⑳]|{_RAISED_MARK}|"
    r"[*＊†‡]+|[\[〔［]\d{1,2}[\]〕］]|注\d{0,2}"
    r"|[(（](?:\d{1,2}|[a-z]|注\d{0,2}|(?:初步|快报|修订|核定)(?:数据?)?)[)）])|\s+\d{1,2}[)）]|[pr])+$",
    re.IGNORECASE,
)
_RAISED = re.compile("[①-⑳⁰¹²³⁴-⁾₀-₎]")
_PLACE = re.compile(r"^(?:并列)?第\s*(?=\d{1,3}\s*[位名]?$)")
_QUOTED = re.compile(r"""=?\s*"([^"]*)"|'(.*)""")
_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
# What may stand beside digits in a figure whose value is not sure: 约12.5, (8%), 3 4.
_UNSURE = re.compile(
    rf"大约|约|近|逾|负|估计|估算|估|预计|暂|{_UNIT}|[-—+.,%()¥$≈~='\"*?epr\s]", re.I
)
_NO_FIGURE = re.compile(r"0\d*|\d+(?:\.\d+){2,}\.?|\d[\d.]*-[\d.-]+|\(?\d{1,2}[).、]|\D*")
_UNITS_ONLY = re.compile(rf"{_UNIT}(?:(?:[、,;和及或 ]|/(?!\w)){{1,2}}{_UNIT})*")
_BRACKET = re.compile(r"[(\[【〔]\s*(单位[:])?\s*([^()\[\]【】〔〕]{1,24}?)\s*[)\]】〕]")
_HAN = re.compile("[\u4e00-\u9fff]")
_FOREIGN = re.compile(r"(?<![A-Za-z_])[A-Z]?[a-z]{2}[A-Za-z ,.'’&/-]{2,}|\b[A-Z][a-z]{2}\b")
_UNIT_LINE = re.compile(
    r"[(\[【〔]?\s*([\u4e00-\u9fff]*)单位[:]\s*([^\s()【】〔〕]+(?:[、,;]\s*[^\s()【】〔〕]+)*)((?:\s+[^\s()]+)*)\s*[)\]】〕]?"
)
_TIGHT_LINE = re.compile(
    rf"[(]?(?:计量|金额)?单位(?::({_UNITS_ONLY.pattern})|([亿万千]?元(?:[、,]%)?))[)]?"
)
_AT_END = tuple(
    re.compile(pattern)
    for pattern in (
        r"_?([%‰])$",
        rf"[_:|]({_UNIT})$",
        r"(?<=[成额资计值量])/(亿元|万元|%)$",
        r"(?:(?<=[额资入值量])|[,、:]|\s+)(亿元|万元|亿美元|万美元|元)$",
    )
)
_SAME_UNITS = {"10000元": "万元", "1万元": "万元", "1亿元": "亿元", "1000元": "千元"}
# A unit nobody listed is still a unit: 亿块, 万重量箱, 上年=100; an office is none.
_ODD_UNIT = re.compile("(?:千|百|十)?[万亿](?![以级达企])[\u4e00-\u9fff]{1,3}")
_INDEX_BASE = re.compile(r"[\u4e00-\u9fff]{1,6}=100")
_ENGLISH_UNITS = {
    "亿元": r"(?:100|hundred) ?million ?(?:yuan|rmb)|rmb ?100 ?million",
    "万元": r"(?:10,? ?000|ten ?thousand) ?(?:yuan|rmb)",
}
_ENGLISH_LINE = re.compile(
    rf"[(]?units?: ?(?:{'|'.join(_ENGLISH_UNITS.values())})[)]?", re.IGNORECASE
)
_OF_UNITS = ("", "计量", "金额", "数据", "货币", "投资额")
_OFFICE = re.compile("公司|集团|中心|[局委办厅部院所队处科站府会社厂校镇乡县市区州省:]$")
COUNT_UNITS = frozenset("个项家户宗件套台辆名")


class Printed(NamedTuple):
    """A number read from text; unit is what stands behind the digits."""

    value: Decimal
    unit: str


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Half-width, one kind of dash, no footnote marks: for comparing, not for showing."""
    return unicodedata.normalize("NFKC", unmarked(text)).translate(_DASHES).strip()


@lru_cache(maxsize=65536)
def unmarked(text: str) -> str:
    """A name without the marks that point to a footnote.

    >>> unmarked("同比增长②（%）"), unmarked("①不含农户"), unmarked("元/m²")
    ('同比增长（%）', '①不含农户', '元/m²')
    """
    return _NAME_MARK.sub("", text)


@lru_cache(maxsize=65536)
def tight(text: str) -> str:
    """The same without any blank.

    >>> tight("指　 标（％）")
    '指标(%)'
    """
    return re.sub(r"\s+", "", plain(text))


@lru_cache(maxsize=65536)
def shown_label(text: str) -> str:
    """A label as a reader would copy it: blanks folded, full-width signs kept.

    >>> shown_label("  指 标 "), shown_label("#工业 "), shown_label("GDP  growth")
    ('指标', '#工业', 'GDP growth')
    """
    return _BLANK_IN_CJK.sub("", re.sub(r"\s+", " ", text.strip()))


@lru_cache(maxsize=65536)
def in_chinese(text: str) -> str:
    """A name in two languages without the second; GDP and R&D are Chinese enough.

    >>> in_chinese("1-5月 Jan.-May（亿元）"), in_chinese("Total 总计"), in_chinese("GDP增速")
    ('1-5月（亿元）', '总计', 'GDP增速')
    """
    if not (_HAN.search(text) and _FOREIGN.search(text)):
        return text
    return shown_label(re.sub(r"[(（]\s*[)）]|\s+(?=[(（])", "", _FOREIGN.sub("", text)))


def is_missing(text: str) -> bool:
    """Whether the text is a mark for "no value", not a value."""
    return tight(text).lower() in MISSING


@lru_cache(maxsize=65536)
def parse_number(text: str) -> Printed | None:
    """A number as text; None where the text is more than a number.

    >>> parse_number("１,２３４.５").value, parse_number("▲3.2").value
    (Decimal('1234.5'), Decimal('-3.2'))
    >>> parse_number("3.94倍"), parse_number("持平"), parse_number("000000")
    (Printed(value=Decimal('3.94'), unit='倍'), Printed(value=Decimal('0'), unit=''), None)
    >>> parse_number("120.5²").value, parse_number("41.7[1]").value, parse_number("3 4")
    (Decimal('120.5'), Decimal('41.7'), None)
    """
    if tight(text) in ("持平", "与上年持平", "同比持平"):
        return Printed(Decimal(0), "")
    body = _number_text(text)
    if match := _BRACKETED.fullmatch(body):
        return Printed(-Decimal(match["digits"].replace(",", "")), "")
    match = _NUMBER.fullmatch(body)
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    # A leading zero marks a code (region 000000), never a quantity.
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return None
    value = Decimal(digits.rstrip(".") + (match["power"] or ""))
    return Printed(-value if match["sign"] in _DOWN else value, match["unit"] or "")


def _number_text(text: str) -> str:
    """A number's text without quotes and marks; NFKC would make digits of marks: 5² → 52."""
    body = unmarked(text).strip()
    if match := _QUOTED.fullmatch(body):
        body = (match[1] or match[2] or "").strip()
    body = _PLACE.sub("", _NUMBER_MARK.sub("", _THOUSANDS.sub("", body)))
    if _RAISED.search(body):
        return body
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", body).translate(_DASHES)).strip()


@lru_cache(maxsize=65536)
def is_unsure_figure(text: str) -> bool:
    """Whether this stands for a figure that cannot be told for sure, or a failed formula.

    >>> [is_unsure_figure(t) for t in ("约12.5", "3 4", "(8%)", "#REF!", "1.2.1", "2-1", "5个项目")]
    [True, True, True, True, False, False, False]
    """
    body = _number_text(text)
    if body.startswith("#"):
        return body.lower() in MISSING
    if _NO_FIGURE.fullmatch(body) or parse_number(text) is not None:
        return False
    return re.sub(r"\d", "", _UNSURE.sub("", body)) == ""


@lru_cache(maxsize=65536)
def find_units(text: str) -> tuple[tuple[str, ...], str]:
    """The units a header or a label names, and the text without their bracket.

    >>> find_units("绝对额（亿元）"), find_units("增速%")
    ((('亿元',), '绝对额'), (('%',), '增速'))
    >>> find_units("固定资产投资（不含农户）")
    ((), '固定资产投资（不含农户）')
    """
    return _find_units(text)


@lru_cache(maxsize=65536)
def _find_units(text: str) -> tuple[tuple[str, ...], str]:
    body = plain(text)
    if _UNITS_ONLY.fullmatch(tight(text)):
        return _split_units(tight(text)), ""
    if _INDEX_BASE.fullmatch(tight(text).strip("()")):
        return (tight(text).strip("()"),), ""
    for match in _BRACKET.finditer(body):
        inside = tight(match[2]).replace("人民币", "")
        if (
            _UNITS_ONLY.fullmatch(inside)
            or _ODD_UNIT.fullmatch(inside)
            or (match[1] and not _OFFICE.search(inside))
        ):
            return _split_units(inside), _without(text, match.start(), match.end())
        if "百分点" in inside:
            return ("百分点",), _without(text, match.start(), match.end())
    if "百分点" in body:
        return ("百分点",), text
    for pattern in _AT_END:
        if found := pattern.search(body):
            return (found[1],), body[: found.start()].rstrip(",、:_")
    return (), text


def _without(text: str, start: int, end: int) -> str:
    # plain() only ever drops outer blanks, so positions hold on the stripped text.
    body = text.strip() if len(plain(text)) == len(text.strip()) else plain(text)
    return (body[:start] + body[end:]).strip()


def _split_units(text: str) -> tuple[str, ...]:
    parts = re.split(r"[、,;和及或 ]+|/(?=[%‰])|(?<=[%‰])/", text)
    return tuple(_SAME_UNITS.get(part, part).removeprefix("人民币") for part in parts if part)


def unit_line(text: str) -> tuple[str, ...]:
    """The units of a line such as 单位：亿元、%; () where it is no such line.

    >>> unit_line("单位：亿元、%"), unit_line("（单位:个）"), unit_line("单位")
    (('亿元', '%'), ('个',), ())
    """
    return split_unit_line(text)[0]


@lru_cache(maxsize=65536)
def split_unit_line(text: str) -> tuple[tuple[str, ...], str]:
    """The units of a line, and what else the line says.

    >>> split_unit_line("2026年1-5月   单位：亿元、%"), split_unit_line("投资表（单位：亿块）")
    ((('亿元', '%'), '2026年1-5月'), (('亿块',), '投资表'))
    >>> split_unit_line("Unit: 100 million yuan"), split_unit_line("Unit：10 000 yuan")
    ((('亿元',), ''), (('万元',), ''))
    """
    body = plain(text)
    # 单 位 ： 亿 元, and 单位 亿元.
    if spaced := _TIGHT_LINE.fullmatch(tight(text)):
        return _split_units(spaced[1] or spaced[2]), ""
    match = _UNIT_LINE.search(body)
    if match is None:
        return _english_unit(text, body)
    inside, more = tight(match[2]), match[3].split()
    is_known = bool(_UNITS_ONLY.fullmatch(inside))
    if not is_known and (match[1] not in _OF_UNITS or _OFFICE.search(inside) or len(inside) > 8):
        return (), text
    while more and is_unit(more[0]):
        inside += f"、{more.pop(0)}"
    rest = body[: match.start()] + " ".join(more) + body[match.end() :]
    return _split_units(inside), rest.strip()


def _english_unit(text: str, body: str) -> tuple[tuple[str, ...], str]:
    line = _ENGLISH_LINE.search(body)
    if line is None:
        return (), text
    unit = next(u for u, words in _ENGLISH_UNITS.items() if re.search(words, line[0], re.I))
    return (unit,), (body[: line.start()] + body[line.end() :]).strip()


def is_unit(text: str) -> bool:
    """Whether the whole cell is a unit: 亿元, (%), 元/平方米."""
    body = tight(text).strip("()")
    return bool(_UNITS_ONLY.fullmatch(body) or _INDEX_BASE.fullmatch(body))


@lru_cache(maxsize=4096)
def pick_unit(units: tuple[str, ...], *, is_percent: bool, is_count: bool) -> str:
    """Which of a line's units this number bears; "" where that stays open.

    >>> pick_unit(("个", "万元"), is_percent=False, is_count=True)
    '个'
    >>> pick_unit(("亿元", "%"), is_percent=False, is_count=False)
    '亿元'
    """
    percent = [unit for unit in units if unit in ("%", "‰", "百分点", "个百分点")]
    if is_percent or len(percent) == len(units):
        return percent[0] if percent else ""
    others = [unit for unit in units if unit not in percent]
    counts = [unit for unit in others if unit in COUNT_UNITS]
    amounts = [unit for unit in others if unit not in counts]
    if len(others) == 1:
        # 320 projects in a table of 万元 are no money.
        return "" if is_count and others[0].endswith("元") else others[0]
    choice = counts if is_count else amounts
    return choice[0] if len(choice) == 1 else ""
