"""A sender's next file beside the last: what changed, what is proposed, what is not asked again."""

from __future__ import annotations

import pytest

from analytics.lake import uploads
from analytics.lake.loading import prepare
from analytics.tables.reading import drift_lines

SENDER = "邵阳市统计局"
HEADS = ["指标", "1-{}月（万元）", "同比增长（%）"]
BODY = [["固定资产投资", 120.5, 8.4], ["工业投资", 20.5, 1.4], ["民间投资", 30.5, -1.2]]


def text(month, heads=HEADS, body=BODY, title="2026年1-{}月邵阳市固定资产投资"):
    lines = [[title.format(month)], [head.format(month) for head in heads], *body]
    return "\n".join("\t".join(map(str, line)) for line in lines).encode()


def sent(lake, data, file="月报.txt", **answers):
    """The file prepared; answers: what each question about this is answered."""
    given: dict[tuple[str, str], str] = {}
    while True:
        prepared = prepare(lake, data, file, SENDER, answers=given)
        more = {
            (q.fingerprint, q.about): answers[q.about.split()[0]]
            for q in prepared.reading.questions
            if q.about.split()[0] in answers
        }
        if not more:
            return prepared
        given |= more


def asked(prepared):
    return [(q.about, q.suggestion) for q in prepared.reading.questions]


def test_the_same_layout_says_nothing(lake):
    sent(lake, text(5)).accept(lake)
    assert drift_lines(sent(lake, text(6))) == []


@pytest.mark.parametrize("head", ["与去年同期比", "幅度%", "与去年同期比（%）"])
def test_a_renamed_head_is_one_question_that_proposes_what_stood_there(lake, head):
    sent(lake, text(5)).accept(lake)

    june = sent(lake, text(6, [*HEADS[:2], head]))

    assert [suggestion for _, suggestion in asked(june)] == ["同比增速"]
    assert "上次这里是“同比增长（%）”" in june.reading.questions[0].prompt
    (line,) = drift_lines(june)
    assert f"改名列“同比增长（%）”→“{head}”" in line
    sent(lake, text(6, [*HEADS[:2], head]), column="同比增速").accept(lake)
    july = sent(lake, text(7, [*HEADS[:2], head]))
    assert (asked(july), drift_lines(july)) == ([], [])
    growth = {row.cell: row.measure for row in july.reading.rows}
    assert growth["C3"] == "yoy_pct"


def test_a_new_column_of_last_month_takes_nothing_from_the_growth_and_stays_told(lake):
    sent(lake, text(5)).accept(lake)
    heads = [*HEADS[:2], "上月（万元）", HEADS[2]]
    body = [[name, level, level - 9, growth] for name, level, growth in BODY]

    june = sent(lake, text(6, heads, body))

    assert asked(june) == [("column 上月(万元)", "上月累计总量")]
    (line,) = drift_lines(june)
    assert line.endswith("新增列“上月（万元）”（上月累计总量）")
    sent(lake, text(6, heads, body), column="上月累计总量").accept(lake)
    july = sent(lake, text(7, heads, body))
    assert asked(july) == []
    by_cell = {row.cell: (row.period.code, row.measure) for row in july.reading.rows}
    assert by_cell["C3"] == ("2026-06", "level")
    assert by_cell["D3"] == ("2026-07", "yoy_pct")


def test_what_was_told_of_a_head_holds_when_another_column_is_new(lake):
    heads = [*HEADS[:2], "幅度%"]
    sent(lake, text(5, heads), column="同比增速").accept(lake)

    june = sent(lake, text(6, [*heads, "位次"], [[*line, 1 + n] for n, line in enumerate(BODY)]))

    assert asked(june) == []
    assert {row.cell: row.measure for row in june.reading.rows}["C3"] == "yoy_pct"


def test_columns_and_rows_gone_new_and_moved_are_said(lake):
    sent(lake, text(5, [*HEADS, "位次"], [[*line, 1 + n] for n, line in enumerate(BODY)])).accept(
        lake
    )
    body = [["固定资产投资", 8.4, 120.5], ["工业投资", 1.4, 20.5], ["国有投资", 2.4, 22.5], BODY[2]]

    (line,) = drift_lines(sent(lake, text(6, [HEADS[0], HEADS[2], HEADS[1]], body)))

    assert "缺列“位次”" in line
    assert "换了位置的列“" in line
    assert "新增行“国有投资”" in line


def test_a_withdrawn_file_is_not_the_last_one(lake):
    sent(lake, text(5)).accept(lake)
    wrong = sent(lake, text(6, [HEADS[0], HEADS[1]], [line[:2] for line in BODY])).accept(lake)
    uploads.withdraw_upload(lake, wrong.upload_id, note="")
    assert drift_lines(sent(lake, text(6))) == []


