"""The list of phrases: what an office may change, and what is refused with its line."""

from __future__ import annotations

import csv
import io

import pytest

from analytics.basics.errors import RefusedError
from analytics.speech.grammar.runs import paragraph_text
from analytics.speech.phrases import PHRASES, fill, phrase_book, read_phrases
from analytics.speech.slots import CASES, SLOTS


@pytest.fixture
def changed(tmp_path):
    """changed(code, column=value) writes the list with one row changed; None drops the row."""

    def write(code, /, **values):
        rows = list(csv.DictReader(io.StringIO(PHRASES.read_text(encoding="utf-8"))))
        kept = [
            row | values if row["code"] == code else row
            for row in rows
            if not (row["code"] == code and values.get("code", "") is None)
        ]
        path = tmp_path / "phrases.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(kept)
        return path

    return write


def line_of(code):
    return 2 + [one.code for one in read_phrases()].index(code)


def test_every_sentence_names_its_pattern_and_all_forty_eight_are_there():
    sources = " ".join(one.source for one in read_phrases())
    missing = [number for number in range(1, 49) if f"句式{number}（" not in sources]

    assert missing == []


def test_every_code_is_listed_once():
    assert [one.code for one in read_phrases()] == list(dict.fromkeys(SLOTS))
    assert all(case for cases in CASES.values() for case in cases)


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        (
            "goal.gap",
            {"template": "{比较}{差值}"},
            "槽“{差值}”不认识。这一句可用的槽有{差}、{比较}",
        ),
        ("goal.gap", {"template": "{比较}"}, "template 缺少槽{差}。请把它写进句子"),
        ("goal.gap", {"template": "{比较}{差"}, "花括号不成对"),
        ("goal.gap", {"template": "{比较},{差}"}, "半角标点"),
        ("goal.gap", {"code": "goal.gaps"}, "编码“goal.gaps”不认识"),
        ("plan.rate", {"code": "goal.gap"}, "编码 goal.gap 与第"),
        ("goal.gap", {"section": "尾声"}, "section 填的是“尾声”。请填导语、运行情况"),
        ("goal.gap", {"kinds": "年报"}, "kinds 里的“年报”不认识"),
        ("goal.gap", {"sort": "前"}, "sort 填的是“前”。请填一个整数"),
        ("goal.gap", {"source": ""}, "source 是空的"),
        ("goal.gap", {"words": "高=高于|低"}, "words 里的“低”没有等号"),
        ("goal.gap", {"words": "高=高于"}, "words 缺少情形“略高”"),
        ("plan.rate", {"words": "已=已|仅=仅|又=又"}, "words 里的情形“又”不认识"),
    ],
)
def test_a_broken_row_is_refused_with_its_line_and_the_remedy(changed, code, values, said):
    path = changed(code, **values)

    with pytest.raises(RefusedError) as refusal:
        read_phrases(path)

    assert said in str(refusal.value)
    if "code" not in values or values["code"] not in SLOTS:
        assert str(refusal.value).startswith(f"phrases.csv 第 {line_of(code)} 行：")


def test_a_missing_row_and_a_missing_file_are_refused(changed, tmp_path):
    with pytest.raises(RefusedError, match=r"缺少编码 goal\.gap。请从软件自带的句式表补上"):
        read_phrases(changed("goal.gap", code=None))
    with pytest.raises(RefusedError, match="读不到这份句式表"):
        phrase_book(tmp_path / "none.csv")


def test_a_missing_column_is_refused(tmp_path):
    path = tmp_path / "phrases.csv"
    path.write_text("code,template\n", encoding="utf-8")

    with pytest.raises(RefusedError, match="第 1 行：缺少列 section、kinds"):
        read_phrases(path)


def test_an_office_changes_words_without_touching_code(changed):
    words = "高=超|略高=略超|低=欠|略低=略欠|平=正好完成年初目标"
    path = changed("goal.gap", template="与年初目标相比{比较}{差}", words=words)

    said = paragraph_text(fill("goal.gap", {"差": "0.6个百分点"}, ("略高",), path))

    assert said == "与年初目标相比略超0.6个百分点"


def test_a_list_saved_by_excel_in_gb18030_is_read(tmp_path):
    path = tmp_path / "phrases.csv"
    path.write_bytes(PHRASES.read_text(encoding="utf-8").encode("gb18030"))

    assert read_phrases(path) == read_phrases()
