"""Every page through the app: empty, growth only, with levels, one period, looking back."""

from __future__ import annotations

from functools import partial

import pytest

from analytics.questions import loaded
from analytics.questions.project_list import project_list
from pages import projects
from tests.lake_rows import NATION, SHAOYANG, SHUANGQING, level, observation
from tests.pages.said import growth_only, with_levels, words

STATISTICS_PAGES = ("overview", "growth", "structure", "districts", "sources")
LEDGER_PAGES = ("completion", "projects", "league", "dispatch")
PAGES = (*STATISTICS_PAGES, *LEDGER_PAGES, "report", "health", "upload")


@pytest.mark.parametrize("address", PAGES)
def test_an_empty_lake_says_what_to_do_first(app, address):
    test = app(address)

    assert test.title
    assert "上传" in words(test) or address == "upload"


@pytest.mark.parametrize("address", STATISTICS_PAGES)
@pytest.mark.parametrize("rows", [growth_only, with_levels], ids=("growth_only", "levels"))
def test_every_page_draws_growth_without_levels_and_levels(app, accept, address, rows):
    accept(*rows())

    test = app(address)

    assert test.selectbox(key="region").value in (SHAOYANG, NATION)
    assert "还没有数据" not in words(test)


def test_the_headline_says_growth_change_and_place_in_the_bureaus_words(app, accept):
    accept(*growth_only())

    said = words(app("overview"))

    assert "累计同比增速 −9.9%" in said
    assert "降幅比1—8月扩大9.0个百分点" in said
    assert "新邵县" in said


def test_levels_beside_published_growth_are_marked_as_not_comparable(app, accept):
    accept(
        level("375035", period="2023-09", region=NATION),
        level("421412", period="2022-09", region=NATION),
        observation("3.1", period="2023-09", region=NATION),
    )

    test = app("growth", region="全国", period="2023-09")
    table = test.dataframe[-1].value

    assert table["累计完成（亿元）"].tolist() == [375035.0]
    assert table["同比增速（%）"].tolist() == [3.1]
    assert table["直接计算（%）"].tolist() == [-11.0]
    assert table["可比性"].tolist() == ["不可比"]


def test_where_only_growth_is_known_structure_says_so_and_shows_growth(app, accept):
    accept(*growth_only())

    assert "只公布增速、没有总量，不能算占比" in words(app("structure"))


def test_a_past_version_shows_what_was_known_then(app, lake, accept):
    accept(observation("-9.9"))
    first = lake.query("select max(changed_at) as moment from lake.upload_event")
    accept(observation("-9.7"))

    versions = loaded.versions(lake)
    label = versions[versions.moment == first.moment.iloc[0]].label.iloc[0]

    assert "−9.7%" in words(app("overview"))
    assert "−9.9%" in words(app("overview", as_of=label))


def test_every_printed_number_of_the_selection_is_listed_with_its_cell(app, accept):
    accept(*growth_only())

    table = app("sources").dataframe[0].value

    assert table["单元格"].tolist() == ["B5"] * 4
    assert set(table["文件"]) == {"月报.xlsx"}


def test_text_from_a_sheet_is_shown_as_printed_not_as_markdown(app, accept):
    accept(observation("1.0"), file="![x](http:evil).xlsx")

    raw = " ".join(part.value for part in app("sources").header)

    assert "![x](" not in raw
    assert "\\!\\[x\\]\\(" in raw


@pytest.mark.parametrize("address", LEDGER_PAGES)
def test_every_ledger_page_draws_the_sample(app, ledgers, address):
    test = app(address, region="示例县", period="2025-05")

    assert test.selectbox(key="period").value == "2025-05"
    assert "还没有数据" not in words(test)


def test_the_completion_page_says_what_the_speech_says(app, ledgers):
    said = words(app("completion", region="示例县", period="2025-05"))

    assert "年度计划完成率 35.2%" in said
    assert "滞后6.5个百分点" in said
    assert "规则：默认（四档），第1版" in said
    assert "依据：" in said
    assert "发改口径" in said


