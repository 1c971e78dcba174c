"""The guide is whole: its sections, pictures, and every name a reader meets in the app."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from analytics.basics.folders import GUIDE
from analytics.reference import guide
from analytics.reference.glossary import TERMS
from analytics.reference.guide import Picture, chosen, found, read_guide
from analytics.reference.status_rules import YARDSTICKS, read_status_rules
from pages.parts.look import LOOKS
from pages.parts.meeting_prepare import KEYS
from pages.parts.navigation import PAGES

SECTIONS = read_guide()
PICTURES = [block for one in SECTIONS for block in one.blocks if isinstance(block, Picture)]
SMALL = """# 手册

不在任何一节里。

## 甲

一行字。

![一张图](pictures/a.png)

```sh
## 这是代码
```

### 乙

- 序时进度 **（n/12）**

## 丙
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "手册.md"
    path.write_text(SMALL, encoding="utf-8")
    return path


def rows_of(title):
    """The cells of the first table of a section, without its head."""
    [section] = [one for one in SECTIONS if one.title == title]
    text = "\n".join(block for block in section.blocks if isinstance(block, str))
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]


def test_headings_make_sections_and_a_fence_makes_none(small):
    made = [(one.title, one.level, one.chapter) for one in read_guide(small)]

    assert made == [("甲", 2, "甲"), ("乙", 3, "甲"), ("丙", 2, "丙")]


def test_a_section_is_text_and_pictures_in_turn(small):
    first, _, last = read_guide(small)
    picture = Picture(small.parent / "pictures" / "a.png", "一张图")

    assert first.blocks == ("一行字。", picture, "```sh\n## 这是代码\n```")
    assert last.blocks == ()


def test_a_chapter_comes_with_its_parts_and_a_part_alone(small):
    sections = read_guide(small)

    assert [one.title for one in chosen(sections, "甲")] == ["甲", "乙"]
    assert [one.title for one in chosen(sections, "乙")] == ["乙"]


def test_words_are_found_in_any_width_without_marks(small):
    sections = read_guide(small)

    assert [(one.title, one.excerpt) for one in found(sections, "进度 (Ｎ")] == [
        ("乙", "乙 序时进度 （n/12）")
    ]
    assert [one.title for one in found(sections, "一张图")] == ["甲"]
    assert found(sections, "进度 一张图") == found(sections, " ") == ()


def test_two_sections_of_one_title_are_refused(small):
    small.write_text(f"{SMALL}\n## 甲\n", encoding="utf-8")

    with pytest.raises(ValueError, match="甲"):
        read_guide(small)


def test_every_picture_exists_and_every_file_is_shown_once():
    files = sorted(GUIDE.with_name("pictures").glob("*.png"))

    assert files
    assert sorted(one.path for one in PICTURES) == files


def test_pictures_are_small_enough_for_a_clone_and_say_what_they_show():
    assert sum(one.path.stat().st_size for one in PICTURES) < 1_500_000
    for one in PICTURES:
        with Image.open(one.path) as picture:
            assert picture.size == (1366, 768), one.path.name
        assert len(re.findall("[一-鿿]", one.alt)) >= 10, one.path.name


def test_every_page_has_its_section_and_its_picture():
    for name, (title, _) in PAGES.items():
        [section] = [one for one in SECTIONS if (one.title, one.chapter) == (title, "各页")]
        shown = [block.path.stem for block in section.blocks if isinstance(block, Picture)]
        assert shown == [name]
        assert 3 <= sum(block.count("\n- ") + 1 for block in section.blocks[1:]) + 1 <= 8, title


def test_the_guide_lists_the_keys_of_a_meeting_as_the_page_does():
    assert rows_of("会议的键") == list(KEYS)


def test_the_guide_lists_the_terms_of_the_glossary():
    assert rows_of(guide.GLOSSARY) == [(term.name, term.meaning) for term in TERMS]


def test_the_guide_names_every_status_rule_yardstick_and_look():
    rules = {band.rule_name for band in read_status_rules()}

    assert {row[0] for row in rows_of("状态规则")} == rules
    assert [row[0] for row in rows_of("序时口径")] == list(YARDSTICKS.values())
    [common] = chosen(SECTIONS, "每一页都有的")
    assert all(f"“{name}”" in common.words for name in LOOKS.values())


def test_the_guide_is_plain_enough_for_the_app_to_show():
    text = GUIDE.read_text(encoding="utf-8")

    assert text.startswith("# 投资季析 用户手册\n")
    assert re.findall(r"^#{4,} |^# (?!投资季析)", text, re.M) == []
    assert "$" not in text  # Streamlit would set it as a formula
    assert re.findall(r"<\w|:\w+\[", text) == []
