"""One ledger cell as an amount, a rate, a count, a date, a yes or a stage; or why it is none.

Owns single cells; which column they stand in is columns.py's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from analytics.basics.period import Period
from analytics.intake.cells import MISSING, Cells
from analytics.intake.files.formats import FIRST_DAY, ShownMonth
from analytics.intake.files.sheets import CellValue
from analytics.intake.periods import find_when
from analytics.intake.text import is_missing, parse_number, plain, tight

# What one 万元 is in a unit an amount may be printed in.
PER_10K = {
    "万元": Decimal(1),
    "亿元": Decimal(10_000),
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
}
_TWO_NUMBERS = re.compile(r"\d\s+[\d.]")
_SERIALS = range(20_000, 80_000)
_YES = re.compile(r"^(是|√|✓|有|1|已.*|y|yes)$", re.IGNORECASE)
_NO = re.compile(r"^(否|×|x|无|0|未.*|没有|不.*|n|no|-)$", re.IGNORECASE)
_DAY = re.compile(r"((?:19|20)\d{2})[-/.年](1[0-2]|0?[1-9])[-/.月](3[01]|[12]\d|0?[1-9])日?")
_PART = "月份?(?:底|末|初|[上中下]旬)?前?"
_MONTH = re.compile(rf"((?:19|20)?\d{{2}})[-/.年](1[0-2]|0?[1-9])(?:{_PART})?")
_MONTH_CODE = re.compile(r"((?:19|20)\d{2})(1[0-2]|0[1-9])")
_MONTH_ALONE = re.compile(rf"(1[0-2]|0?[1-9]){_PART}")
_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度|底|末|内)?前?")
# Asked in this order: 拟开工 is no start, 部分竣工 and 计划投产 are no end.
_STAGES = (
    (
        "谋划",
        "未开工|拟新?开工|计划新?开工|待开工|预备|前期|储备|谋划|筹建|在谈|洽谈",
    ),
    ("在建", "部分竣工|(计划|拟|预计)(投产|竣工|建成|完工)|收尾|试投产|试生产"),
    ("达产", "达产|达效"),
    ("投产", "投产|投运|投用|投入使用|交付使用|运营"),
    ("竣工", "竣工|完工|建成"),
    ("在建", "续建|在建|施工|建设中|结转|停工|复工"),
    ("开工", "开工"),
    ("签约", "签约|落地"),
)
_STAGE_PATTERNS = tuple((stage, re.compile(words)) for stage, words in _STAGES)
_FROM_TO = re.compile(r"(?<=[\d月年])(?:-{1,2}|—{1,2}|–|~|～|至|到)(?=\d)")


def read_amount(cells: Cells, row: int, column: int) -> tuple[Decimal | None, str, bool]:
    """The number, the unit printed behind it, and whether text stands there instead."""
    kind = cells.kind(row, column)
    value = cells.sheet.rows[row][column]
    if isinstance(value, Decimal):
        return value, "", False
    if kind == "" or (kind == MISSING and not str(value).lstrip().startswith("#")):
        return None, "", False
    # 9 00 may be two numbers. A leading zero is a slip of the keyboard here, no code.
    is_one = not isinstance(value, date | bool) and not _TWO_NUMBERS.search(str(value))
    number = cells.number(row, column) or (
        parse_number(plain(str(value)).lstrip("0'")) if is_one else None
    )
    return (number.value, number.unit, False) if is_one and number else (None, "", True)


def read_flag(value: CellValue) -> bool | None:
    """Yes, no, or neither said.

    >>> read_flag("已开工"), read_flag("未开工"), read_flag("√"), read_flag("2025年3月")
    (True, False, True, None)
    """
    if isinstance(value, bool):
        return value
    body = "" if value is None else tight(str(value))
    if not body:
        return None
    return True if _YES.match(body) else False if _NO.match(body) else None


def read_date(value: CellValue, year: int = 0) -> date | None:
    """A day, or the last of a printed month, quarter or year: each is kept until it is over.

    year: of the ledger, for a month printed alone.

    >>> read_date(Decimal(40377)), read_date("2010年6月底前"), read_date("10.6")
    (datetime.date(2010, 7, 18), datetime.date(2010, 6, 30), datetime.date(2010, 6, 30))
    >>> read_date("2026年"), read_date("待定"), read_date("9月", 2025)
    (datetime.date(2026, 12, 31), None, datetime.date(2025, 9, 30))
    """
    if isinstance(value, ShownMonth):
        return Period(value.year, value.month).last_day
    if isinstance(value, date):
        return value
    if isinstance(value, Decimal):
        if value == value.to_integral_value() and int(value) in _SERIALS:
            return FIRST_DAY + timedelta(days=int(value))
        # As a number, 2010.1 may have been 2010.10.
        return None if re.fullmatch(r"\d+\.1", str(value)) else read_date(f"{value:f}", year)
    return _read_date(value, year) if isinstance(value, str) else None


@lru_cache(maxsize=65536)
def _read_date(text: str, year: int) -> date | None:
    body = tight(text).removesuffix("00:00:00")
    if match := _DAY.fullmatch(body):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    if match := _MONTH_CODE.fullmatch(body) or _MONTH.fullmatch(body):
        full = int(match[1]) if len(match[1]) == 4 else 2000 + int(match[1])
        return _last_day_of(body, full, int(match[2]))
    if match := _YEAR.fullmatch(body):
        return Period(int(match[1]), 12).last_day
    if year and (match := _MONTH_ALONE.fullmatch(body)):
        return _last_day_of(body, year, int(match[1]))
    when = find_when(body)
    if when.shape in ("quarter", "range") and when.month and (when.year or year):
        return Period(when.year or year, when.month).last_day
    return None


def _last_day_of(body: str, year: int, month: int) -> date:
    """Of a month, or of a third of it: 6月上旬 ends on the tenth."""
    third = next((number for number, word in enumerate(("上旬", "中旬"), 1) if word in body), 3)
    return Period(year, month).last_day if third == 3 else date(year, month, third * 10)


def read_years(value: CellValue) -> tuple[date | None, date | None]:
    """Start and finish of 起止年限.

    >>> read_years("09.10-11.3")
    (datetime.date(2009, 10, 31), datetime.date(2011, 3, 31))
    >>> read_years("2024—2026年")
    (datetime.date(2024, 12, 31), datetime.date(2026, 12, 31))
    >>> read_years("2025年3月至12月")
    (datetime.date(2025, 3, 31), datetime.date(2025, 12, 31))
    """
    if not isinstance(value, str) or is_missing(value):
        return None, None
    parts = _FROM_TO.split(plain(value).replace(" ", ""))
    if len(parts) != 2:
        return None, None
    start = read_date(parts[0])
    finish = read_date(parts[1], start.year if start else 0)
    return start, finish


@lru_cache(maxsize=4096)
def stage_of(text: str) -> str:
    """The stage of a printed kind, state or section heading; "" where it names none.

    >>> [stage_of(t) for t in ("续建", "新开工", "拟新开工", "预备重点项目", "收尾", "新建")]
    ['在建', '开工', '谋划', '谋划', '在建', '']
    """
    body = tight(text)
    return next((stage for stage, pattern in _STAGE_PATTERNS if pattern.search(body)), "")


def stage_word(text: str) -> str:
    """The word a title names its projects' stage with, as in 预备项目进展情况表."""
    found = (pattern.search(tight(text)) for _, pattern in _STAGE_PATTERNS)
    return next((match[0] for match in found if match), "")


def in_unit(value: Decimal, printed: str, wanted: str) -> Decimal:
    """An amount brought from the unit it is printed in to the table's own, exactly."""
    if printed == wanted or printed not in PER_10K or wanted not in PER_10K:
        return value
    return value * PER_10K[printed] / PER_10K[wanted]
