"""The one reader of data/reference: what Excel saves, and every mistake told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest

from analytics.basics.errors import ReferenceDataError
from analytics.basics.folders import REFERENCE, SAMPLE
from analytics.intake.bulletins.statistics import STATISTICS, StatisticWord
from analytics.intake.ledgers.columns import LEDGER_COLUMNS, ColumnWord
from analytics.intake.words import HEADER_WORDS, HeaderWord
from analytics.lake import loading
from analytics.reference import regions
from analytics.reference.checks import CHECKS, Check
from analytics.reference.duties import DUTIES, Duty, read_duties
from analytics.reference.indicators import INDICATORS, Indicator, read_indicators
from analytics.reference.regions import REGIONS, Region, read_regions
from analytics.reference.rows import Filled, Number, Whole, one_of, read_rows
from analytics.reference.settings import SETTINGS, Setting, settings
from analytics.reference.status_rules import (
    RULES,
    STAGES,
    Stage,
    StatusRule,
    read_stages,
    read_status_rules,
)
from analytics.speech.phrases import PHRASES, Phrase, read_phrases

LISTS = {
    CHECKS: Check,
    DUTIES: Duty,
    HEADER_WORDS: HeaderWord,
    INDICATORS: Indicator,
    LEDGER_COLUMNS: ColumnWord,
    PHRASES: Phrase,
    STAGES: Stage,
    REGIONS: Region,
    STATISTICS: StatisticWord,
    RULES: StatusRule,
    SETTINGS: Setting,
    SAMPLE / "manifest.csv": loading.SampleFile,
}


@dataclass(frozen=True)
class Goal:
    """A row of a list made up for these tests."""

    code: Filled
    kind: Annotated[str, one_of(("年", "季"))]
    sort: Whole
    upper: Number


HEADER = "code,kind,sort,upper,note\n"


def saved(folder, text, encoding="utf-8"):
    path = folder / "goals.csv"
    path.write_bytes(text.encode(encoding))
    return path


def told(path, row_type=Goal):
    with pytest.raises(ReferenceDataError) as refused:
        read_rows(path, row_type)
    assert str(refused.value) == "\n".join(f"{one}。" for one in refused.value.problems)
    assert all(one.remedy for one in refused.value.problems)
    return str(refused.value).splitlines()


def test_every_list_is_here():
    assert {path for path in LISTS if path.parent == REFERENCE} == set(REFERENCE.glob("*"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_reads_the_same_however_excel_saved_it(tmp_path, path, encoding):
    text = path.read_text(encoding="utf-8-sig")  # line ends become \n
    again = tmp_path / path.name
    for line_end in ("\n", "\r\n"):
        again.write_bytes(text.replace("\n", line_end).encode(encoding))

        assert read_rows(again, LISTS[path]) == read_rows(path, LISTS[path])


def test_blank_rows_are_no_rows_and_cells_are_stripped(tmp_path):
    path = saved(tmp_path, HEADER + ",,,,\n\n 甲 ,年,1,\n  ,,,\n乙,季,2,-1.5,\n")

    first, second = read_rows(path, Goal)

    assert (first.code, first.upper) == ("甲", None)
    assert (second.sort, str(second.upper)) == (2, "-1.5")


def test_every_mistake_is_told_by_the_row_excel_shows(tmp_path):
    rows = ('"甲\n二行",月,前,九', "", ",年,1,", "乙,年,2,,注,多", "丙,季,3,4")

    lines = told(saved(tmp_path, HEADER + "\n".join(rows)))

    assert lines == [
        "goals.csv 第 2 行：kind 填的是“月”。请填年、季之一。",
        "goals.csv 第 2 行：sort 填的是“前”。请填一个整数。",
        "goals.csv 第 2 行：upper 填的是“九”，不是数。请填数字或留空。",
        "goals.csv 第 4 行：code 是空的。请补填。",
        "goals.csv 第 5 行：多出一格“多”，它上面没有列名。"
        "请删去这一格；它若是被半角逗号断开的半句，请改用全角逗号。",
    ]


def test_a_header_is_told_everything_wrong_with_it(tmp_path):
    lines = told(saved(tmp_path, "code,code,order,note,,\n甲,甲,1,,,\n"))

    assert [line.split("。")[0] for line in lines] == [
        "goals.csv 第 1 行：列名 code 出现了两次",
        "goals.csv 第 1 行：列名 order 不认识",
        "goals.csv 第 1 行：缺少列 kind、sort、upper",
    ]


def test_a_column_nobody_knows_hides_no_mistake_of_a_row(tmp_path):
    lines = told(saved(tmp_path, "code,kind,sort,upper,备用\n,月,1,,\n"))

    assert [line.split("：")[0][-3:] for line in lines] == ["1 行", "2 行", "2 行"]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        HEADER.encode("utf-16"),
        HEADER.encode() + b"\x00",
        b"\xef\xbb\xbf" + HEADER.encode() + "甲,年,1,".encode("gb18030"),
        HEADER.encode() + b"\xff\xff",
    ],
)
def test_what_is_no_text_is_refused_with_how_to_save_it(tmp_path, content):
    path = tmp_path / "goals.csv"
    path.write_bytes(content)

    assert told(path) == [
        "goals.csv：不是 UTF-8 或 GB18030 编码的文本，读不出文字。"
        "请在 Excel 或 WPS 中打开，另存为“CSV UTF-8（逗号分隔）”，再放回原处。"
    ]


def test_an_open_quote_swallows_no_rows(tmp_path):
    lines = told(saved(tmp_path, HEADER + '甲,月,1,\n"乙,年,2,\n丙,年,3,\n'))

    assert lines[0].startswith("goals.csv 第 2 行：kind 填的是“月”")
    assert lines[1] == "goals.csv 第 3 行：从这一行起读不下去。请检查引号是否成对。"


def test_an_empty_file_and_no_file_are_refused(tmp_path):
    assert told(saved(tmp_path, ""))[0].startswith("goals.csv 第 1 行：缺少列 code、kind")
    assert told(tmp_path / "none.csv")[0].startswith("none.csv：读不到这份表。请确认")


MISTAKES = {
    read_indicators: (
        INDICATORS,
        [
            (",sector,", ",部门,", "breakdown 填的是“部门”"),
            ("true,10,", "也许,10,", "adds_up 填的是“也许”"),
            ("2010-12", "Dec-10", "valid_to 填的是“Dec-10”"),
        ],
    ),
    read_status_rules: (
        RULES,
        [
            (",any,2,滞后", ",any,1,滞后", "次序 1 与第 2 行相同"),
            (",-30,是,-10,否", ",-10,是,-30,否", "下限 -10 大于上限 -30"),
            (",正常,gap_pp,-10", ",正好,gap_pp,-10", "status 填的是“正好”"),
        ],
    ),
    read_stages: (
        STAGES,
        [
            ("谋划,1", "谋划,一", "stage_order 填的是“一”"),
            ("签约", "谋划", "“谋划”与第 2 行重复"),
        ],
    ),
    read_duties: (
        DUTIES,
        [
            ("每周,周一", "每周,", "每周的会没有填 weekday"),
            ("2021-01-08", "一月八日", "starts_on 填的是“一月八日”"),
            ("月初,,1,", "月初,,27,", "27日逢周末顺延可能跨月"),
        ],
    ),
    read_phrases: (
        PHRASES,
        [
            ("trend.run,", "trend.runs,", "编码“trend.runs”不认识"),
            ("lead.ledger,导语", "lead.ledger,开头", "section 填的是“开头”"),
            ("{比较}年初{档次}目标", "{比较}年初{挡次}目标", "槽“{挡次}”不认识"),
            ("lead.statistics,", "lead.statistics,", "缺少编码 trend.run"),
        ],
    ),
    read_regions: (
        REGIONS,
        [
            ("000000,全国", "0,全国", "code 填的是“0”。请填六位区划代码"),
            ("110000,北京市,province", "110000,北京市,省", "level 填的是“省”"),
            ("130000,河北省", "120000,河北省", "代码 120000 与第 4 行重复"),
            (
                "150100,呼和浩特市,prefecture,150000",
                "150100,呼和浩特市,prefecture,150102",
                "不高于",
            ),
        ],
    ),
}


@pytest.mark.parametrize("read", MISTAKES, ids=lambda read: read.__name__)
def test_a_list_with_several_mistakes_names_them_all(tmp_path, read):
    path, mistakes = MISTAKES[read]
    text = path.read_text(encoding="utf-8-sig")
    for before, after, _ in mistakes:
        assert before in text
        text = text.replace(before, after, 1)
    broken = tmp_path / path.name
    broken.write_bytes(text.encode("gb18030"))

    with pytest.raises(ReferenceDataError) as refused:
        read(broken)

    assert [said for *_, said in mistakes if said not in str(refused.value)] == []
    assert all("第 " in one.place for one in refused.value.problems)


def test_a_date_excel_rewrote_is_the_same_date(tmp_path):
    path = tmp_path / "duties.csv"
    text = DUTIES.read_text(encoding="utf-8-sig").replace("2021-01-08", "2021/1/8")
    path.write_text(text, encoding="utf-8")

    assert read_duties(path) == read_duties()


def test_every_region_is_listed_once_and_climbing_ends():
    assert len({one.code for one in read_regions()}) == len(read_regions())
    assert [one.code for one in regions.ancestors("441900")] == ["441900", "440000", "000000"]


def test_an_upload_names_every_mistake_of_a_broken_list(monkeypatch, tmp_path):
    from analytics.intake import words
    from analytics.intake.files import child
    from analytics.intake.files.workbook import read_workbook
    from analytics.intake.reading import Hints

    monkeypatch.setattr(words, "HEADER_WORDS", saved(tmp_path, "what,means,word\nrow,,序号\n"))
    words._words.cache_clear()
    words._roles.cache_clear()
    # Heads that no other test reads: what a word means is kept.
    workbook, _ = read_workbook("某栏地区,某栏增速\n全市,3\n双清区,4\n".encode(), "月报.csv")
    try:
        reading = child.understand(workbook, Hints())
    finally:
        words._words.cache_clear()
        words._roles.cache_clear()

    assert [one.place for one in reading.problems] == ["goals.csv 第 2 行"] * 2


def test_a_page_says_every_mistake_of_a_broken_list(monkeypatch, tmp_path):
    from streamlit.testing.v1 import AppTest

    from pages import overview

    path = saved(tmp_path, HEADER + "甲,月,1,\n乙,年,前,\n")

    def render():
        read_rows(path, Goal)

    monkeypatch.setattr(overview, "render", render)
    app = AppTest.from_file(str(REFERENCE.parents[1] / "app.py"), default_timeout=60).run()

    assert [error.value.replace("\\", "").split("。")[0] for error in app.error] == [
        "goals.csv 第 2 行：kind 填的是“月”",
        "goals.csv 第 3 行：sort 填的是“前”",
    ]


def test_a_column_word_of_no_known_field_is_refused(tmp_path):
    path = tmp_path / "ledger_columns.csv"
    text = LEDGER_COLUMNS.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("done,", "dnoe,", 1), encoding="utf-8")

    with pytest.raises(ReferenceDataError, match="field 填的是“dnoe”"):
        read_rows(path, ColumnWord)


def test_a_setting_that_is_missing_or_twice_is_told_with_its_line(tmp_path):
    header, first, _ = SETTINGS.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "settings.csv"
    path.write_text(f"{header}\n{first}\n{first.replace('5000', '大')}\n", encoding="utf-8")

    with pytest.raises(ReferenceDataError) as told:
        settings(path)

    assert "“plan_threshold”有两行" in str(told.value)
    assert "没有small_base一行" in str(told.value)
    assert "填的是“大”" in str(told.value)
