"""Ledgers and tables by unit in the layouts development offices use; figures invented.

The published figures kept: 云浮 119.73/195.82, 湘西 474.5 with 州直 92.0, 达州 291.5/371.5,
松阳 21.01/98.5, 安康 360 and 203.
"""

from __future__ import annotations

import io

import xlsxwriter

from tests.printed import sheet

HOME = "999901"
NANPING_TITLE = "示例县2010年重点项目月报表（1-3月）"


def monthly_report(**changed):
    """南平/漳州 月报表: a three-row header; 合计 → 其中 → 一、 → （一） → projects.

    changed: cells to overwrite, as D8=5.
    """
    rows = [
        [NANPING_TITLE],
        ["单位：万元"],
        [
            *("序号", "项目名称", "总投资（万元）", "开工至上一年度底累计完成投资"),
            *("2010年计划投资（万元）", "2010年实际完成情况", None, None),
            *("建设单位及责任人", "挂点领导"),
        ],
        [None, None, None, None, None, "1-3月实际完成投资（万元）", "完成投资占年计划%"],
        [],
        ["合计（4项）", None, 20000, 3500, 9000, 2400, 26.67],
        ["其中：在建重点项目（3项）", None, 15000, 3500, 8000, 2400, 30],
        ["     预备重点项目（1项）", None, 5000, None, 1000, 0, 0],
        ["一、市本级（3项）", None, 14000, 1500, 5000, 1400, 28],
        ["（一）在建（2项）", None, 9000, 1500, 4000, 1400, 35],
        ["1●", "甲水库", 6000, 1000, 3000, 1000, 33.33, "开始蓄水", "甲水务公司张三", "李四"],
        [2, "乙大桥", "3000", 500, 1000, 400, 40, "桩基", "乙公司 王五 13812345678", "赵六"],
        ["（二）预备（1项）", None, 5000, None, 1000, 0, 0],
        [3, "丙学校", 5000, None, 1000, 0, 0, "立项", "教育局", "钱七"],
        ["二、经济开发区（1项）", None, 6000, 2000, 4000, 1000, 25],
        ["（一）在建（1项）", None, 6000, 2000, 4000, 1000, 25],
        ["1★", "丁厂房", 6000, 2000, 4000, 1000, 25, "封顶", "丁公司", "孙八"],
        ["注：●为省重点项目。"],
    ]
    rows[3] += ["1-3月实际形象进度"]
    return _changed(rows, changed, merges=_report_merges())


def _report_merges():
    upright = [(2, column, 4, column) for column in (0, 1, 2, 3, 4, 8, 9)]
    below = [(3, column, 4, column) for column in (5, 6, 7)]
    return [(0, 0, 0, 9), (2, 5, 2, 7), *upright, *below, (5, 0, 5, 1), (8, 0, 8, 1)]


def _changed(rows, changed, name="月报表", merges=()):
    from analytics.intake.files.sheets import position

    for cell, value in changed.items():
        row, column = position(cell)
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    return sheet(rows, name, merges=merges)


def months_side_by_side(**changed):
    """明细表: 8月 … 10月 beside each other, each with 当月完成投资额 and 形象进度."""
    header = [
        *("序号", "项目名称", "起止年限", "项目总投资", "至2009年底累计完成投资(万元)"),
        *("2010年计划投资(万元)", "2010年1-7月完成投资(万元)"),
        *("后五个月项目进度关键节点的安排", "8月", None, "9月", None, "10月", None),
        *("业主单位", None, None, "市或县挂钩责任单位", None, None, "市挂钩领导"),
    ]
    below = [None] * 8 + ["当月完成投资额", "形象进度"] * 3
    below += ["业主名称", "联系人", "电话", "单位名称", "责任人", "联络人"]
    rows = [
        ["示例县重点项目建设情况明细表"],
        ["计量单位：万元"],
        header,
        below,
        ["合计", "2个", None, 8000, 1500, 3000, 1200, None, 300, None, 400],
        [
            *(1, "戊公路", "09.10-11.3", 5000, 1000, 2000, 800, "10月通车", 200, "路基"),
            *(300, "路面", None, None, "戊公司", "张三", "13812345678", "县交通局"),
            *("王小明", "0599-8823456", "陈县长"),
        ],
        [
            *(2, "己泵站", "2010.3-2010.12", 3000, 500, 1000, 400, None, 100, "基坑"),
            *(100, "主体", None, None, "己公司", "欧阳修文", "8823456", "县水利局"),
            *("李四", None, "周副县长"),
        ],
    ]
    merges = [(2, 8, 2, 9), (2, 10, 2, 11), (2, 12, 2, 13), (2, 14, 2, 16), (2, 17, 2, 19)]
    merges += [(2, column, 3, column) for column in (*range(8), 20)]
    return _changed(rows, changed, "明细表", merges)


