"""Answers given beforehand, as `load` takes them: which open question each one answers.

Owns how they are written and matched; an answer is remembered for the layout that asked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analytics.basics.errors import RefusedError
from analytics.intake.reading import Question
from analytics.lake.connection import Lake
from analytics.lake.loading import Prepared, unknown_labels
from analytics.lake.names import find_indicator
from analytics.lake.office_lists import add_indicator, add_region
from analytics.reference.indicators import label_key

NEW = "@"  # 云桥区@益阳市: a region on no list, and what it lies in
MOST_PASSES = 4  # an answer may open one more question
Answers = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Given:
    """One answer; place: the sheet or the fingerprint it is for, "" for any."""

    about: str
    answer: str
    place: str = ""

    def fits(self, question: Question) -> bool:
        """Whether it answers the question."""
        is_place = self.place in ("", question.sheet, question.fingerprint)
        return is_place and self.about == question.about


def parse_answer(text: str) -> Given:
    """An answer as it is typed. Raises RefusedError where it is none.

    >>> parse_answer("unit=亿元")
    Given(about='unit', answer='亿元', place='')
    """
    about, is_said, answer = (part.strip() for part in text.partition("="))
    if not (about and is_said and answer):
        raise RefusedError(f"“{text}”不是回答。请写成 unit=亿元、region=双清区 的样子")
    return Given(about, answer)


@dataclass(frozen=True)
class Meant:
    """A label of a table, and the indicator it is said to mean."""

    label: str
    indicator: str


def parse_meant(text: str) -> Meant:
    """What a label means, as it is typed. Raises RefusedError where nothing is said.

    >>> parse_meant("城建投=基础设施投资")
    Meant(label='城建投', indicator='基础设施投资')
    """
    label, is_said, indicator = (part.strip() for part in text.partition("="))
    if not (label and is_said and indicator):
        raise RefusedError(f"“{text}”不是对应。请写成 城建投=基础设施投资 的样子")
    return Meant(label, indicator)


def read_answers(path: Path) -> list[Given]:
    """The answers of a CSV file: sheet or fingerprint, about, answer; other columns are left.

    Raises RefusedError where it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RefusedError(f"{path}：打不开。请检查路径是否正确、有无读取权限") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if not rows or not {"about", "answer"} <= rows[0].keys():
        raise RefusedError(f"{path}：没有 about、answer 两列。请用 load 列出的问题填写 answer 列")
    return [
        Given(about, answer, (row.get("fingerprint") or row.get("sheet") or "").strip())
        for row in rows
        if (about := (row["about"] or "").strip()) and (answer := (row["answer"] or "").strip())
    ]


def answer_questions(
    lake: Lake, prepare: Callable[[Answers], Prepared], given: Sequence[Given], by: str | None
) -> tuple[Prepared, set[Given]]:
    """The file read with every given answer that fits one of its questions, and those that do.

    A region written 名称@上级 is added to the list first; by: who adds it, None where nothing
    may be. Raises as prepare and add_region.
    """
    answers: Answers = {}
    fitting: set[Given] = set()
    for _ in range(MOST_PASSES):
        prepared = prepare(answers)
        found = {
            (question.fingerprint, question.about): one
            for question in prepared.reading.questions
            for one in given
            if one.fits(question) and (question.fingerprint, question.about) not in answers
        }
        if not found:
            break
        fitting.update(found.values())
        answers |= {key: _taught(lake, key[1], one.answer, by) for key, one in found.items()}
    return prepared, fitting


def mappings_of(
    lake: Lake, prepared: Prepared, given: Sequence[Meant], by: str | None
) -> tuple[dict[str, str], set[Meant]]:
    """Label to indicator code, of the given that are labels of this file no list knows, and
    which of the given are.

    An indicator written 名称@上级@单位@相加 is added to the list first; by: who
    adds it, None where nothing may be: such a one is left out.
    """
    unknown = {label_key(label): label for label in unknown_labels(lake, prepared.reading)}
    fitting = {one for one in given if label_key(one.label) in unknown}
    found = {
        unknown[label_key(one.label)]: find_indicator(lake, one.indicator)
        for one in fitting
        if NEW not in one.indicator
    }
    for one in fitting:
        if NEW in one.indicator and by is not None:
            _add_indicator(lake, one.label, one.indicator, by)
    return found, fitting


def _add_indicator(lake: Lake, label: str, said: str, by: str) -> None:
    name, parent, unit, adding = (*(part.strip() for part in said.split(NEW)), "", "")[:4]
    if adding not in ("", "不相加", "相加"):
        raise RefusedError(f"“{said}”的最后一段是“{adding}”。请填 相加 或 不相加")
    add_indicator(
        lake, name, parent, unit=unit or "亿元", adds_up=adding == "相加", label=label, by=by
    )


def _taught(lake: Lake, about: str, said: str, by: str | None) -> str:
    if about != "region" or NEW not in said:
        return said
    if by is None:
        raise RefusedError(f"只看差别时不新增地区（{said}）。请先运行 region add，或去掉 --dry-run")
    name, parent, kind, code = (*(part.strip() for part in said.split(NEW)), "", "")[:4]
    return add_region(lake, name, parent, kind=kind, code=code, by=by).code
