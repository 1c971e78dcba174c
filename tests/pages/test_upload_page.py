"""上传: a table that is pasted goes the way of a file, up to its source."""

from __future__ import annotations

from analytics.lake.uploads import accept_upload
from tests.lake_rows import level, observation, reading
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


DISTRICT = "2026年1-5月固定资产投资\n指标\t完成（亿元）\t增长（%）\n固定资产投资\t12.5\t8.4\n"


def test_a_region_nobody_knows_is_added_at_the_question_and_answers_it(app, lake):
    sender, known = "云桥区发展和改革局", reading(level("1.0", label="工业"))
    accept_upload(lake, b"so that the sender is known", known, sender=sender, region_code="")
    test = app("upload")
    test.selectbox(key="sender").select(sender).run()
    (box,) = [one for one in test.text_area if one.label == "粘贴表格"]
    test = box.set_value(DISTRICT).run()
    (asked,) = [one for one in test.text_input if "没有写明是哪个地区" in one.label]
    asked.set_value("云桥区").run()
    (asked,) = [one for one in test.text_input if "没有写明是哪个地区" in one.label]
    assert "地区名单上没有所填的“云桥区”" in asked.label

    def fill(ending, value):
        (field,) = [one for one in test.text_input if (one.key or "").endswith(ending)]
        field.set_value(value)

    def add():
        (button,) = [one for one in test.button if (one.key or "").endswith("_add")]
        return button.click().run()

    fill("_name", "云桥区")
    add()
    assert "没有填写“云桥区”的上级" in words(test)
    fill("_parent", "益阳市")
    add()

    assert not test.exception
    assert "没有写明是哪个地区" not in words(test)
    (button,) = [one for one in test.button if one.key == "accept"]
    test = button.click().run()
    assert "已接收" in words(test)
    found = lake.query("select region_code, region_name from core_growth where yoy_pct = 8.4")
    assert list(found.itertuples(index=False)) == [("430900/云桥区", "云桥区")]


def test_an_indicator_nobody_knows_is_added_where_its_name_is_listed(app, accept, lake):
    test = pasted(app, accept, PASTED + "数字经济投资\t12.5\t3.1\n")
    (name,) = [one for one in test.text_input if (one.key or "").endswith("_indicator")]
    assert name.value == "数字经济投资"
    (above,) = [one for one in test.selectbox if (one.key or "").endswith("_above")]
    above.select("fixed_asset_investment")

    def add(unit):
        (field,) = [one for one in test.text_input if (one.key or "").endswith("_unit")]
        field.set_value(unit)
        (button,) = [one for one in test.button if (one.key or "").endswith("_add_indicator")]
        return button.click().run()

    assert "“很多”不是计量单位" in words(add("很多"))
    test = add("亿元")

    assert not test.exception
    assert not [one for one in test.selectbox if (one.key or "").startswith("mapping_")]
    (button,) = [one for one in test.button if one.key == "accept"]
    test = button.click().run()
    assert not test.exception
    assert "已接收" in words(test)
    found = lake.query("select indicator_name, breakdown from core_growth where yoy_pct = 3.1")
    assert list(found.itertuples(index=False)) == [("数字经济投资", "office")]


def bulletin(month, head, figures=(1205000, 8.4)):
    heads = f"指标\t1-{month}月（万元）\t{head}"
    return "\n".join(
        (
            f"2026年1-{month}月邵阳市固定资产投资",
            heads,
            "\t".join(map(str, ("固定资产投资", *figures))),
        )
    )


def box(test, word):
    (found,) = [one for one in test.selectbox if word in one.label]
    return found


def test_a_column_nobody_knows_is_told_on_the_page_and_never_asked_again(app, accept, lake):
    test = pasted(app, accept, bulletin(5, "幅度%"))
    asked = box(test, "没有看懂")
    assert "C 列“幅度%”" in asked.label
    assert "看来是：同比增速" in asked.proto.placeholder
    assert "没有看懂的列" in words(test)

    test = asked.select("同比增速").run()
    test = next(one for one in test.button if one.key == "accept").click().run()

    assert not test.exception
    found = lake.query("select measure, value from core_printed where cell = 'C3'")
    assert list(found.itertuples(index=False, name=None)) == [("yoy_pct", 8.4)]
    test = app("upload")
    test.selectbox(key="sender").select("邵阳市统计局").run()
    (area,) = [one for one in test.text_area if one.label == "粘贴表格"]
    test = area.set_value(bulletin(6, "幅度%", (1505000, 9.4))).run()
    assert not [one for one in test.selectbox if "没有看懂" in one.label]
    assert box(test, "C 列“幅度%”").value == "同比增速"


