"""讲话稿 as its writer uses it: read, rewrite, switch off, move, sign, and see what moved."""

from __future__ import annotations

from analytics.basics.period import Period
from analytics.lake.drafts import DraftKey, kept_edits
from tests.lake_rows import SHAOYANG, level, observation
from tests.pages.said import growth_only, words

KEY = DraftKey(SHAOYANG, Period(2025, 9), "季分析报告")
LEAD = "lead.statistics"


def text_of(test, paragraph=LEAD):
    return next(one for one in test.text_area if one.key.endswith(f"|{paragraph}"))


def button(test, what, paragraph=LEAD):
    return next(
        one
        for one in test.button
        if one.key and one.key.split("|")[0] == what and one.key.endswith(f"|{paragraph}")
    )


def test_the_draft_is_in_the_bureaus_words_with_its_sources(app, accept):
    accept(*growth_only())
    test = app("report")

    assert text_of(test).value.startswith("2025年1—9月，全市固定资产投资（不含农户）同比下降9.9%")
    table = test.dataframe[-1].value
    assert "9.9%" in set(table["文中数字"])
    assert table["出处"].str.contains("月报.xlsx!投资11!B5", regex=False).any()


def test_every_kind_of_document_can_be_chosen_in_the_address(app, accept):
    accept(*growth_only())

    assert "备询要点" in words(app("report", kind="领导备询卡"))


def test_what_is_written_is_kept_and_marked_when_its_figure_moves(app, accept, lake):
    accept(*growth_only())
    test = app("report")
    text_of(test).input("全市投资下降9.9%，压力不小。").run()

    assert kept_edits(lake, KEY)[LEAD].text == "全市投资下降9.9%，压力不小。"

    accept(observation("-9.4"))
    later = app("report")

    assert text_of(later).value == "全市投资下降9.9%，压力不小。"
    assert "文中的“9.9%”已变动：现为“9.4%”" in words(later)

    button(later, "renew").click().run()
    assert text_of(later).value == "全市投资下降9.4%，压力不小。"
    assert "已变动" not in words(later)


def test_a_rewritten_paragraph_can_be_given_back(app, accept, lake):
    accept(*growth_only())
    test = app("report")
    own = text_of(test).value
    text_of(test).input("全市投资下降12.3%。").run()

    assert "没有出处的数：12.3%" in words(test)

    button(test, "undo").click().run()
    assert text_of(test).value == own


def test_a_paragraph_can_be_switched_off_and_moved(app, accept, lake):
    accept(*growth_only(), observation("-15.0", label="基础设施投资"))
    test = app("report")
    off = next(one for one in test.checkbox if one.key.endswith(f"|{LEAD}"))
    off.uncheck().run()

    assert not kept_edits(lake, KEY)[LEAD].is_on

    names = [one.key.rsplit("|", 1)[1] for one in test.text_area]
    traits = [name for name in names if name.startswith("part.")]
    button(test, "step1", traits[0]).click().run()
    after = [one.key.rsplit("|", 1)[1] for one in test.text_area]

    assert [name for name in after if name.startswith("part.")] == [
        traits[1], traits[0], *traits[2:]
    ]  # fmt: skip


def test_a_signed_draft_says_later_what_moved(app, accept):
    accept(*growth_only())
    test = app("report")
    next(one for one in test.button if one.key == "sign").click().run()

    assert "定稿中的数字和图表与现有数据一致" in words(test)

    accept(observation("-9.4"))
    later = app("report")
    table = next(one.value for one in later.dataframe if "定稿时" in one.value)

    assert ["9.9%", "9.4%"] in table[["定稿时", "现在"]].values.tolist()


def test_a_draft_of_a_red_check_is_never_called_right(app, accept):
    accept(*growth_only(), level("885805.00"))
    test = app("report")
    test = next(one for one in test.button if one.key == "sign").click().run()

    said = words(test)
    assert "体检“总量超出可能”" in said
    assert "一致" not in said
    (label,) = [one.label for one in test.expander if "定稿" in one.label]
    assert label.endswith("所据数据有 1 项红色体检没有通过")


def test_a_draft_with_a_slip_is_signed_for_and_never_called_right(app, accept):
    accept(*growth_only())
    test = app("report")
    text_of(test).input("全市投资同比增长-9.9%。").run()
    assert "核稿还有" in words(test)
    test = next(one for one in test.button if one.key == "sign").click().run()
    assert "也没有写明理由" in words(test)

    for one in test.text_input:
        one.set_value("张三" if one.key == "signed_by" else "照原文")
    test = next(one for one in test.button if one.key == "sign").click().run()

    said = words(test)
    assert "保留理由：照原文（张三）" in said
    assert "一致" not in said
    assert not [one for one in test.expander if "一致" in one.label]


def test_proof_reading_names_a_slip_before_export(app, accept):
    accept(*growth_only())
    test = app("report")
    text_of(test).input("全市投资同比增长-9.9%。").run()

    assert any("增长-9.9%" in one.value.replace("\\", "") for one in test.markdown)
