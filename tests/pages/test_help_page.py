"""帮助: sections by address, a search that finds, one that finds nothing, the glossary."""

from __future__ import annotations

from analytics.reference.glossary import TERMS, hint
from pages.parts import asking, navigation
from tests.pages.said import words


def test_a_section_of_the_address_is_shown_with_its_pictures_and_parts(app):
    test = app("help", section="各页")

    assert [one.value for one in test.title] == ["帮助"]
    assert [one.value for one in test.header] == ["各页"]
    assert [one.value for one in test.subheader][:3] == ["总览", "增速", "结构"]
    alts = [one.proto.imgs[0].alt for one in test.get("image")]
    assert len(alts) == len(navigation.PAGES)
    assert all("页：" in alt for alt in alts)


def test_a_part_alone_is_a_heading_of_its_own(app):
    test = app("help", section="会议的键")

    assert [one.value for one in test.header] == ["会议的键"]
    assert list(test.subheader) == []
    assert "黑屏" in words(test)


def test_an_address_of_no_section_opens_the_first(app):
    test = app("help", section="没有这一节")

    assert [one.value for one in test.header] == ["装好并打开"]


def test_a_search_lists_the_sections_and_one_click_opens_one(app):
    test = app("help")
    test.text_input(key="guide_words").set_value("黑屏").run()

    assert "1 节" in test.header[0].value
    test.button(key="found_会议的键").click().run()
    assert [one.value for one in test.header] == ["会议的键"]
    assert test.text_input(key="guide_words").value == ""
    assert test.query_params["section"] == "会议的键"


def test_nothing_found_says_so(app):
    test = app("help")
    test.text_input(key="guide_words").set_value("火星[1]").run()

    assert "手册里没有“火星[1]”" in words(test)
    assert list(test.header) == []


def test_the_glossary_is_the_one_of_the_hints(app):
    test = app("help", section="名词")

    [table] = [one.value for one in test.markdown if one.value.startswith("|")]
    assert table.count("\n") == len(TERMS) + 1
    assert all(f"| {term.name} | {term.meaning} |" in table for term in TERMS)


def test_the_cards_of_completion_explain_their_terms(app, sample_lake, monkeypatch):
    monkeypatch.setattr(asking, "open_lake", lambda: sample_lake)

    cards = app("completion", region="示例县", period="2025-05").metric

    assert [card.help for card in cards] == [hint(card.label) for card in cards]
    assert all(card.help for card in cards)
