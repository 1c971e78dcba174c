"""Which months a text speaks of: 2025年1-9月, 1—9月, 202604, 上半年, 9月末, 本月.

Owns the spellings and how a year here and months there become one period; which cells
are asked, and in what order, is observations.py's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeGuard

from analytics.basics.period import Period
from analytics.intake.text import plain, tight

_DIGITS = {"元": 1, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_DIGITS |= {"八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}
_M = "(十[一二]?|[元一二三四五六七八九]|1[0-2]|0?[1-9])"
_Y = r"(?:((?:19|20)\d{2})(?:年度?|[./-])?)?"
_TO = "(?:-{1,2}|—{1,2}|–|~|～|至|到|∼)"
_DAY = r"(?:\d{1,2}日)?"
_RANGE = re.compile(
    rf"(?<!\d){_Y}{_M}月?份?{_DAY}{_TO}(?:(?:19|20)\d{{2}}年)?{_M}(?:个?月)份?{_DAY}(末|底)?"
)
# 前五个月, 头5个月 are months one to five.
_FIRST = re.compile(rf"{_Y}(?<![目日之以])[前头]{_M}个?月")
# 2025年6月—2026年5月 is no period of one year; 2026年第5期 is an issue.
_TWO_YEARS = re.compile(rf"((?:19|20)\d{{2}})年{_M}月{_DAY}{_TO}((?:19|20)\d{{2}})年{_M}月")
# 2025.01-2025.10, 2026/1—2026/5, 202601-202605.
_IN_DIGITS = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}})(?:[./-]?(1[0-2]|0[1-9])|[./-]([1-9]))(?!\d){_TO}"
    r"(?:((?:19|20)\d{2})(?:[./-]?(1[0-2]|0[1-9])|[./-]([1-9])))(?!\d)"
)
# 2021-2024年年均增长 is of no one year.
_YEARS = re.compile(rf"(?<!\d)((?:19|20)\d{{2}})年?{_TO}((?:19|20)\d{{2}})年(?!\d)")
_ISSUE = re.compile(r"第\d{1,3}期")
_ASIDE = re.compile(r"\([^()]*[上去]年同期(?:为|是|指|:)[^()]*\)")
_RANGE_BARE = re.compile(rf"((?:19|20)\d{{2}})(?:年|[./]){_M}{_TO}{_M}")
_QUARTER = re.compile(rf"{_Y}(?:第([一二三四1234])季度|([一二三四1234])季度|[Qq]([1234])(?!\d))")
_QUARTER_AFTER = re.compile(r"(?<!\d)((?:19|20)\d{2})[Qq]([1234])(?!\d)")
_HALF = re.compile(rf"{_Y}(上半年|前三季度|前3季度|前两个?季度|全年)")
_MONTH_OF_YEAR = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}})(?:年{_M}月(?:份)?(?:\d{{1,2}}日)?(末|底)?"
    r"|[-/.](1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?(?:[ T]?\d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?![\d./-]))"
)
_PERIODS = (_FIRST, _RANGE, _RANGE_BARE, _HALF, _QUARTER, _MONTH_OF_YEAR)
_POINT_CODE = re.compile(r"(?:19[5-9]|20\d)\d\.(?:1[0-2]|0?[1-9])")
_CODE = re.compile(r"((?:19|20)\d{2})(1[0-2]|0[1-9])(?:(?:3[01]|[12]\d|0[1-9]))?")
_MONTH = re.compile(rf"(?<![\d年一二三四五六七八九十]){_M}月份?(末|底)?(?![\d—–~～至到∼-])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年度?(末|底)?(?!\d)")
_YEAR_BARE = re.compile(r"((?:19|20)\d{2})年?(末|底)?")
# 表1 2020年1-6月 must not run together into 12020年.
_TABLE_NUMBER = re.compile(r"^附?表\s*[\d-]+\s+")
_HAN_YEAR = re.compile("([一二][〇○零一二三四五六七八九]{3})年")
# 26年1-5月; 近20年 and 第26年 are no years of the calendar.
_SHORT_YEAR = re.compile(
    r"(?<![\d近第满过去前后])'?([0-3]\d)年(?=\d|[一二三四五六七八九十]|上半年|前|全年)"
)
_ZEROS = str.maketrans("○零", "〇〇")
# 截至9月底 counts from January; 9月末 alone is a stock on that day.
_UP_TO = re.compile("截[至止]")
# 填报日期：2026年1月10日 is when somebody wrote, not what about.
_ON_A_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:年(1[0-2]|0?[1-9])月([12]\d|3[01]|0?[1-9])日"
    r"|([-/.])(1[0-2]|0?[1-9])\4([12]\d|3[01]|0?[1-9])(?!\d))"
)
_GOES_ON = re.compile(rf"^\s*{_TO}")
_CAME_FROM = re.compile(rf"(?:{_TO}|截[至止]|[到自从])\s*$")
_UP_TO_A_DAY = re.compile(rf"截[至止]到?{_Y}{_M}月\d{{1,2}}日")
_COMPARED = re.compile("[比较]")
_LAST_YEAR = re.compile("(?<![比较为与])(去年|上年)(同期|同月|同季|累计|全年|$)")
_WORDS = (
    (
        "ytd",
        re.compile(
            "累计|自年初|年初至|年初以来|年内|1[-—至到](本月|报告期)|本年止|_ytd|^ytd|本年完成|本年实际"
        ),
    ),
    # 本月余额 is a balance at the month's end: the stock outranks the month.
    ("point", re.compile("期末|月末|年末|余额|季末")),
    ("month", re.compile("当月|本月|当期|单月|_当月")),
    ("quarter", re.compile("当季|本季|单季")),
)


@dataclass(frozen=True)
class When:
    """What a text says about time; 0 and "" where it is silent.

    shape: how the months are written: "range" (1-9月, 上半年), "month", "quarter"
    (三季度), "year" or "end" (9月末). word: the span that words name (累计, 当月).
    """

    year: int = 0
    month: int = 0
    shape: str = ""
    word: str = ""
    is_last_year: bool = False

    def __bool__(self) -> bool:
        return bool(self.year or self.month or self.word or self.is_last_year)


NOTHING = When()


def _arabic(body: str) -> str:
    """二〇二五年 and 25年1-9月 as 2025年."""
    body = _SHORT_YEAR.sub(r"20\1年", body)
    match = _HAN_YEAR.search(body)
    if match is None:
        return body
    digits = "".join(str("〇一二三四五六七八九".index(ch)) for ch in match[1].translate(_ZEROS))
    return body.replace(match[1], digits)


def _number(text: str) -> int:
    return _DIGITS.get(text) or int(text)


_HALF_A_YEAR = 6


@lru_cache(maxsize=65536)
def find_when(text: str) -> When:
    """Everything a header, a label or a title says about time.

    >>> find_when("2025年1-9月累计")
    When(year=2025, month=9, shape='range', word='ytd', is_last_year=False)
    >>> find_when("9月末").shape, find_when("上年同期").is_last_year, find_when("教育")
    ('end', True, When(year=0, month=0, shape='', word='', is_last_year=False))
    """
    body = _ASIDE.sub("", _arabic(tight(_TABLE_NUMBER.sub("", plain(text)))))
    found = _shape(body)
    if found.shape == "year" and _ISSUE.search(body):
        found = replace(found, shape="")
    if found.shape == "end" and _UP_TO.search(body):
        found = replace(found, shape="range")
    word = next((span for span, pattern in _WORDS if pattern.search(body)), "")
    return replace(found, word=word, is_last_year=bool(_LAST_YEAR.search(body)))


def _shape(body: str) -> When:
    found = _first_shape(body)
    if found.month and not found.year:
        # 2026年固定资产投资（1-5月）: the year may stand apart from its months.
        years = {match[1] for match in _YEAR.finditer(body)}
        is_base = _COMPARED.search(body)
        found = replace(found, year=int(years.pop())) if len(years) == 1 and not is_base else found
    return found


def without_day(text: str) -> tuple[str, date | None]:
    """A text without the day somebody wrote on, and that day.

    A month's last day, or one that begins or ends a range, is a period's.

    >>> without_day("填报日期：2026年1月10日"), without_day("截至2026年5月31日")
    (('填报日期：', datetime.date(2026, 1, 10)), ('截至2026年5月31日', None))
    """
    for match in _ON_A_DAY.finditer(text):
        year, month, day = (int(match[n] or match[m]) for n, m in ((1, 1), (2, 5), (3, 6)))
        before, after = text[: match.start()], text[match.end() :]
        is_of_a_range = _GOES_ON.search(after) or _CAME_FROM.search(before)
        if day < monthrange(year, month)[1] and not is_of_a_range:
            return before + after, date(year, month, day)
    return text, None


def year_written_on(day: date, month: int) -> int:
    """The year of the months 1..month that somebody wrote about on this day.

    >>> year_written_on(date(2026, 1, 10), 12), year_written_on(date(2026, 6, 10), 5)
    (2025, 2026)
    """
    return day.year if month <= day.month else day.year - 1


def month_before(day: date) -> Period:
    """The last month that figures may be about on this day; January is not published.

    >>> month_before(date(2026, 6, 10)).code, month_before(date(2026, 2, 5)).code
    ('2026-05', '2025-12')
    """
    return Period(day.year, day.month - 1) if day.month > 2 else Period(day.year - 1, 12)


def says_span(text: str, span: str) -> bool:
    """Whether a text has a word of this span: 累计 of "ytd", 当月 of "month"."""
    return any(pattern.search(tight(text)) for name, pattern in _WORDS if name == span)


def _first_shape(body: str) -> When:
    if (two := _TWO_YEARS.search(body)) and two[1] != two[3]:
        return NOTHING
    if (years := _YEARS.search(body)) and years[1] != years[2]:
        return NOTHING
    if match := _IN_DIGITS.search(body):
        first, last = int(match[2] or match[3]), int(match[5] or match[6])
        is_from_january = match[1] == match[4] and first == 1
        return When(int(match[1]), last, "range") if is_from_january else NOTHING
    if match := _FIRST.search(body):
        return When(int(match[1] or 0), _number(match[2]), "range")
    if match := _RANGE.search(body) or _RANGE_BARE.search(body):
        first, last = _number(match[2]), _number(match[3])
        year = int(match[1] or 0)
        if first == 1 and match.lastindex and match.lastindex >= 4 and match[4]:
            return When(year, last, "end")
        if first == 1:
            return When(year, last, "range")
        if last == first + 2 and last % 3 == 0:
            return When(year, last, "quarter")
        if first < last:
            return NOTHING
    if match := _QUARTER_AFTER.search(body):
        return When(int(match[1]), int(match[2]) * 3, "quarter")
    if match := _HALF.search(body):
        months = {"上半年": 6, "全年": 12, "前三季度": 9, "前3季度": 9}.get(match[2], 6)
        return When(int(match[1] or 0), months, "range")
    if match := _QUARTER.search(body):
        number = _number(match[2] or match[3] or match[4])
        is_range = number == 1 and not match[2] and not match[4]
        return When(int(match[1] or 0), number * 3, "range" if is_range else "quarter")
    if match := _UP_TO_A_DAY.search(body):
        return When(int(match[1] or 0), _number(match[2]), "range")
    if match := _MONTH_OF_YEAR.search(body):
        month = _number(match[2]) if match[2] else int(match[4])
        return When(int(match[1]), month, "end" if match[3] else "month")
    if match := _MONTH.search(body):
        return When(0, _number(match[1]), "end" if match[2] else "month")
    if match := _YEAR.search(body):
        return When(int(match[1]), 12, "end") if match[2] else When(int(match[1]), 0, "year")
    return NOTHING


@lru_cache(maxsize=65536)
def parse_when(text: str) -> When:
    """The text as a period and nothing else; NOTHING where it says more or less.

    >>> parse_when("202604").month, parse_when("2010.6").month, parse_when("2008").shape
    (4, 6, 'year')
    >>> parse_when("2025年1-9月增速"), parse_when("1—9月").shape
    (When(year=0, month=0, shape='', word='', is_last_year=False), 'range')
    """
    body = _arabic(tight(text).strip("'()"))
    if match := _CODE.fullmatch(body):
        return When(int(match[1]), int(match[2]), "month")
    if match := _YEAR_BARE.fullmatch(body):
        return When(int(match[1]), 12, "end") if match[2] else When(int(match[1]), 0, "year")
    found = find_when(body)
    if not found.shape:
        return NOTHING
    for pattern in (_IN_DIGITS, *_PERIODS, _QUARTER_AFTER):
        if (match := pattern.search(body)) and _rest(body, match) == "":
            return found
    for pattern in (_MONTH, _YEAR):
        if match := pattern.search(body):
            body = body[: match.start()] + body[match.end() :]
    return found if _rest(body, None) == "" else NOTHING


def _rest(body: str, match: re.Match[str] | None) -> str:
    left = body if match is None else body[: match.start()] + body[match.end() :]
    return re.sub("累计|当月|本月|数|[()份]", "", left)


def when_of(value: object) -> When:
    """A cell of a period axis: text, date, or the numbers 202604, 2008 and 2010.6."""
    if isinstance(value, date):
        return When(value.year, value.month, "month")
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return parse_when(str(int(value)))
        # As a number, 2010.1 may have been 2010.10: it is no period we can be sure of.
        return NOTHING if is_tenth(value) else parse_when(str(value))
    return parse_when(value) if isinstance(value, str) else NOTHING


def is_tenth(value: object) -> bool:
    """Whether a number may be a January or an October: 2010.1."""
    return isinstance(value, Decimal) and str(value).endswith(".1")


def is_code(value: object) -> TypeGuard[Decimal]:
    """A number that can be a period: a year, or year and month together (202604, 2026.04)."""
    if not isinstance(value, Decimal):
        return False
    if value != value.to_integral_value():
        return bool(_POINT_CODE.fullmatch(str(value)))
    number = int(value)
    return 1949 <= number <= 2099 or (194901 <= number <= 209912 and 1 <= number % 100 <= 12)


def merged(whens: Iterable[When]) -> When:
    """One saying out of several, nearest first: what the nearer leaves open, the next says.

    >>> merged([find_when("2024年"), find_when("1-9月")])
    When(year=2024, month=9, shape='range', word='', is_last_year=False)
    """
    result = NOTHING
    for one in whens:
        year = result.year or one.year
        word = result.word or one.word
        month, shape = result.month, result.shape
        if one.month and not month:
            month = one.month
            shape = one.shape if shape in ("", "year") else shape
        elif one.shape and not shape:
            shape = one.shape
        is_last_year = result.is_last_year or one.is_last_year
        result = When(year, month, shape, word, is_last_year)
    return result


def years_carried(whens: Sequence[When]) -> list[When]:
    """Months in the order they are printed, each in the year of those before it.

    Of one year alone only rising months go on: for 5月 after 2025年12月 the title knows better.

    >>> said = map(find_when, ("2025年1-11月", "1-12月", "2026年1-2月", "1-3月"))
    >>> [when.year for when in years_carried(list(said))]
    [2025, 2025, 2026, 2026]
    """
    found: list[When] = []
    has_years = len({when.year for when in whens if when.year and when.month}) > 1
    year = month = 0
    is_over = has_years
    for when in whens:
        if when.month and not when.is_last_year:
            is_next = bool(year) and not when.year and month > 10 and when.month <= 2
            is_on = has_years or (bool(year) and not when.year and when.month >= month)
            is_over = is_next or is_on or (is_over and not when.year)
            # 2026年2月 before 12月 counts backwards: nobody says of which year.
            is_back = not when.year and when.month - month > _HALF_A_YEAR
            year = 0 if is_back else when.year or year + is_next
            month = when.month
            when = replace(when, year=year) if is_over and year else when
        found.append(when)
    return found


@lru_cache(maxsize=65536)
def without_when(text: str) -> str:
    """The text without its first period.

    >>> without_when("2025年1-9月完成投资"), without_when("8月增速")
    ('完成投资', '增速')
    """
    body = _arabic(tight(text))
    for pattern in (_IN_DIGITS, *_PERIODS, _MONTH, _YEAR):
        if match := pattern.search(body):
            return body[: match.start()] + body[match.end() :]
    return body


@lru_cache(maxsize=65536)
def undated(text: str) -> str:
    """What a head or title says in any month: without periods and without figures.

    >>> undated("2026年1-5月比2025年上半年"), undated("表3 二〇二六年投资（1-5月）")
    ('比', '表投资()')
    """
    body = tight(_TABLE_NUMBER.sub("表", plain(text)))
    while (rest := without_when(body)) != body:
        body = rest
    return re.sub(r"\d+", "", body)
