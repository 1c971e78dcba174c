"""What a table leaves unsaid, as questions with a fingerprint of its layout.

Owns the wording of questions and the fingerprint; applying answers is observations.py's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from analytics.basics.moments import now_beijing
from analytics.intake.bulletins.meanings import MEANINGS
from analytics.intake.bulletins.observations import PERCENT_ANSWERS, Gap
from analytics.intake.bulletins.signs import TRIANGLE_ANSWERS
from analytics.intake.bulletins.tables import Table
from analytics.intake.bulletins.timing import SPAN_ANSWERS, parse_answer
from analytics.intake.bulletins.unclear import Unclear
from analytics.intake.bulletins.understood import Understood
from analytics.intake.cells import Cells
from analytics.intake.files.sheets import address
from analytics.intake.periods import month_before, undated, year_written_on
from analytics.intake.reading import Hints, Observation, Question
from analytics.reference import place_names
from analytics.reference.regions import full_name, qualified_name

ANY = "*"
_OF_ONE_FILE = ("year", "period")
UNITS = ("万元", "亿元", "个", "%")
_LEAST_IN_10K = 10_000  # a hundred million yuan in 万元; a province's year comes to as many 亿元
DERIVED, PUBLISHED = "推算", "公布"


def fingerprint(
    title: str, headers: Sequence[str], heads: Sequence[str], labels: Sequence[str]
) -> str:
    """Twelve hexadecimal digits of a layout; next month's edition has the same.

    >>> one = fingerprint("2025年1-9月投资", ["1-9月"], ["指标"], ["固定资产投资"])
    >>> one == fingerprint("2025年1-10月投资", ["1-10月"], ["指标"], ["固定资产投资"])
    True
    """
    # A year's series gets a column a month: what heads it counts once.
    parts = ([title], headers, heads, labels[:3])
    words = "|".join("\n".join(dict.fromkeys(map(undated, part))) for part in parts)
    return hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()[:12]


def variant(print_: str, of: str) -> str:
    """The fingerprint of one more question about a layout, or about these figures alone."""
    return hashlib.sha1(f"{print_}{of}".encode(), usedforsecurity=False).hexdigest()[:12]


def figures_of(
    cells: Cells, titles: Sequence[str], rows: Sequence[int], columns: Sequence[int]
) -> str:
    """A table's titles, heads and figures: a year or month nobody prints is theirs alone."""
    return "|".join((*titles, *(cells.text(row, column) for row in rows for column in columns)))


def printed_in(cells: Cells, table: Table) -> str:
    """The same of a bulletin's table."""
    return figures_of(cells, table.context, (*table.header, *table.body), table.values)


def answers_for(hints: Hints, print_: str, figures: str = "") -> dict[str, str]:
    """What is already answered for this layout; its own answer outranks the file's.

    A year or a period given for other figures is another month's, and says nothing here.
    """
    given: dict[str, str] = {}
    for wanted in (ANY, print_, variant(print_, figures)):
        given |= {
            about: said
            for (of, about), said in hints.answers.items()
            if of == wanted and (of != print_ or about not in _OF_ONE_FILE)
        }
    given["triangle"] = hints.answers.get((variant(print_, "▲"), "measure"), "")
    given["whose"] = hints.answers.get((variant(print_, "地区"), "indicator"), "")
    given["percent"] = hints.answers.get((variant(print_, "%"), "measure"), "")
    return given


def answered_place(answers: Mapping[str, str], home: str = "") -> str:
    """The code of the place the answer names; "" where nothing, or none known, was said."""
    return place_names.typed(answers.get("region", ""), home)


def questions_of(
    known: Understood, print_: str, rows: Sequence[Observation], gaps: Sequence[Gap]
) -> list[Question]:
    """Every question one table raises, except whose region it is."""
    sheet = known.cells.sheet.name
    place = f"“{sheet}”" if sheet else "这张表"
    title = known.context.title
    name = f"{place}的“{title}”" if title else f"{place} {known.table.box}"
    found: list[Question] = []

    def ask(about: str, prompt: str, choices: tuple[str, ...] = (), guess: str = "") -> None:
        found.append(Question(about, sheet, print_, prompt, choices, guess))

    is_open = bool(known.context.region) or any(not (r.region_code or r.region_label) for r in rows)
    if known.contested and not answered_place(known.answers, known.home) and is_open:
        named, own = qualified_name(known.contested) or known.contested, qualified_name(known.home)
        zone = full_name(known.contested) or known.contested
        as_zone = (f"{known.home}/{zone}",) if zone.endswith("新区") or zone == named else ()
        prompt = f"{name}要记作{own}的数，而标题、文件名或报送单位写的是{named}。这些数是哪个地区的"
        prompt = _unknown_place(known.answers) + prompt
        choices = (*as_zone, own) if zone == named else (named, own, *as_zone)
        ask("region", prompt, choices, choices[0])
    if any(not row.label for row in rows):
        guess = sheet if "投资" in sheet else ""
        ask("indicator", f"{name}没有写明是什么指标。请填写指标名称", (), guess)
    if whose := [gap for gap in gaps if gap.about == "whose"]:
        of = f"{name}的 {whose[0].cell} 等 {len(whose)} 个数"
        prompt = f"{of}是一个地区的，它上面有几个指标。这些数是哪个指标的"
        of, choices = variant(print_, "地区"), whose[0].choices
        found.append(Question("indicator", sheet, of, prompt, choices, choices[0]))
    wanting = [row for row in rows if row.measure in ("level", "change") and not row.unit]
    if any(row.statistic == "investment" or not row.label for row in wanting):
        amounts = [row.value for row in wanting if row.statistic == "investment"]
        likely = money_unit_of(max(amounts)) if amounts else ""
        ask("unit", f"{name}没有写明计量单位。这些数的单位是什么", UNITS, likely)
    if undated := [gap for gap in gaps if gap.about == "year"]:
        found += _asks_year(known, name, print_, undated)
    if any(gap.about == "measure" for gap in gaps):
        prompt = f"{name}的单位是%，没有写明是增速、占比还是完成率。这些数是什么"
        choices = tuple(PERCENT_ANSWERS)
        found.append(Question("measure", sheet, variant(print_, "%"), prompt, choices, choices[0]))
    if marked := [gap.cell for gap in gaps if gap.about == "mark"]:
        prompt = f"{name}的 {marked[0]} 等 {len(marked)} 个数前有▲，没有写明是增是降。▲是什么"
        choices = tuple(TRIANGLE_ANSWERS)
        found.append(Question("measure", sheet, variant(print_, "▲"), prompt, choices, choices[0]))
    if any(not row.span for row in rows):
        ask(
            "measure",
            f"{name}只写了月份，没有一致地写明累计或当月。这些数是累计还是当月",
            tuple(SPAN_ANSWERS),
            "累计",
        )
    return found


