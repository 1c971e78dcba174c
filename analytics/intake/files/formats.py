"""What a number format makes of a stored number: the figure and the text a cell shows.

Owns sections, conditions, scales (%, thousands, a literal point) and literals of one
format code; where a cell gets its format is each reader's.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache

from analytics.basics.errors import Problem

_ACCOUNTS = ("#,##0;-#,##0", '"¥"#,##0;-"¥"#,##0')
_CENTS = ("#,##0.00;-#,##0.00", '"¥"#,##0.00;-"¥"#,##0.00')
# The codes every program knows by number; those of days are DAY_IDS.
BUILT_IN = dict(enumerate(("0", "0.00", "#,##0", "#,##0.00"), 1)) | {9: "0%", 10: "0.00%"}
BUILT_IN |= dict(enumerate((_ACCOUNTS[1],) * 2 + (_CENTS[1],) * 2, 5))
BUILT_IN |= dict(enumerate((_ACCOUNTS[0],) * 2 + (_CENTS[0],) * 2 + _ACCOUNTS + _CENTS, 37))
# Those of days and of time that has passed; a time of day is text.
DAY_IDS = frozenset((*range(14, 18), 22, *range(27, 32), 36, 46, *range(50, 55), 57, 58))
# Of them those that show no day, as a Chinese Excel has them: 2025年6月.
BUILT_IN |= dict.fromkeys((17, 27, 36, 50, 52, 57), 'yyyy"年"m"月"')
_MOST_DIGITS = 11  # what a cell without a format shows at most
_MOST_DECIMALS = 10
_FIRST_DAY, _LAST_DAY = 18_264, 73_051
FIRST_DAY = date(1899, 12, 30)  # day 0
DAYS_OF_1904 = 1_462  # such a workbook counts from 1904: its numbers are smaller
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*](?P<blank>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>G/通用格式|General)|(?P<digits>[0#?][0#?,]*)|(?P<mark>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_TESTS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_SIGNS = re.compile("[-(−▲△▼↓]|降|减|负|回落")
_PERIOD = re.compile("年|月|季")


class Shown(Decimal):
    """A number scaled as its cell's format scales it, with the text that is shown."""

    __slots__ = ("section",)
    section: FormatSection

    @property
    def printed(self) -> str:
        return self.section.text(self)


class ShownMonth(date):
    """A date of which the cell shows year and month: 2025年6月 stored as its first day."""

    @property
    def printed(self) -> str:
        return f"{self.year}年{self.month}月"