@pytest.mark.parametrize(
    ("last", "month", "year"), [("2026年1-5月", 6, 2026), ("2026年1-12月", 2, 2027)]
)
def test_a_year_answered_once_is_taken_on_to_the_month_that_follows(lake, last, month, year):
    bare = "1-{}月邵阳市固定资产投资"
    first = last.split("-")[1].rstrip("月")
    sent(lake, text(first, title=bare), year="2026").accept(lake)

    following = sent(lake, text(month, title=bare))

    assert asked(following) == []
    assert {row.period.code for row in following.reading.rows} == {f"{year}-{month:02d}"}
    assert f"作为{year}年读" in drift_lines(following)[-1]


@pytest.mark.parametrize(("month", "guess"), [(5, "2026"), (9, "2026"), (2, "2027")])
def test_a_year_that_does_not_follow_is_asked_with_a_proposal(lake, month, guess):
    bare = "1-{}月邵阳市固定资产投资"
    sent(lake, text(5, title=bare), year="2026").accept(lake)
    body = [["固定资产投资", 150.5, 9.4], *BODY[1:]]
    later = sent(lake, text(month, body=body, title=bare))
    assert asked(later) == [("year", guess)]
    assert later.reading.rows == ()


def test_a_file_without_any_time_is_asked_every_month_with_the_next_one_proposed(lake):
    heads = ["指标", "累计（万元）", "同比增长（%）"]
    sent(lake, text(5, heads, title="固定资产投资"), year="2026年1-5月").accept(lake)
    body = [["固定资产投资", 150.5, 9.4], *BODY[1:]]
    june = sent(lake, text(6, heads, body, title="固定资产投资"))
    assert asked(june) == [("year", "2026年1-6月")]


def test_the_unit_is_not_asked_again_and_a_rebuild_reads_what_was_carried_on(lake):
    heads = ["指标", "1-{}月", "同比增长（%）"]
    bare = "1-{}月邵阳市固定资产投资"
    sent(lake, text(5, heads, title=bare), year="2026", unit="亿元").accept(lake)
    june = sent(lake, text(6, heads, title=bare))
    assert asked(june) == []
    assert {row.unit for row in june.reading.rows} == {"亿元", "%"}
    assert june.answers[june.reading.tables[0].fingerprint, "unit"] == "亿元"
    assert "2026" in june.answers.values()


def test_a_series_that_gets_a_column_a_month_has_not_drifted(lake):
    def series(last):
        heads = ["指标", *(f"{month}月（万元）" for month in range(3, last + 1))]
        body = [[name, *range(10 + n, 8 + n + last)] for n, (name, *_) in enumerate(BODY)]
        return text(last, heads, body, "2026年邵阳市各月固定资产投资")

    sent(lake, series(5)).accept(lake)
    june = sent(lake, series(6))
    assert (asked(june), drift_lines(june)) == ([], [])


def test_a_ledgers_new_and_renamed_columns_are_said(lake):
    heads = ["序号", "项目名称", "总投资", "本年计划投资", "1-{}月完成投资"]
    title = "示例县2026年1-{}月重点项目进展表（万元）"
    body = [[1, "甲桥", 9000, 3000, 1000], [2, "乙路", 8000, 2000, 700]]
    sent(lake, text(5, heads, body, title), "台账.txt").accept(lake)
    later = [*heads[:3], "年度盘子", heads[4], "海拔"]
    body = [[*line, 300] for line in body]

    june = sent(lake, text(6, later, body, title), "台账.txt")

    (line,) = drift_lines(june)
    assert "改名列“本年计划投资”→“年度盘子”" in line
    assert "新增列“海拔”" in line
    plan = june.reading.questions[0]
    assert (plan.about, plan.suggestion) == ("column 年度盘子", "本年计划投资")


def test_one_more_column_is_the_only_question(lake):
    heads = ["指标", "绝对值", "与去年同期比", "幅度%"]
    body = [["固定资产投资", 3005, 155, 5.5], ["民间投资", 1005, 15, 1.5]]
    title = "1-{}月固定资产投资情况"
    given = {"year": "2026", "unit": "万元"}
    said = {"column 与去年同期比": "增减额", "column 幅度%": "同比增速"}
    may = text(5, heads, body, title)
    answers: dict[tuple[str, str], str] = {}
    for _ in range(3):
        prepared = prepare(lake, may, "月报.txt", SENDER, answers=answers)
        answers |= {
            (q.fingerprint, q.about): (given | said)[q.about] for q in prepared.reading.questions
        }
    prepared.accept(lake)

    wider = [[*row, 700] for row in body]
    june = prepare(lake, text(6, [*heads, "上月（万元）"], wider, title), "月报.txt", SENDER)

    assert [about for about, _ in asked(june)] == ["column 上月(万元)"]
    found = {row.cell: (row.unit, row.measure) for row in june.reading.rows}
    assert (found["B3"], found["D3"]) == (("万元", "level"), ("%", "yoy_pct"))