def running_totals(*pairs, title="示例县2025年重点项目进展情况表"):
    """One project a row with 1-3月, 1-4月 and 1-5月 totals side by side."""
    rows = [[title], ["单位：万元"]]
    rows += [["序号", "项目名称", "责任单位", "总投资", "年度计划", "累计完成投资"]]
    rows += [[None] * 5 + ["1-3月", "1-4月", "1-5月"]]
    rows += [[i, f"项目{i}", "甲局", 9000, 3000, *totals] for i, totals in enumerate(pairs, 1)]
    merges = [(2, 5, 2, 7)] + [(2, column, 3, column) for column in range(5)]
    return sheet(rows, "进展表", merges=merges)


def ten_days():
    """旬报: the month's plan and the figures of its ten days; leaders of city and county."""
    rows = [
        ["示例县2010年8月上旬重点项目进展旬报表"],
        ["计量单位：万元"],
        [
            *("序号", "项目名称", "项目性质", "建设内容及规模", "总投资", "年度计划投资额"),
            *("8月至12月计划投资额", "8月完成情况", None, None, None, None),
            *("挂钩领导", None, "责任单位", "责任人", "业主单位或筹办单位"),
            *("目前形象进度", "存在问题"),
        ],
        [None] * 7
        + ["月计划投资额", "旬完成投资额", "本旬占月计划(%)", "至旬完成投资额", "占月计划(%)"]
        + ["市领导", "县领导"],
        [
            *(1, "庚码头", "续建", "泊位两个", 8000, 2000, 900, 300, 90, 30, 90, 30),
            *("吴书记", "郑县长", "县交通局", "张三", "庚公司", "沉箱", "征地未完"),
        ],
        [
            *(2, "辛电站", "新开工", "装机", 6000, 1000, 600, 200, 20, 10, 20, 10),
            *("吴书记", None, "县水利局", "李四", "辛公司", "进场", None),
        ],
    ]
    merges = [(2, 7, 2, 11), (2, 12, 2, 13)]
    merges += [(2, column, 3, column) for column in (*range(7), *range(14, 19))]
    return sheet(rows, "旬报", merges=merges)


def plain_ledger(*rows, header=(), title="示例县2025年1-5月重点项目进展表", unit="单位：万元"):
    """A one-row header: 序号 项目名称 责任单位 总投资 年度计划 累计完成 完成率, and more."""
    heads = ["序号", "项目名称", "责任单位", "总投资", "年度计划", "1-5月累计完成投资"]
    heads += ["完成率（%）", *header]
    return sheet([[title], [unit], heads, *rows], "台账")


def good_rows(count=6, start=1):
    """Projects with nothing wrong: total 10000, plan 4000, done 1000, 25 %."""
    return [[i, f"项目{i}", "甲局", 10000, 4000, 1000, 25] for i in range(start, start + count)]


def yunfu():
    """云浮 督查通报: worst first, 全市 on top."""
    heads = ["序号", "地区", "重点项目个数", "项目总投资金额(亿元)", "年度计划投资金额(亿元)"]
    heads += ["累计投资金额(亿元)", "完成年度百分比(%)", "本期新增投资(亿元)"]
    rows = [
        ["2021年1至8月上半月全市重点项目投资完成情况（按完成年度百分比从低到高排名）"],
        heads,
        [None, "全市", 10, 900.5, 195.82, 119.73, 61.14, 5.5],
        [1, "罗定市", 3, 300.5, 65.82, 30.73, 46.69, 1.5],
        [2, "新兴县", 4, 350, 70, 44, 62.86, 2],
        [3, "云城区", 3, 250, 60, 45, 75, 2],
    ]
    return sheet(rows, "通报")