def test_a_goal_above_the_plan_raises_the_schedule_and_says_by_how_much(app, ledgers):
    test = app("completion", region="示例县", period="2025-05", yardstick="scaled")

    assert test.selectbox(key="scale").value == "1.2"
    assert "序时口径：按放大的目标（1.2·n/12）" in words(test)
    assert "序时进度50.0%" in words(test)
    test.selectbox(key="scale").set_value("1.5").run()
    assert "序时进度62.5%" in words(test)


def test_filters_in_the_address_cut_the_ledger(app, ledgers):
    test = app("projects", region="示例县", period="2025-05", status="滞后")
    table = test.dataframe[0].value

    assert len(table) == 8
    assert set(table["状态"]) == {"滞后"}
    assert "8/76 个项目，年度计划" in words(test)


def test_a_long_list_shows_the_first_and_says_so_and_its_download_has_all(
    app, ledgers, monkeypatch
):
    monkeypatch.setattr(projects, "project_list", partial(project_list, most=5))
    test = app("projects", region="示例县", period="2025-05")

    assert len(test.dataframe[0].value) == 5
    assert "76/76 个项目" in words(test)
    assert "这里列出差得最多的前 5 个，下载的表含全部" in words(test)


def test_the_league_leaves_out_plans_below_the_threshold_and_keeps_the_threshold(app, ledgers):
    test = app("league", region="示例县", period="2025-05", threshold="5000")
    lowest = next(
        one.value for one in test.dataframe if list(one.value["完成率（%）"])[:1] == [2.3]
    )

    assert lowest["完成率（%）"].tolist() == [2.3, 5.3, 7.6, 9.2, 9.4]
    everyone = app("league", region="示例县", period="2025-05", threshold="0")
    assert "双桥乡" in set(everyone.dataframe[-1].value["责任单位"])
    assert "双桥乡" not in set(test.dataframe[-1].value["责任单位"])


@pytest.mark.parametrize(
    ("address", "said"), [("districts", "没有下辖地区的增速"), ("structure", "没有分项数据")]
)
def test_a_page_with_nothing_of_a_region_offers_the_nearest_and_a_click_takes_it(
    app, accept, address, said
):
    accept(*growth_only())
    test = app(address, region="双清区", period="2025-09")
    assert f"双清区2025年1—9月{said}，离它最近、有数的是邵阳市；请" in words(test)
    assert test.selectbox(key="region").value == SHUANGQING

    (button,) = [one for one in test.button if one.key == "nearest"]
    test = button.click().run()

    assert test.selectbox(key="region").value == SHAOYANG
    assert said not in words(test)


def test_a_page_without_its_kind_of_data_says_what_to_upload(app, accept):
    accept(*growth_only())

    assert "项目台账" in words(app("completion"))


def test_figures_made_by_older_lists_say_so_with_the_remedy(app, lake, accept):
    accept(observation("-9.9"))
    lake.write(
        lambda writing: writing.cursor.execute("update lake.core_mark set lists = 'of before'")
    )

    page = app("overview", region=SHAOYANG, period="2025-09")

    assert "rebuild --reference" in words(page)


def test_an_overview_without_a_headline_offers_the_nearest_region_that_has_one(app, accept):
    accept(
        observation("3.1", period="2025-06", region=SHUANGQING, label="工业投资", cell="B6"),
        observation("4.2", period="2025-06", region=SHAOYANG),
    )

    test = app("overview", region=SHUANGQING, period="2025-06")

    (button,) = [one for one in test.button if one.key == "nearest"]
    assert button.label == "看邵阳市"
    assert "只有工业投资1个指标" in words(test)
    assert "2025年1—6月邵阳市固定资产投资情况" in words(button.click().run())
