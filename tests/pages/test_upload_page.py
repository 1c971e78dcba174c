"""上传: a table that is pasted goes the way of a file, up to its source."""

from __future__ import annotations

from tests.lake_rows import observation
from tests.pages.said import words

PASTED = "2026年1-5月固定资产投资主要指标\n单位：亿元、%\n指标\t1-5月\t同比增长\n"
PASTED += "固定资产投资\t120.5\t8.4\n"


def pasted(app, accept, text):
    accept(observation("1.0"))  # so that the sender is known
    test = app("upload")
    test.selectbox(key="sender").select("邵阳市统计局").run()
    (box,) = [one for one in test.text_area if one.label == "粘贴表格"]
    return box.set_value(text).run()


def test_a_pasted_table_is_read_accepted_and_kept_with_its_source(app, accept, lake):
    test = pasted(app, accept, PASTED)
    (button,) = [one for one in test.button if one.key == "accept"]
    assert button.label == "接收 1 个文件"

    test = button.click().run()

    assert not test.exception
    assert "已接收 粘贴的表格.txt：2 个数字" in words(test)
    found = lake.query("select cell, printed from core_printed where file = '粘贴的表格.txt'")
    assert sorted(found.itertuples(index=False)) == [("B4", "120.5"), ("C4", "8.4")]


def test_what_is_pasted_and_no_table_is_refused_in_a_sentence(app, accept):
    said = words(pasted(app, accept, "<html><p>没有表格</p>"))

    assert "粘贴的表格.htm：网页文件中没有表格。请" in said