@dataclass(frozen=True)
class FormatSection:
    """One section of a code. places: what stands for digits before the point, with
    literals between; power: of ten, by which a stored number is scaled.
    """

    places: str = ""
    before: str = ""
    after: str = ""
    least_decimals: int = 0
    most_decimals: int = 0
    power: int = 0
    is_grouped: bool = False
    is_general: bool = False
    condition: tuple[str, Decimal] | None = None

    def read(self, stored: Decimal) -> Shown | str:
        """The number shown; its text where a literal makes a period of it (3"月")."""
        shown = Shown(_plain(stored.scaleb(self.power).normalize()) if self.power else stored)
        shown.section = self
        return shown.printed if self._makes_a_period else shown

    @cached_property
    def _is_usual(self) -> bool:
        """As 0.0 and #,##0.00 are: one digit at least before the point, all behind it."""
        has_all = self.least_decimals == self.most_decimals
        return has_all and self.places.lstrip("#") == "0"

    @cached_property
    def _step(self) -> Decimal:
        return Decimal(1).scaleb(-self.most_decimals)

    @cached_property
    def _makes_a_period(self) -> bool:
        return _PERIOD.match(self.after) is not None

    @cached_property
    def may_hide(self) -> bool:
        """Whether some number leaves the cell blank."""
        shows = self.is_general or "0" in self.places or self.least_decimals
        return not (shows or self.before or self.after)

    def text(self, value: Decimal) -> str:
        """As printed; a sign that only a colour tells is written all the same."""
        sign = "-" if value < 0 and not _SIGNS.search(self.before + self.after) else ""
        shown = f"{self.before}{self._digits(abs(value))}{self.after}"
        return sign + shown if shown else ""

    def _digits(self, value: Decimal) -> str:
        if self.is_general:
            return general(value)
        if not self.places and not self.most_decimals:
            return ""
        if self._is_usual:
            rounded = value.quantize(self._step, ROUND_HALF_UP)
            return f"{rounded:,f}" if self.is_grouped else f"{rounded:f}"
        if self.places.strip("0#?"):
            return self._between(value.scaleb(_places_behind_a_point(self.places)))
        whole, _, rest = f"{_rounded(value, self.most_decimals):f}".partition(".")
        while len(rest) > self.least_decimals and rest.endswith("0"):
            rest = rest[:-1]
        whole = whole.lstrip("0").rjust(self.places.count("0"), "0")
        if self.is_grouped and whole:
            whole = f"{int(whole):,}"
        return f"{whole}.{rest}" if self.most_decimals and (rest or not whole) else whole

    def _between(self, value: Decimal) -> str:
        """Digits put around literals from the right: 12 as 1.2 by 0!.0"""
        left = list(f"{_rounded(value, 0):f}")
        found = ""
        for place in reversed(self.places):
            if place not in "0#?":
                found = place + found
            elif left:
                found = left.pop() + found
            elif place == "0":
                found = "0" + found
        return "".join(left) + found

    def fits(self, stored: Decimal, number: int, count: int) -> bool:
        """Whether a number is this section's, the number-th of count."""
        if self.condition is not None:
            test, limit = self.condition
            return bool(_TESTS[test](stored, limit))
        if number == count - 1:
            return True
        return stored < 0 if number else stored > 0 or (count == 2 and not stored)


def general(value: Decimal) -> str:
    """A number without a format, in the places a cell has for it at most.

    >>> general(Decimal("0.30000000000000004")), general(Decimal("-12345678.129"))
    ('0.3', '-12345678.13')
    """
    places = max(_MOST_DIGITS - 1 - len(str(abs(int(value)))), 0)
    return (
        f"{_plain(_rounded(value, places).normalize() if _exponent(value) < -places else value):f}"
    )


def shown(stored: Decimal, code: str) -> Decimal | str | None:
    """What a cell with this format shows of a number; None where it hides a zero.

    >>> shown(Decimal("0.084"), "0.0%").printed, shown(Decimal(123456), "0!.0,")
    ('8.4%', Decimal('12.3456'))
    """
    section = _section_of(stored, code)
    if section is None:
        return stored
    return (stored or None) if _is_blank(section, stored) else section.read(stored)


def hides(stored: Decimal, code: str) -> bool:
    """Whether a cell with this format shows nothing of a number that is there.

    >>> hides(Decimal("41.7"), ";;;"), hides(Decimal("41.7"), "0.0"), hides(Decimal(0), "0;-0;")
    (True, False, False)
    """
    section = _section_of(stored, code)
    return bool(stored) and section is not None and _is_blank(section, stored)


def _section_of(stored: Decimal, code: str) -> FormatSection | None:
    """The part of a format that this number falls under."""
    sections = _read_format(code)
    fits = (s for n, s in enumerate(sections) if s.fits(stored, n, len(sections)))
    return next(fits, None)


def _is_blank(section: FormatSection, stored: Decimal) -> bool:
    return section.may_hide and not section.text(Decimal(section.read(stored)))


def scales(code: str) -> bool:
    """Whether a format code shows numbers otherwise than without a format."""
    return bool(_read_format(code))


def shows_a_day(code: str) -> bool:
    """Whether a format code shows a day, or time that has passed.

    >>> [shows_a_day(c) for c in ('yyyy"年"m"月"', '0.0"d"', "[Red]0", "[h]:mm", "h:mm")]
    [True, False, False, True, False]
    """
    if _ELAPSED.search(code):
        return True
    marks = {(match["mark"] or "").lower() for match in _TOKEN.finditer(code)}
    return bool(marks & {"y", "d"}) or ("m" in marks and not marks & {"h", "s"})


