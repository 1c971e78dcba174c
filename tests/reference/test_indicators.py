"""The list of indicators, and the key under which spellings are the same."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.basics.errors import ReferenceDataError
from analytics.reference.indicators import (
    BREAKDOWNS,
    INDICATORS,
    label_key,
    read_alias_keys,
    read_indicators,
)

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "files"
PIECES = st.sampled_from(
    [
        *(
            "固定资产投资",
            "额",
            "完成额",
            "民间",
            "制造业",
            "投资",
            "国有",
            "总",
            "完成",
        ),
        *(
            "累计增长",
            "同比",
            "增速",
            ":",
            "：",
            "_",
            "#",
            "其中",
            "一、",
            "（一）",
            "1.",
        ),
        *("（亿元）", "(%)", "（不含农户）", "、", "，", "%", "①", "Ａ", "１"),
        *("\u3000", "\t", " ", "及", "第一产业", "é", "ﬁ"),
    ]
)


def code_in(label: str, month: str = "2025-09") -> str:
    (found,) = {
        alias.code
        for alias in read_alias_keys()
        if alias.key == label_key(label) and alias.valid_from <= month <= (alias.valid_to or "9999")
    }
    return found


@given(st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=12)))
def test_a_key_of_a_key_is_itself(label):
    assert label_key(label_key(label)) == label_key(label)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_decoration_never_leaves_nothing(label):
    assert bool(label_key(label)) == bool(label.strip())


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("固定资产投资(不含农户)", "fixed_asset_investment"),
        ("一、固定资产投资（不含农户）（亿元）", "fixed_asset_investment"),
        ("固定资产投资完成额:累计值", "fixed_asset_investment"),
        ("固定资产投资增速（%）", "fixed_asset_investment"),
        ("各乡镇（街道）固定资产投资", "fixed_asset_investment"),
        ("全县民间投资", "private"),
        ("全社会固定资产投资(亿元)", "whole_society_investment"),
        ("第一产业固定资产投资额累计增长 (%)", "primary"),
        ("固定资产投资完成额:第一产业:累计同比", "primary"),
        ("　　其中：民间投资", "private"),
        ("其中:国有控股", "state_holding"),
        ("国有及国有控股固定资产投资额累计增长 (%) ", "state_holding"),
        ("国有投资", "state_investment"),
        ("非国有投资", "non_state_investment"),
        ("#工业技改投资", "technical_upgrading"),
        ("建安投资", "construction_and_installation"),
        ("设备、工器具购置", "equipment_purchase"),
        ("港、澳、台商投资", "hmt"),
        ("外商投资企业", "foreign"),
        ("制造业民间固定资产投资累计增长 (%)", "private_manufacturing"),
        ("民间投资:制造业", "private_manufacturing"),
        ("房地产业", "real_estate"),
        ("房地产投资_累计值 (亿元) ", "real_estate_development"),
        ("房地产开发投资完成额：住宅：累计值", "residential"),
        ("其中:本年新开工", "newly_started_projects"),
        ("施工项目个数 (个)", "projects_under_construction"),
        ("计划总投资:本年新开工", "planned_total_newly_started"),
        ("高新技术产业投资", "new_high_tech"),
        ("高技术产业投资", "high_tech"),
        ("房地产开发投资完成额:设备工器具购置", "real_estate_equipment_purchase"),
    ],
)
def test_a_printed_label_finds_its_indicator(label, code):
    assert code_in(label) == code


def test_infrastructure_is_another_indicator_from_2026_on():
    assert code_in("基础设施建设投资", "2025-12") == "infrastructure"
    assert code_in("基础设施建设投资", "2026-02") == "infrastructure_2026"


def test_only_partitions_of_the_total_add_up():
    adding = {i.breakdown for i in read_indicators() if i.adds_up}
    assert adding == {
        *("total", "sector", "industry", "composition", "registration"),
        *("region_group", "affiliation"),
    }
    assert {i.breakdown for i in read_indicators()} == set(BREAKDOWNS) - {"office"}


def test_all_twenty_sections_are_there_in_their_order():
    sections = [i for i in read_indicators() if i.breakdown == "industry"]
    assert [i.scope[-1] for i in sections[:10]] == list("ABCDEFGHIJ")
    assert len(sections) == 20
    assert {i.parent_code for i in sections} == {"fixed_asset_investment"}


def test_the_file_opens_in_excel():
    assert INDICATORS.read_bytes().startswith(b"\xef\xbb\xbf")


def rewritten(tmp_path: Path, change) -> Path:
    with INDICATORS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    path = tmp_path / "indicators.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_list_excel_saved_in_gb18030_reads_the_same(tmp_path):
    assert read_indicators(rewritten(tmp_path, lambda rows: None)) == read_indicators()


def duplicate_code(rows):
    rows[5]["code"] = rows[4]["code"]


def duplicate_alias(rows):
    rows[5]["aliases"] += "|" + rows[4]["name"]


def open_both_scopes(rows):
    for row in rows:
        if row["code"] == "infrastructure":
            row["valid_to"] = ""


def unknown_parent(rows):
    rows[5]["parent_code"] = "nowhere"


def bad_boolean(rows):
    rows[5]["adds_up"] = "也许"


def month_turned_by_excel(rows):
    rows[5]["valid_to"] = "Dec-25"


def unknown_breakdown(rows):
    rows[5]["breakdown"] = "其他"


def no_name(rows):
    rows[5]["name"] = ""


def no_order(rows):
    rows[5]["sort"] = "前"


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (duplicate_code, 7, "重复"),
        (duplicate_alias, 7, "同时属于"),
        (open_both_scopes, None, "valid_from"),
        (unknown_parent, 7, "nowhere"),
        (bad_boolean, 7, "true 或 false"),
        (month_turned_by_excel, 7, "2025-12"),
        (unknown_breakdown, 7, "sector"),
        (no_name, 7, "补填"),
        (no_order, 7, "整数"),
    ],
)
def test_a_broken_list_names_the_row_and_the_remedy(tmp_path, change, line, words):
    with pytest.raises(ReferenceDataError) as caught:
        read_indicators(rewritten(tmp_path, change))
    text = str(caught.value)
    assert words in text
    assert text.endswith("。")
    assert line is None or f"第 {line} 行" in text


def test_a_missing_column_and_a_missing_file_are_said(tmp_path):
    path = tmp_path / "indicators.csv"
    with pytest.raises(ReferenceDataError, match="读不到"):
        read_indicators(path)
    path.write_text("code,name\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="breakdown"):
        read_indicators(path)


def labels_in_corpus() -> set[str]:
    if not CORPUS.is_dir():
        return set()
    investment = {
        *("nbs_growth_119_series.xlsx", "choice_fai.xlsx", "choice_real_estate.xlsx"),
        *("wind_provinces_yoy.xlsx", "yuebao_202509.xlsx"),
    }
    with (CORPUS.parent / "expected.csv").open(encoding="utf-8") as file:
        return {r["label"] for r in csv.DictReader(file) if r["file"] in investment}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_every_investment_label_of_the_corpus_is_known():
    from python_calamine import load_workbook

    headers = load_workbook(str(CORPUS / "nbs_growth_119_series.xlsx"))
    series = headers.get_sheet_by_index(0).to_python()[0][1:]
    known = {alias.key: alias.code for alias in read_alias_keys()}
    labels = labels_in_corpus() | set(series)
    assert {label for label in labels if label_key(label) not in known} == set()
    assert len({known[label_key(label)] for label in series}) == len(series) == 119


FACTS = CORPUS.parents[1] / "facts"


@pytest.mark.skipif(not FACTS.is_dir(), reason="the published figures are not here")
@pytest.mark.parametrize(
    ("file", "region"), [("nbs_fai_facts.csv", ""), ("local_facts.csv", "邵阳")]
)
def test_every_label_of_the_published_figures_is_known(file, region):
    known = {alias.key for alias in read_alias_keys()}
    with (FACTS / file).open(encoding="utf-8-sig") as rows:
        labels = {
            row["indicator"] for row in csv.DictReader(rows) if region in row.get("region", "")
        }
    assert len(labels) >= 40
    assert {label for label in labels if label_key(label) not in known} == set()
