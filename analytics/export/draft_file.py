"""HeadlineFacts to a finished draft: which paragraph, which chart, which sources.

Owns the choice of the one chart; wording, looks and layout belong to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from analytics.basics.errors import RefusedError
from analytics.basics.facts import GrowthFact, HeadlineFacts, Source
from analytics.basics.numbers import rounded, shown
from analytics.basics.period import Period
from analytics.charts.kit.spec import (
    BARS,
    DECLINE,
    GROWTH,
    LINES,
    WHOLE,
    ChartPoint,
    ChartSpec,
    Series,
)
from analytics.export.word import draft_docx
from analytics.speech.grammar import wording
from analytics.speech.grammar.clauses import COMPUTED_NOTE
from analytics.speech.grammar.runs import paragraph_numbers
from analytics.speech.paragraphs.districts import among_loaded, in_order
from analytics.speech.paragraphs.draft import draft_title, headline_paragraph
from analytics.speech.paragraphs.parts import other_parts

_SERIES = "同比增速（%）"
_FEWEST_BARS, _FEWEST_MONTHS = 2, 3


@dataclass(frozen=True)
class _Row:
    """A point of the one series, with its value and its place."""

    point: ChartPoint
    value: Decimal | None
    source: str = ""
    is_whole: bool = False

    @property
    def tone(self) -> str:
        if self.is_whole:
            return WHOLE
        return DECLINE if self.value is not None and rounded(self.value) < 0 else GROWTH


def draft_file(facts: HeadlineFacts, saved_at: datetime) -> bytes:
    """The .docx of one region and period; refused where there is nothing to say."""
    paragraph = headline_paragraph(facts)
    if not paragraph:
        fact = facts.headline
        raise RefusedError(
            f"{fact.region}{fact.period.label}没有{wording.full_width(fact.indicator)}"
            "的数据，不能起草。请换一个地区或时期，或者先上传该期月报。"
        )
    chart = draft_chart(facts)
    return draft_docx(
        draft_title(facts),
        [paragraph],
        [chart] if chart else [],
        paragraph_numbers(paragraph),
        saved_at,
    )


def draft_chart(facts: HeadlineFacts) -> ChartSpec | None:
    """Districts ranked; else the parts of the headline; else its line over months."""
    return _district_bars(facts) or _breakdown_bars(facts) or _history_line(facts)


def _district_bars(facts: HeadlineFacts) -> ChartSpec | None:
    if len(facts.districts) < _FEWEST_BARS:
        return None
    ordered = in_order(facts.districts)
    rows = [_Row(ChartPoint(d.region), d.yoy_pct, d.source.text) for d in ordered]
    fact = facts.headline
    sources = [district.source for district in ordered]
    are_published = all(district.is_published for district in ordered)
    if are_published and (whole := _whole_row(fact)):
        # Beside the first district it is not ahead of: where an average belongs.
        below = [i for i, d in enumerate(ordered) if d.yoy_pct <= (fact.yoy_pct or 0)]
        rows.insert(below[0] if below else len(rows), whole)
        sources += _yoy_sources([fact])
    among = "" if facts.are_districts_complete else among_loaded(facts)
    finding = f"{among}{ordered[0].region}增速最高，{ordered[-1].region}最低"
    return _bars(facts, rows, finding, sources, "" if are_published else COMPUTED_NOTE)


def _breakdown_bars(facts: HeadlineFacts) -> ChartSpec | None:
    """The parts of one breakdown; the sectors where no other is printed."""
    parts = [fact for fact in other_parts(facts.breakdowns) if _is_drawn(fact)]
    if len(parts) < _FEWEST_BARS:
        parts = [fact for fact in facts.breakdowns if _is_drawn(fact)]
    if len(parts) < _FEWEST_BARS:
        return None
    parts.sort(key=lambda fact: -(fact.yoy_pct or Decimal(0)))
    rows = [_part_row(fact) for fact in parts]
    names = [wording.full_width(fact.indicator) for fact in parts]
    finding = f"{names[0]}增速最高，{names[-1]}最低"
    return _bars(facts, rows, finding, _yoy_sources(parts))


def _history_line(facts: HeadlineFacts) -> ChartSpec | None:
    known = {fact.period: fact for fact in facts.history if _is_drawn(fact)}
    if len(known) < _FEWEST_MONTHS:
        return None
    first, last = min(known), max(known)
    rows, period = [], first
    while period <= last:
        rows.append(_month_row(known.get(period), period))
        period = _next(period)
    headline = facts.headline
    if last != headline.period:
        return None  # a title about another period would not be this text's chart
    change = wording.rise_or_fall(known[last].yoy_pct or Decimal(0))
    return _spec(
        LINES,
        rows,
        f"{last.label}{wording.whole(headline.region)}"
        f"{wording.short_name(headline.indicator)}{change}",
        f"{_subtitle(facts, '')}，横轴为1—N月的N",
        _foot(_yoy_sources(known.values())),
    )


def _bars(
    facts: HeadlineFacts,
    rows: Sequence[_Row],
    finding: str,
    sources: Sequence[Source],
    note: str = "",
) -> ChartSpec:
    subtitle = _subtitle(facts, facts.headline.period.label, note)
    return _spec(BARS, rows, finding, subtitle, _foot(sources))


def _spec(kind: str, rows: Sequence[_Row], finding: str, subtitle: str, foot: str) -> ChartSpec:
    said = "；".join(f"{r.point.label}{shown(r.value)}" for r in rows if r.value is not None)
    series = Series(
        _SERIES,
        tuple(row.value for row in rows),
        sources=tuple(row.source for row in rows),
        tones=tuple(row.tone for row in rows) if kind == BARS else (),
    )
    return ChartSpec(
        kind,
        tuple(row.point for row in rows),
        (series,),
        finding,
        subtitle,
        foot,
        f"{finding}。{subtitle}：{said}。",
    )


def _is_drawn(fact: GrowthFact) -> bool:
    """Computed growth stands on another basis: it shares no axis with published."""
    return fact.yoy_pct is not None and fact.is_published


def _whole_row(fact: GrowthFact) -> _Row | None:
    if not _is_drawn(fact) or fact.yoy_source is None:
        return None
    name = wording.whole(fact.region)
    return _Row(ChartPoint(name), fact.yoy_pct, fact.yoy_source.text, is_whole=True)


def _part_row(fact: GrowthFact) -> _Row:
    name = wording.full_width(fact.indicator)
    source = fact.yoy_source.text if fact.yoy_source else ""
    return _Row(ChartPoint(name), fact.yoy_pct, source)


def _subtitle(facts: HeadlineFacts, when: str, note: str = "") -> str:
    fact = facts.headline
    return f"{when}{fact.region}{wording.full_width(fact.indicator)}同比增速{note}，单位：%"


def _yoy_sources(facts: Iterable[GrowthFact]) -> list[Source]:
    return [fact.yoy_source for fact in facts if fact.yoy_source]


def _foot(sources: Sequence[Source]) -> str:
    sheets = dict.fromkeys(
        f"{one.file}!{one.sheet}" for source in sources for one in _cells(source)
    )
    return f"出处：{'；'.join(sheets)}。逐项单元格见图表所附数据表。"


def _cells(source: Source) -> tuple[Source, ...]:
    if not source.inputs:
        return (source,)
    return tuple(cell for one in source.inputs for cell in _cells(one))


def _month_row(fact: GrowthFact | None, period: Period) -> _Row:
    """The last month of 1—N月 under its year; January stays empty."""
    source = fact.yoy_source.text if fact and fact.yoy_source else ""
    value = fact.yoy_pct if fact else None
    return _Row(ChartPoint(str(period.month), f"{period.year}年"), value, source)


def _next(period: Period) -> Period:
    if period.month == 12:
        return Period(period.year + 1, 1)
    return Period(period.year, period.month + 1)
