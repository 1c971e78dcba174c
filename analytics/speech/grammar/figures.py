"""Values on their way into a sentence: a bare number, or one that knows its fact.

Owns how a value is shown (%, 个百分点, 亿元, 个, 第N位) and that a Figure becomes a Number
with its source; rounds by analytics.basics.numbers only, and never shows a minus sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analytics.basics.facts import Source
from analytics.basics.ledger_facts import Sourced
from analytics.basics.numbers import rounded
from analytics.basics.period import Period
from analytics.speech.grammar import wording
from analytics.speech.grammar.runs import Number, Paragraph, Run, cited, separated


@dataclass(frozen=True)
class SpokenFigure:
    """An unrounded value of a fact; what it is of makes its fact_id."""

    value: Decimal
    indicator: str
    region: str
    period: Period
    measure: str
    source: Source

    def shown_as(self, text: str) -> Number:
        return Number(text, self.indicator, self.region, self.period, self.measure, self.source)


Value = Decimal | int | SpokenFigure


@dataclass(frozen=True)
class FigureContext:
    """What the figures of one text share: whose they are and when."""

    region: str
    period: Period

    def figure(self, sourced: Sourced, measure: str, indicator: str) -> SpokenFigure:
        whose = (indicator, self.region, self.period, measure)
        return SpokenFigure(sourced.value, *whose, sourced.source)


def exact(value: Value) -> Decimal:
    return value.value if isinstance(value, SpokenFigure) else Decimal(value)


def said(value: Value, text: str) -> Run:
    """The text as a number with its source where the value has one."""
    return value.shown_as(text) if isinstance(value, SpokenFigure) else text


def share(value: Value, places: int = 1) -> Run:
    """A completion rate, a share: 35.2%.

    >>> share(Decimal("35.19998")), share(Decimal(85), 0)
    ('35.2%', '85%')
    """
    if exact(value) < 0:
        raise ValueError(f"a share is not negative: {exact(value)}")
    return said(value, f"{rounded(exact(value), places)}%")


def points(value: Value) -> Run:
    """A difference of two rates, its direction left to the words around it.

    >>> points(Decimal("-6.4667"))
    '6.5个百分点'
    """
    return said(value, wording.points(exact(value)))


def money(cny_10k: Value, places: int = 2, *, beside: Value | None = None) -> Run:
    """An amount in 亿元, or in 万元 below one; beside: a larger one whose unit it takes.

    >>> money(Decimal(298700)), money(Decimal(4999))
    ('29.87亿元', '4999万元')
    """
    larger = None if beside is None else exact(beside)
    return said(cny_10k, wording.money(exact(cny_10k), places, beside_cny_10k=larger))


def count(value: Value) -> Run:
    """How many, without the measure word: 76."""
    whole = exact(value)
    if whole < 0 or whole != whole.to_integral_value():
        raise ValueError(f"a count is a whole number: {whole}")
    return said(value, f"{whole:.0f}")


def times(value: Value) -> Run:
    """How many times as much: 1.31倍.

    >>> times(Decimal("1.3149"))
    '1.31倍'
    """
    return said(value, f"{rounded(exact(value), 2)}倍")


def growth(value: Value) -> Paragraph:
    """同比增长12.3%; the number in it is cited.

    >>> growth(Decimal("-9.94"))
    ('同比下降9.9%',)
    """
    return _cited(value, wording.growth(exact(value)))


def rise_or_fall(value: Value) -> Paragraph:
    """The same in a list whose first member has said 同比."""
    return _cited(value, wording.rise_or_fall(exact(value)))


def place(value: Value, whole: int | None) -> Run:
    """第8位; 末位 where whole is the number of all there are.

    >>> place(8, 9), place(9, 9), place(9, None)
    ('第8位', '末位', '第9位')
    """
    return said(value, wording.rank(int(exact(value)), whole))


def difference(now: Value, other: Value, measure: str, formula: str) -> Value:
    """The difference a reader sees: both rounded first; its source is the two sources."""
    if not isinstance(now, SpokenFigure):
        return rounded(exact(now)) - rounded(exact(other))
    return figure_difference(now, other, measure, formula)


def figure_difference(now: SpokenFigure, other: Value, measure: str, formula: str) -> SpokenFigure:
    gap = rounded(now.value) - rounded(exact(other))
    inputs = tuple(one.source for one in (now, other) if isinstance(one, SpokenFigure))
    return replace(now, value=gap, measure=measure, source=Source(formula=formula, inputs=inputs))


def formula(words: str, inputs: Sequence[Source]) -> Source:
    """A named formula over sources."""
    return Source(formula=words, inputs=tuple(inputs))


def together(rates: Sequence[Value]) -> tuple[str, list[Paragraph]]:
    """The case of 方向 for a 分别 list, and what it says of each rate.

    >>> together([Decimal(12), Decimal("6.25")]), together([Decimal(-1), Decimal(0)])[1]
    (('增', [('12.0%',), ('6.3%',)]), [('下降1.0%',), ('与上年同期持平',)])
    """
    seen = [rounded(exact(rate)) for rate in rates]
    case = "增" if min(seen, default=0) > 0 else "降" if max(seen, default=0) < 0 else "杂"
    if case == "杂":
        return case, [rise_or_fall(rate) for rate in rates]
    return case, [(said(rate, wording.magnitude(exact(rate))),) for rate in rates]


def listed(names: Sequence[str], values: Sequence[Paragraph]) -> tuple[str, Paragraph]:
    """Names and their values for a 分别 sentence; unequal in number they are refused."""
    if not names or len(names) != len(values):
        raise ValueError(f"{len(names)} names for {len(values)} numbers")
    if not wording.can_be_listed(names):
        raise ValueError(f"a name that holds 、 cannot be counted in a list: {names}")
    return "、".join(names), separated(list(values), "、")


def beside(names: Sequence[str], values: Sequence[Paragraph], mark: str = "、") -> Paragraph:
    """Each name with its value: 城关镇39.7%、青石镇37.1%."""
    if len(names) != len(values):
        raise ValueError(f"{len(names)} names for {len(values)} numbers")
    pairs = [(name, *value) for name, value in zip(names, values, strict=True)]
    return separated(pairs, mark)


def _cited(value: Value, text: str) -> Paragraph:
    if not isinstance(value, SpokenFigure):
        return (text,)
    return cited(text, value.shown_as(wording.magnitude(value.value)))
