"""Where tables begin and end on a sheet, and what is left over beside them."""

from analytics.intake.bulletins.tables import find_tables
from analytics.intake.cells import Cells
from tests.printed import by_cell, codes, read, sheet


def boxes(rows, **more):
    found = find_tables(Cells(sheet(rows, **more)))
    return [table.box for table in found.tables], [left.box for left in found.leftovers]


DISTRICTS = [["双清", 1.1, 2], ["大祥", 2.1, 1], ["北塔", -3.1, 3]]


def test_a_two_row_merged_header_belongs_to_the_table_and_the_title_does_not():
    rows = [["固定资产投资"], [], ["地 区", "1-9月"], [None, "增速（%）", "排名"], *DISTRICTS]
    tables, left = boxes(rows, merges=[(2, 0, 3, 0), (2, 1, 2, 2)])
    assert tables == ["A3:C7"]
    assert left == []


def test_figures_under_and_beside_a_table_are_left_over_and_reported():
    beside = [[*row, 100 + number] for number, row in enumerate(DISTRICTS)]
    rows = [
        ["固定资产投资"],
        ["地区", "增速", "排名"],
        *beside,
        [],
        [],
        [],
        [None, 12.6],
        [None, 5],
    ]
    tables, left = boxes(rows)
    assert tables == ["A2:C5"]
    assert left == ["D3:D5", "B9:B10"]
    reading = read(sheet([["2025年1-9月投资"], *rows[1:]]))
    assert codes(reading).count("leftover_figures") == 1
    assert not {"D3", "D4", "B9", "B10"} & by_cell(reading).keys()


def test_a_header_merged_over_two_columns_names_only_the_first():
    rows = [["地区", "1-9月", None, None], [None, "增速（%）", "排名", None]]
    rows += [[*row, 3361.5] for row in DISTRICTS]
    tables, left = boxes(rows, merges=[(0, 0, 1, 0), (0, 1, 0, 3), (1, 2, 1, 3)])
    assert tables == ["A1:C5"]
    assert left == ["D3:D5"]


def test_a_header_merged_over_two_columns_names_the_one_that_has_figures():
    rows = [["地区", "增速（%）", None], ["双清", None, 1.5], ["大祥", None, 2.5]]
    tables, left = boxes(rows, merges=[(0, 1, 0, 2)])
    assert tables == ["A1:C3"]
    assert left == []


def test_tables_side_by_side_are_two_with_or_without_a_gap():
    gap = [["2025年1-6月投资"], ["地区", "增速", None, "地区", "增速"]]
    gap += [["双清", 1, None, "新邵", 2], ["大祥", 3, None, "隆回", 4], ["北塔", 5]]
    assert boxes(gap)[0] == ["A2:B5", "D2:E4"]
    no_gap = [["2025年1-6月投资"], ["指标", "增速", "指标", "增速"], ["投资", 1, "工业", 2]]
    assert boxes(no_gap)[0] == ["A2:B3", "C2:D3"]


def test_a_spacer_column_does_not_split_a_table():
    rows = [["指标", "1-8月", None, "1-9月"], ["投资", 1, None, 2], ["工业", 3, None, 4]]
    assert boxes(rows)[0] == ["A1:D3"]


def test_tables_below_each_other_are_two_and_a_section_row_splits_none():
    rows = [["一、投资"], ["地区", "完成额"], *[row[:2] for row in DISTRICTS], []]
    rows += [["二、工业"], ["地区", "增速"], *[row[:2] for row in DISTRICTS]]
    assert boxes(rows)[0] == ["A2:B5", "A8:B11"]
    sections = [
        ["指标", "增速"],
        ["投资", 1],
        ["按产业分"],
        ["第一产业", 2],
        [],
        ["分行业"],
        ["教育", 3],
    ]
    assert boxes(sections)[0] == ["A1:B7"]


def test_a_section_right_under_the_header_is_no_title():
    rows = [["规模工业"], ["指标", "增速（%）"], ["一、总产值（现价）"], ["规模以上", 4.5]]
    assert boxes(rows)[0] == ["A2:B4"]


def test_footnotes_end_a_table_and_stay_with_it():
    rows = [
        ["指标", "增速"],
        ["投资", 1],
        ["注：1.快报数"],
        ["2.按可比口径计算"],
        ["资料来源：统计局"],
    ]
    (table,) = find_tables(Cells(sheet(rows))).tables
    assert table.box == "A1:B2"
    assert table.notes == ("注：1.快报数", "资料来源：统计局")


def test_metadata_rows_are_header_even_where_an_identifier_is_a_number():
    rows = [
        ["日期", "投资:累计值", "投资:累计同比"],
        ["指标ID", 5001, 5002],
        ["频率", "月", "月"],
        ["单位", "亿元", "%"],
        ["2025-03", 103174, 4.2],
        ["2025-02", 52619, 4.1],
    ]
    (table,) = find_tables(Cells(sheet(rows))).tables
    assert (table.header, table.body) == ((0, 1, 2, 3), (4, 5))


def test_years_as_numbers_are_a_header_and_projects_as_numbers_are_not():
    rows = [[None, None, 2008, 2009], ["投资（亿元）", "北京", 124, 125], [None, "天津", 27, 29]]
    assert boxes(rows, merges=[(1, 0, 2, 0)])[0] == ["A1:D3"]
    rows = [["地区", "施工项目个数"], ["双清", 1], ["大祥", 2], ["北塔", 3]]
    (table,) = find_tables(Cells(sheet(rows))).tables
    assert table.values == (1,)


def test_a_row_of_column_numbers_is_neither_header_nor_data():
    rows = [["指标", "完成额", "增速"], ["甲", 1, 2], ["投资", 100, 5.5]]
    (table,) = find_tables(Cells(sheet(rows))).tables
    assert (table.header, table.body) == ((0,), (2,))


def test_a_remark_beside_the_figures_starts_no_table():
    rows = [["地区", "增速（%）", "备注"], ["双清", 1.1, "含开发区"], ["大祥", 2.1, "快报"]]
    tables, left = boxes(rows)
    assert tables == ["A1:C3"]
    assert left == []


def test_an_empty_sheet_and_a_sheet_of_prose_hold_no_table():
    assert boxes([[]]) == ([], [])
    assert boxes([["全市投资平稳增长"], ["一季度完成投资"]]) == ([], [])
