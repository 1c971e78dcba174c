"""A person's words over moving numbers: kept, tied to their facts, marked where they moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.basics.edits import Edit
from analytics.basics.facts import Source
from analytics.basics.period import Period
from analytics.documents.editing import (
    Moved,
    edited,
    exported,
    moved_to,
    rewritten,
    with_new_figures,
)
from analytics.speech.grammar.runs import Number, cited
from analytics.speech.paragraphs.sections import ReportParagraph, Section

SEPTEMBER = Period(2025, 9)


def number(text, indicator="固定资产投资", measure="yoy_pct"):
    return Number(text, indicator, "示例县", SEPTEMBER, measure, Source("月报.xlsx", "表1", "B5"))


def paragraph(rate="3.1%", change="0.2个百分点", name="total"):
    words = f"1—9月，全县固定资产投资同比增长{rate}，增速比1—8月提高{change}。"
    numbers = (number(rate), number(change, measure="yoy_change_pp"))
    return ReportParagraph(name, name, cited(words, *numbers))


def section(*paragraphs):
    return Section("运行情况", paragraphs, "一、运行情况")


def only(sections, edits):
    [(_, [draft])] = edited(sections, edits)
    return draft


def test_without_an_edit_the_products_words_stand():
    draft = only([section(paragraph())], {})

    assert draft.paragraph == paragraph()
    assert (draft.is_on, draft.is_rewritten, draft.moved) == (True, False, ())


def test_a_rewritten_text_keeps_the_way_of_each_figure_to_its_source():
    edit = rewritten(paragraph(), "前三季度全县投资增速提高0.2个百分点，达到3.1%。")
    draft = only([section(paragraph())], {"total": edit})

    assert draft.paragraph.text == "前三季度全县投资增速提高0.2个百分点，达到3.1%。"
    assert [one.text for one in draft.paragraph.numbers] == ["0.2个百分点", "3.1%"]
    assert {one.source.text for one in draft.paragraph.numbers} == {"月报.xlsx!表1!B5"}
    assert draft.is_rewritten
    assert draft.unsourced == ()


def test_text_that_equals_the_products_own_follows_the_numbers_again():
    edit = rewritten(paragraph(), paragraph().text, Edit("total", "旧的话", is_on=False))

    assert edit == Edit("total", None, is_on=False)
    assert only([section(paragraph("4.0%"))], {"total": edit}).paragraph.text == (
        paragraph("4.0%").text
    )


def test_a_figure_that_moved_is_marked_and_the_persons_words_stay():
    edit = rewritten(paragraph(), "全县投资增长3.1%。")
    draft = only([section(paragraph("3.4%"))], {"total": edit})

    assert draft.paragraph.text == "全县投资增长3.1%。"
    [moved] = draft.moved
    assert (moved.then, moved.now) == ("3.1%", "3.4%")
    assert with_new_figures(edit.text, edit.figures, draft.moved) == "全县投资增长3.4%。"


def test_a_figure_the_lake_no_longer_knows_is_marked_and_has_no_source():
    edit = rewritten(paragraph(), "全县投资增长3.1%。")
    gone = ReportParagraph("total", "total", ("没有数。",))
    draft = only([section(gone)], {"total": edit})

    assert [one.now for one in draft.moved] == [None]
    assert draft.paragraph.numbers == ()
    assert draft.unsourced == ("3.1%",)
    assert with_new_figures(edit.text, edit.figures, draft.moved) == edit.text


@pytest.mark.parametrize(
    ("text", "unsourced"),
    [
        ("全县投资增长3.1%，高于全市5个百分点。", ("5个百分点",)),
        ("全县投资增长13.1%。", ("13.1%",)),
        ("全县投资增长3.15%，共76个项目。", ("3.15%", "76个")),
        ("1—9月形势向好。", ()),
    ],
)
def test_a_figure_a_person_adds_is_told_apart_from_a_sourced_one(text, unsourced):
    draft = only([section(paragraph())], {"total": rewritten(paragraph(), text)})

    assert draft.unsourced == unsourced


def test_a_figure_said_twice_by_one_fact_is_tied_once_and_two_facts_alike_both():
    twins = ReportParagraph(
        "twins",
        "twins",
        cited("增长3.1%、3.1%。", number("3.1%", "制造业"), number("3.1%", "采矿业")),
    )
    edit = rewritten(twins, "制造业和采矿业分别增长3.1%、3.1%。")
    draft = only([section(twins)], {"twins": edit})

    assert [one.indicator for one in draft.paragraph.numbers] == ["制造业", "采矿业"]


def test_editing_again_keeps_figures_whose_fact_the_first_edit_named():
    first = rewritten(paragraph(), "投资增长3.1%。")
    later = rewritten(paragraph("3.4%"), "全县投资增长3.1%，势头良好。", first)
    draft = only([section(paragraph("3.4%"))], {"total": later})

    assert [(one.then, one.now) for one in draft.moved] == [("3.1%", "3.4%")]


def test_switched_off_paragraphs_stay_in_the_editor_and_leave_the_document():
    sections = [section(paragraph(), paragraph(name="parts"))]
    made = edited(sections, {"total": Edit("total", is_on=False)})

    assert [draft.is_on for _, drafts in made for draft in drafts] == [False, True]
    assert [one.id for part in exported(made) for one in part.paragraphs] == ["parts"]
    everything_off = {name: Edit(name, is_on=False) for name in ("total", "parts")}
    assert exported(edited(sections, everything_off)) == ()


def test_a_paragraph_moves_up_and_down_and_never_out_of_its_section():
    sections = [section(*(paragraph(name=name) for name in "abc"))]
    [(_, drafts)] = edited(sections, {})

    assert moved_to(drafts, "c", -1) == [("a", 0), ("c", 1), ("b", 2)]
    assert moved_to(drafts, "a", -1) == [("a", 0), ("b", 1), ("c", 2)]
    edits = {name: Edit(name, position=place) for name, place in moved_to(drafts, "a", 1)}
    assert [one.paragraph.id for _, drafts in edited(sections, edits) for one in drafts] == [
        "b",
        "a",
        "c",
    ]


def test_headings_are_numbered_anew_after_a_paragraph_was_cut():
    titled = [replace(paragraph(name=name), title=name) for name in ("甲", "乙", "丙")]
    made = exported(edited([section(*titled)], {"甲": Edit("甲", is_on=False)}))

    assert [one.heading for one in made[0].paragraphs] == ["（一）乙", "（二）丙"]


def test_new_figures_are_put_in_place_without_touching_their_neighbours():
    moved = [Moved("a", "3.1%", "3.4%"), Moved("b", "13.1%", None)]

    assert (
        with_new_figures("增长13.1%和3.1%。", [("b", "13.1%"), ("a", "3.1%")], moved)
        == "增长13.1%和3.4%。"
    )