def xiangxi(prefecture="92.0"):
    """湘西: the prefecture's own 92.0 stands in the table, 114.8 would make it add up."""
    parts = [("州直", prefecture), ("吉首市", "120.2"), ("泸溪县", "119.5"), ("凤凰县", "120.0")]
    rows = [["2021年1-9月湘西州重点项目投资完成情况表"], ["单位：个、亿元"]]
    rows += [["隶属", "项目个数", "年投资计划", "完成投资额", "年计划投资完成率"]]
    rows += [["合计", 40, "600.0", "474.5", "79.1%"]]
    rows += [[name, 10, "150.0", done, None] for name, done in parts]
    return sheet(rows, "湘西")


def dazhou():
    """达州: growth, the year's plan, the plan to September, done to July, 亿元."""
    heads = ["县（市、区）", "1-7月固投增速", "年度投资计划", "前三季度投资计划"]
    heads += ["1-7月完成投资", "完成前三季度目标任务占比（%）"]
    rows = [
        ["2023年全市固定资产投资目标任务完成情况表"],
        ["单位：亿元"],
        heads,
        ["全市", 5.5, 527.3, 371.5, 291.5, 78.5],
        ["通川区", 6.1, 200.0, 141.5, 111.5, 78.8],
        ["达川区", 5.0, 177.3, 130.0, 100.0, 76.9],
        ["宣汉县", 4.2, 150.0, 100.0, 80.0, 80.0],
    ]
    return sheet(rows, "达州")


def songyang():
    """松阳: new and going-on projects with the plan, done, and starts."""
    rows = [
        ["2025年1-4月松阳县重点项目计划完成情况表"],
        ["单位：亿元"],
        ["性质", "项目个数", "已开工", "年度计划投资", "1-4月完成投资", "完成率"],
        ["合计", 22, 14, 98.5, 21.01, 0.2133],
        ["新建", 15, 7, 17.2, 1.15, 0.0669],
        ["续建", 7, 7, 81.3, 19.86, 0.2443],
    ]
    return sheet(rows, "松阳")


def qianxinan():
    """黔西南: by kind with funds; the text said 55.98, the table 55.89."""
    heads = ["性质", "年度投资目标（万元）", "1-6月底累计到位资金（万元）"]
    heads += ["1-6月底累计完成投资（万元）", "完成投资占年度投资目标的比例（%）"]
    rows = [
        ["2020年上半年全州重点项目投资情况表"],
        heads,
        ["新建", 6000000, 3000000, 3200000, 53.33],
        ["续建", 6376753, 3983490, 3717367, 58.3],
        ["合计", 12376753, 6983490, 6917367, 55.89],
    ]
    return sheet(rows, "黔西南")


ANKANG = ("汉滨区", "汉阴县", "石泉县", "宁陕县", "紫阳县", "岚皋县", "平利县", "镇坪县")
ANKANG += ("旬阳县", "白河县")


def ankang(high_tech=30):
    """安康: 360 and 203 亿元 split to ten counties and 高新区."""
    rows = [
        ["安康市2012年投资目标任务分解表"],
        ["单位：亿元"],
        ["县区", "固定资产投资目标", "重点项目投资目标"],
        ["全市", 360, 203],
    ]
    rows += [[name, 33, 18] for name in ANKANG]
    rows += [["高新区", high_tech, 23]]
    return sheet(rows, "目标")


def many_projects(count):
    """The bytes of a workbook with one plain ledger of this many projects."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("台账")
        heads = ["序号", "项目名称", "责任单位", "总投资", "年度计划", "1-5月累计完成投资"]
        heads += ["完成率（%）", "形象进度", "联系人"]
        for row, values in enumerate((["示例县2025年1-5月项目表"], ["单位：万元"], heads)):
            page.write_row(row, 0, values)
        for row in range(count):
            figures = [10000, 4000, 1000, 25, "主体施工", "张三"]
            page.write_row(row + 3, 0, [row + 1, f"项目{row}", "甲局", *figures])
    return stream.getvalue()