def shows_a_month(code: str) -> bool:
    """Whether a format code shows the month of a date and not its day.

    >>> [shows_a_month(c) for c in ('yyyy"年"m"月"', "mmm-yy", "yyyy/m/d", "mm:ss", "[h]:mm")]
    [True, True, False, False, False]
    """
    marks = {(match["mark"] or "").lower() for match in _TOKEN.finditer(code)}
    return "m" in marks and not marks & {"d", "h", "s"} and not _ELAPSED.search(code)


def shown_date(stored: date, code: str) -> date:
    """What a cell with this format shows of a date: all of it, or its month."""
    return shown_month(stored) if shows_a_month(code) else stored


def shown_month(stored: date) -> ShownMonth:
    """A date of which only the month is shown."""
    return ShownMonth(stored.year, stored.month, stored.day)


def is_a_day(serial: float, days_later: int = 0) -> bool:
    """Whether a number can be a day that statistics or projects speak of: 1950 to 2099."""
    return _FIRST_DAY <= serial + days_later < _LAST_DAY


def number_as_day(count: int, cell: str) -> Problem:
    """Says that numbers formatted as days were read as numbers."""
    return Problem(
        "warning",
        "number_as_day",
        f"有 {count} 个数的单元格设成了日期格式，显示成了日期，已按原来的数读入",
        "请把这些单元格改成数值格式，核对后再上传",
        cell=cell,
    )


@lru_cache(maxsize=4096)
def _read_format(code: str) -> tuple[FormatSection, ...]:
    """The sections for numbers; () where a number is shown as it is stored, or in a
    way that is not understood (dates, fractions, powers of ten).
    """
    if not code:
        return ()
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["mark"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    try:
        sections = tuple(map(_read_section, parts[:3]))
    except ValueError:
        return ()
    return () if sections == (FormatSection(is_general=True),) else sections


def _read_section(tokens: list[re.Match[str]]) -> FormatSection:
    places = decimals = before = after = ""
    power, is_grouped, is_general, is_behind_point = 0, False, False, False
    condition = None
    for match in tokens:
        kind = match.lastgroup or ""
        token = match[kind]
        if kind == "general":
            is_general = True
        elif kind == "digits":
            bare = token.rstrip(",")
            power -= 3 * (len(token) - len(bare))
            is_grouped = is_grouped or "," in bare
            bare = bare.replace(",", "")
            if is_behind_point:
                decimals += bare
            else:
                places, after = places + (after if places else "") + bare, ""
        elif kind == "bracket" and (found := _CONDITION.fullmatch(token)):
            condition = found[1], Decimal(found[2])
        elif token == "." and kind == "mark" and not is_behind_point:
            is_behind_point = True
        elif kind == "mark" and (token in "/@" or (token.isascii() and token.isalpha())):
            raise ValueError("no plain number")
        elif literal := _literal(kind, token):
            power += 2 if kind == "mark" and token == "%" else 0
            if places or decimals or is_general:
                after += literal
            else:
                before += literal
    return FormatSection(
        places=places,
        before=before.strip(),
        after=after.strip(),
        least_decimals=min(decimals.count("0"), _MOST_DECIMALS),
        most_decimals=min(len(decimals), _MOST_DECIMALS),
        power=power - _places_behind_a_point(places),
        is_grouped=is_grouped,
        is_general=is_general,
        condition=condition,
    )


def _literal(kind: str, token: str) -> str:
    if kind == "bracket":
        return token[1:].partition("-")[0] if token.startswith("$") else ""
    return "" if kind == "blank" else token


def _places_behind_a_point(places: str) -> int:
    """How many digits stand behind a literal point: one in 0!.0"""
    return sum(place in "0#?" for place in places.partition(".")[2])


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if _exponent(value) > 0 else value


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