def money_unit_of(largest: Decimal) -> str:
    """The likelier unit of a region's investment of which this is the largest figure.

    >>> money_unit_of(Decimal("120.5")), money_unit_of(Decimal("1205000"))
    ('亿元', '万元')
    """
    return UNITS[0] if largest >= _LEAST_IN_10K else UNITS[1]


def column_questions(
    sheet: str, title: str, print_: str, unclear: Sequence[Unclear]
) -> list[Question]:
    """What each column means whose head does not say it."""
    where = f"“{sheet}”" if sheet else "这张表"
    of = f"{where}的“{title}”" if title else where
    return [
        Question(
            one.about,
            sheet,
            print_,
            f"{of}的 {address(0, one.column)[:-1]} 列“{one.head}”没有看懂。这一列是什么",
            tuple(MEANINGS),
            one.guess,
        )
        for one in unclear
    ]


def _asks_year(known: Understood, name: str, print_: str, gaps: Sequence[Gap]) -> list[Question]:
    sheet = known.cells.sheet.name
    choices = tuple(sorted({one for gap in gaps for one in gap.choices}, reverse=True))
    months = sorted({gap.month for gap in gaps if gap.month})
    answer = known.answers.get("year", "")
    if not months and choices:
        what = f"{name}的标题和工作表名写的时间不同：{'、'.join(choices)}。这些数是哪年哪月的"
    elif not months:
        heads = dict.fromkeys(text for one in known.headings for text in one.texts)
        seen = f"（表头：{'、'.join(list(heads)[:4])}）" if heads else ""
        ways = "如 2026年1-5月；全年的写 2026年；各列依次是各年的写 2008—2016"
        what = f"{name}{seen}没有写明时间。这些数是哪年哪月的（{ways}）"
    elif choices:
        years = "、".join(choices)
        what = f"{name}只写了1—{months[-1]}月，而文件中有 {years} 几个年份。这是哪一年的"
    else:
        what = f"{name}只写了1—{months[-1]}月，全文件没有写明年份。这是哪一年的"
    if answer:
        what = f"所填“{answer}”还看不出是哪年哪月，请写成 2026年1-5月 的样子。{what}"
    of = variant(print_, printed_in(known.cells, known.table))
    written = known.context.written
    guess = choices[0] if choices else ""
    if not choices and written:
        last = month_before(written)
        guess = f"{last.year}年1-{last.month}月"
    elif not choices and (said := parse_answer(answer)).month:
        # 1-5月 was answered: of the last year in which it is over.
        day = now_beijing().date().replace(day=1) - timedelta(days=1)
        guess = f"{year_written_on(day, said.month)}年1-{said.month}月"
    return [Question("year", sheet, of, what, choices, guess, print_, max(months, default=0))]


def _unknown_place(answers: Mapping[str, str]) -> str:
    """What is said of an answer that names no place of the list."""
    answer = answers.get("region", "")
    if not answer:
        return ""
    return f"地区名单上没有所填的“{answer}”，请新增地区（名称、上级），或填名单上的全称。"


def region_question(unplaced: Sequence[tuple[str, str]], suggestion: str, hints: Hints) -> Question:
    """One question for every table that names no region: its sheet and fingerprint."""
    sheet, print_ = unplaced[0]
    prints = {one for _, one in unplaced}
    count = f"等 {len(unplaced)} 张表" if len(unplaced) > 1 else ""
    place = f"“{sheet}”" if sheet else "这份文件"
    return Question(
        "region",
        sheet,
        print_ if len(prints) == 1 else ANY,
        _unknown_place(answers_for(hints, print_))
        + f"{place}{count}没有写明是哪个地区的数。请选择地区",
        (),
        suggestion,
    )
