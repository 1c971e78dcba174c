"""A draft with eight native charts, beside python-docx saving the same text without them."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

import docx

from analytics.export.native_chart import native_chart
from analytics.export.report import Report, ReportSection, report_docx
from analytics.speech.grammar.runs import paragraph_text
from analytics.speech.paragraphs.draft import headline_paragraph
from tests.export.every_spec import every_spec
from tests.speech import known_facts

CHARTS = 8
LIMIT_SECONDS = 1.0
_REPEATS = 5
_SAVED_AT = datetime(2025, 11, 22, 8, 21, tzinfo=UTC)


def report() -> Report:
    paragraph = headline_paragraph(known_facts.shaoyang())
    charts = list(every_spec().values())[:CHARTS]
    sections = tuple(ReportSection(f"第{n}部分", (paragraph, c)) for n, c in enumerate(charts, 1))
    return Report("固定资产投资运行情况分析", sections)


def bare_docx(wanted: Report) -> bytes:
    """The same words as plain paragraphs: the floor for any writer of Word files."""
    document = docx.Document()
    document.add_paragraph(wanted.title)
    for section in wanted.sections:
        document.add_paragraph(section.heading)
        for block in section.blocks:
            if isinstance(block, tuple):
                document.add_paragraph(paragraph_text(block))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _median_seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    wanted = report()
    peer = _median_seconds(lambda: bare_docx(wanted))
    own = _median_seconds(lambda: report_docx(wanted, _SAVED_AT))
    chart = _median_seconds(lambda: native_chart(wanted.charts[0], _SAVED_AT))
    print(f"same text, bare python-docx {peer:7.3f} s   1.0 ×")
    print(
        f"draft with {CHARTS} native charts {own:7.3f} s {own / peer:5.1f} ×"
        f"   {own / LIMIT_SECONDS:.2f} of the {LIMIT_SECONDS:.0f} s limit"
    )
    print(f"one native chart            {chart:7.3f} s {chart / peer:5.1f} ×")


if __name__ == "__main__":
    main()