def test_a_column_read_as_something_else_can_be_put_right(app, accept, lake):
    test = pasted(app, accept, bulletin(5, "同比增长（%）"))
    test = box(test, "C 列“同比增长（%）”").select("占比").run()
    assert box(test, "C 列“同比增长（%）”").value == "占比"

    next(one for one in test.button if one.key == "accept").click().run()

    found = lake.query("select measure from core_printed where cell = 'C3'")
    assert found.measure.tolist() == ["share_pct"]


def test_what_is_not_as_in_the_last_file_is_said_above_the_question(app, accept):
    test = pasted(app, accept, bulletin(5, "同比增长（%）"))
    test = next(one for one in test.button if one.key == "accept").click().run()
    test = app("upload")
    test.selectbox(key="sender").select("邵阳市统计局").run()
    (area,) = [one for one in test.text_area if one.label == "粘贴表格"]
    test = area.set_value(bulletin(6, "与去年同期比", (1505000, 9.4))).run()
    assert "与上次（2026-05）相比：改名列“同比增长（%）”→“与去年同期比”" in words(test)
    assert "上次这里是“同比增长（%）”" in box(test, "没有看懂").label


def test_what_was_not_accepted_stays_with_its_answers_when_the_others_go(app, accept):
    """A file with a question left open beside one without any."""
    accept(observation("1.0"))
    test = app("upload")
    test.selectbox(key="sender").select("邵阳市统计局").run()
    open_, whole = bulletin(5, "幅度%"), bulletin(4, "同比增长（%）")
    files = [
        (f"{name}.txt", text.encode(), "text/plain")
        for name, text in (("甲", open_), ("乙", whole))
    ]
    (uploader,) = test.file_uploader
    test = uploader.set_value(files).run()
    (button,) = [one for one in test.button if one.key == "accept"]
    assert button.label == "接收 1 个文件"

    test = button.click().run()

    assert not test.exception
    assert "已接收 乙.txt" in words(test)
    assert "已接收的 1 份不再读" in words(test)
    assert box(test, "没有看懂").value is None
    test = box(test, "没有看懂").select("同比增速").run()
    assert "乙.txt" not in words(test)
    (button,) = [one for one in test.button if one.key == "accept"]
    assert button.label == "接收 1 个文件"
    test = button.click().run()
    assert "已接收 甲.txt" in words(test)
    assert not test.file_uploader[0].value
    (link,) = [one for one in test.get("page_link") if one.label.startswith("去看")]
    assert "region=430500" in link.proto.query_string
    assert "period=2026-05" in link.proto.query_string


def test_an_unknown_district_of_a_table_is_added_in_one_step_and_its_note_goes(app, accept):
    table = (
        "2026年1-5月邵阳市各县区固定资产投资\n地区\t1-5月（亿元）\t同比增长（%）\n"
        "双清区\t12.5\t3.1\n大祥区\t11.5\t2.1\n云桥区\t10.5\t1.1\n"
    )
    test = pasted(app, accept, table)
    assert "地区表中没有 云桥区" in words(test)
    values = {one.key.rsplit("_", 1)[-1]: one.value for one in test.text_input if one.key}
    assert (values["name"], values["parent"]) == ("云桥区", "邵阳市")
    (button,) = [one for one in test.button if (one.key or "").endswith("_add")]
    test = button.click().run()
    assert not test.exception
    assert "地区表中没有" not in words(test)
    assert not [one for one in test.button if (one.key or "").endswith("_add")]


def test_a_red_check_is_shown_with_its_cell_and_asks_for_a_reason(app, accept, lake):
    test = pasted(app, accept, PASTED.replace("120.5", "1205000"))
    said = words(test)
    assert "体检：红 1 处" in said
    (button,) = [one for one in test.button if one.key == "accept"]
    assert button.disabled

    (why,) = [one for one in test.text_input if "红色体检确认无误的原因" in one.label]
    test = why.set_value("经核实").run()
    (button,) = [one for one in test.button if one.key == "accept"]
    test = button.click().run()

    assert not test.exception
    [note] = lake.query("from lake.check_note").itertuples()
    assert (note.check_name, note.cell, note.noted_by) == ("size_implausible", "B4", "张三")
    assert "1 处红色体检经说明后接收" in words(app("report", region="邵阳市", period="2026-05"))
