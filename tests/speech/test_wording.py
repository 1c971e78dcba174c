"""The list of phrases: what an office may change, and what is refused with its line."""

from __future__ import annotations

import csv
import io
from functools import partial

import pytest

from analytics.basics.errors import RefusedError
from analytics.speech.grammar.runs import paragraph_text
from analytics.speech.paragraphs.draft import headline_paragraph
from analytics.speech.phrases import PHRASES, fill, phrase_book, read_phrases
from analytics.speech.slots import CASES, SLOTS
from tests.speech import known_facts


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


def test_every_code_is_listed_once():
    assert [one.code for one in read_phrases()] == list(dict.fromkeys(SLOTS))
    assert all(case for cases in CASES.values() for case in cases)


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        (
            "goal.tier",
            {"template": "{比较}{档次}{目标}{差值}"},
            "槽“{差值}”不认识。这一句可用的槽有{档次}、{目标}、{差}、{比较}",
        ),
        ("goal.tier", {"template": "{比较}{档次}{目标}"}, "template 缺少槽{差}。请把它写进句子"),
        ("goal.tier", {"template": "{比较}{档次}{目标}{差"}, "花括号不成对"),
        ("goal.tier", {"template": "{比较},{档次}{目标}{差}"}, "半角标点"),
        ("goal.tier", {"code": "goal.tiers"}, "编码“goal.tiers”不认识"),
        ("half.done", {"code": "goal.tier"}, "编码 goal.tier 与第"),
        ("goal.tier", {"section": "尾声"}, "section 填的是“尾声”。请填导语、运行情况"),
        ("goal.tier", {"kinds": "年报"}, "kinds 里的“年报”不认识"),
        ("goal.tier", {"sort": "前"}, "sort 填的是“前”。请填一个整数"),
        ("goal.tier", {"source": ""}, "source 是空的"),
        ("goal.tier", {"words": "高=高于|低"}, "words 里的“低”没有等号"),
        ("goal.tier", {"words": "高=高于"}, "words 缺少情形“略高”"),
        (
            "lead.statistics",
            {"template": "{期}，{范围}{指标}{完成}{总量}"},
            "template 缺少槽{增速}。请把它写进句子",
        ),
        ("part.sector", {"template": "{正文}"}, "槽“{正文}”不认识。这一句可用的槽有{名单}、"),
        ("part.industry", {"words": "领先=最快的是"}, "words 缺少情形“推算”"),
        ("part.district", {"template": "分{区划}看，{名单}"}, "template 缺少槽{已装入}"),
        ("half.done", {"words": "过=过半|未=未过半|又=又"}, "words 里的情形“又”不认识"),
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
    with pytest.raises(RefusedError, match=r"缺少编码 goal\.tier。请从软件自带的句式表补上"):
        read_phrases(changed("goal.tier", code=None))
    with pytest.raises(RefusedError, match="读不到这份句式表"):
        phrase_book(tmp_path / "none.csv")


def test_a_missing_column_is_refused(tmp_path):
    path = tmp_path / "phrases.csv"
    path.write_text("code,template\n", encoding="utf-8")

    with pytest.raises(RefusedError, match="第 1 行：缺少列 section、kinds"):
        read_phrases(path)


def test_an_office_changes_words_without_touching_code(changed):
    words = "高=超|略高=略超|低=欠|略低=略欠|平=正好完成年初目标"
    path = changed("goal.tier", template="与年初{档次}目标（{目标}）相比{比较}{差}", words=words)

    slots = {"档次": "保底", "目标": "5.0%", "差": "0.6个百分点"}
    said = paragraph_text(fill("goal.tier", slots, ("略高",), path))

    assert said == "与年初保底目标（5.0%）相比略超0.6个百分点"


def test_an_office_rewords_its_own_opening_paragraph(changed, monkeypatch):
    template = "{期}，{范围}{指标}{增速}{推算}，{位次}，{变化}，{完成}{总量}"
    reordered = partial(fill, path=changed("lead.statistics", template=template))
    monkeypatch.setattr("analytics.speech.paragraphs.draft.fill", reordered)
    whole = paragraph_text(headline_paragraph(known_facts.county()))
    gaps = paragraph_text(headline_paragraph(known_facts.nation()))

    assert whole == (
        "2025年1—9月，全县固定资产投资同比增长0.8%，居全市第3位，1—8月为下降0.3%，完成29.87亿元。"
    )
    assert gaps == (
        "2023年1—9月，全国固定资产投资（不含农户）同比增长3.1%，"
        "增速比1—8月回落0.1个百分点，375035亿元。"
    )


def test_an_office_has_its_own_word_for_the_fastest(changed, monkeypatch):
    words = "推算=（直接计算）|领先=增长最快的是|降小=降幅小|落后=增长最慢的是|降大=降幅大"
    reworded = partial(fill, path=changed("part.industry", words=words))
    monkeypatch.setattr("analytics.speech.paragraphs.parts.fill", reworded)

    said = paragraph_text(headline_paragraph(known_facts.shaoyang()))

    assert "主要分项中，增长最快的是：信息传输、软件和信息技术服务业增长57.5%，" in said
    assert "；增长最慢的是：科学研究和技术服务业下降72.5%，" in said


def test_a_comma_an_office_puts_first_stays(changed):
    template = "，其中应开工{个数}个，开工率{开工率}"
    path = changed("starts.due", template=template)

    said = paragraph_text(fill("starts.due", {"个数": "6", "开工率": "50.0%"}, path=path))

    assert said == "，其中应开工6个，开工率50.0%"


def test_a_list_saved_by_excel_in_gb18030_is_read(tmp_path):
    path = tmp_path / "phrases.csv"
    path.write_bytes(PHRASES.read_text(encoding="utf-8").encode("gb18030"))

    assert read_phrases(path) == read_phrases()
