"""邵阳市's published growth of 2025, one bulletin a period: growth and no levels.

The figures are those of facts_shaoyang.csv; only the ranks are worked out, from them.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from analytics.basics.period import parse_period_code
from data.sample.bulletin import Bulletin, Row, number, read_rows

CITY = "邵阳市"
# The order and the short names in which the bureau prints its districts.
DISTRICTS = {
    **{"双清区": "双清", "大祥区": "大祥", "北塔区": "北塔", "新邵县": "新邵"},
    **{"邵阳县": "邵阳县", "隆回县": "隆回", "洞口县": "洞口", "绥宁县": "绥宁"},
    **{"新宁县": "新宁", "城步苗族自治县": "城步", "武冈市": "武冈", "邵东市": "邵东"},
}
OUTLINE = (
    *("固定资产投资", "一、按经济类型分", "国有投资", "非国有投资", "民间投资"),
    *("二、按隶属关系分", "中央项目", "地方项目"),
    *("三、按产业分", "第一产业", "第二产业", "第三产业"),
    *("四、按投资方向分", "工业投资", "#工业技改投资", "高技术产业投资"),
    *("民生工程投资", "生态环境投资", "基础设施投资", "房地产开发投资"),
    *("五、按结构分", "建筑安装工程", "设备工器具购置", "其他费用"),
)
INDUSTRIES = (
    *("农、林、牧、渔业", "采矿业", "制造业", "电力、热力、燃气及水的生产和供应业"),
    *("建筑业", "交通运输、仓储和邮政业", "信息传输、软件和信息技术服务业"),
    *("批发和零售业", "住宿和餐饮业", "金融业", "房地产业", "租赁和商务服务业"),
    *("科学研究和技术服务业", "水利、环境和公共设施管理业"),
    *("居民服务、修理和其他服务业", "教育", "卫生和社会工作", "文化、体育和娱乐业"),
    *("公共管理、社会保障和社会组织", "施工项目个数", "其中:本年新开工"),
    "本年投产项目个数",
)
RANKED = "注：排名由本表增速从高到低排出。"
SOURCES = {
    "shaoyang-parsed": "数据来源：邵阳市统计局统计月报，公开仓库整理的表（二手），"
    "出处见 facts_shaoyang.csv。",
    "": "数据来源：邵阳市统计局统计月报，公开仓库转存，出处见 facts_shaoyang.csv。",
}
Values = dict[tuple[str, str], Decimal | None]


def write_shaoyang(folder: Path) -> list[Path]:
    facts = read_rows("facts_shaoyang.csv")
    return [
        _write(folder, month, [row for row in facts if row["period"] == month])
        for month in sorted({row["period"] for row in facts})
    ]


def _write(folder: Path, month: str, facts: list[dict[str, str]]) -> Path:
    period = parse_period_code(month)
    months = period.months_label.replace("—", "-")
    path = folder / f"邵阳市统计月报_{month}.xlsx"
    source = SOURCES.get(facts[0]["source"], SOURCES[""])
    sheets: dict[str, Values] = {}
    for row in facts:
        key = row["region"], row["label"]
        sheets.setdefault(row["sheet"], {})[key] = number(row["growth_pct"])
    with Bulletin(path, f"{CITY}统计月报", "投资季析示例数据") as book:
        for name in sorted(sheets, key=lambda name: (name[0] != "投", name)):
            values = sheets[name]
            if name.startswith("投资"):
                rows, title = _outline(values)
                header = (("指标", months), ("", "增速（%）"))
                notes: tuple[str, ...] = (source,)
            else:
                title = next(iter(values))[1]
                rows = _districts(values, title)
                header = (("地区", months, ""), ("", "增速（%）", "排名"))
                notes = (RANKED, source)
                if title == "施工项目个数":  # the bureau does not rank it
                    rows = [Row(row.label, row.cells[:1]) for row in rows]
                    header = (("地区", months), ("", "增速（%）"))
                    notes = (source,)
            book.table(name, title, f"{period.year}年", header, rows, notes)
    return path


def _outline(values: Values) -> tuple[list[Row], str]:
    """The city's own sheet, in the bulletin's order, its headings kept."""
    is_industries = (CITY, "制造业") in values
    labels = INDUSTRIES if is_industries else OUTLINE
    missing = {label for _, label in values} - set(labels)
    if missing:
        raise ValueError(f"labels without a place: {missing}")
    rows = [
        Row(label, (values[CITY, label],) if (CITY, label) in values else ()) for label in labels
    ]
    return rows, "各行业固定资产投资" if is_industries else "固定资产投资"


def _districts(values: Values, label: str) -> list[Row]:
    """The city, then its districts with their place by growth."""
    growth = [values[district, label] for district in DISTRICTS]
    rows = [Row("全市", (values[CITY, label], None))]
    for short, value in zip(DISTRICTS.values(), growth, strict=True):
        rows.append(Row(short, (value, 1 + sum(other > value for other in growth))))
    return rows
