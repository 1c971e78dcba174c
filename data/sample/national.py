"""The real national series as a bulletin: every fact once, each with its source.

The figures are those of facts_national.csv; nothing is computed here.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from analytics.basics.period import Period, parse_period_code
from analytics.reference.indicators import read_indicators
from data.sample.bulletin import Bulletin, Row, number, read_rows

FILE = "全国固定资产投资_2015-2026.xlsx"
LEVEL, GROWTH = "绝对量（亿元）", "同比增长（%）"
SOURCE = "数据来源：国家统计局；各数出处见 facts_national.csv，地址见“目录”。空格为未发布。"
SCOPE = "注：增速为国家统计局公布数，按可比口径计算，与由绝对量直接计算的结果可能不同。"
WITH_LEVELS = (
    ("固定资产投资", ("fixed_asset_investment", "private")),
    ("按产业分", ("primary", "secondary", "tertiary")),
    ("房地产开发投资", ("real_estate_development", "residential")),
)
GROWTH_ONLY = (
    ("按构成分", ("construction_and_installation", "equipment_purchase", "other_costs")),
    (
        "按建设性质和控股情况分",
        ("newly_built", "expansion", "reconstruction", "state_holding"),
    ),
)
INDUSTRIES = (("分行业", "industry"), ("主要行业大类", "division"))
SHEETS = (
    *(name for name, _ in (*WITH_LEVELS, *GROWTH_ONLY, *INDUSTRIES)),
    "分领域和地区",
    "个别时期的发布稿（2015年1—5月等）",
)
EXPLANATION = (
    "说明：本工作簿是示例数据，由 data/sample/build.py 按公开数字排成统计月报的样式。",
    "数字均为国家统计局公布数，未作任何推算；每个数的出处见 facts_national.csv。",
    "固定资产投资没有1月单独数，首期为1—2月。",
    "基础设施投资2025年及以前不含电力、热力、燃气及水生产和供应业，2026年起包含，两种口径不可比。",
    "出处：",
)
HEADINGS = {
    "sector": "分产业",
    "field": "分领域",
    "industry": "分行业",
    "registration": "分登记注册类型",
    "region_group": "分地区",
}
# A breakdown of 民间投资 names its total in every row, so that it stays itself.
PRINTED = {
    "private": "民间固定资产投资",
    "infrastructure_2026": "基础设施投资",
    "residential": "住宅投资",
}
Facts = dict[tuple[str, str], tuple[Decimal | None, Decimal | None]]


def read_facts() -> Facts:
    """(period, indicator) to level in 亿元 and published growth."""
    return {
        (row["period"], row["indicator"]): (
            number(row["level_100m"]),
            number(row["growth_pct"]),
        )
        for row in read_rows("facts_national.csv")
    }


def write_national(folder: Path) -> Path:
    path = folder / FILE
    facts = read_facts()
    left = dict(facts)
    with Bulletin(path, "全国固定资产投资（不含农户）", "投资季析示例数据") as book:
        _contents(book)
        for name, codes in WITH_LEVELS:
            header = ("时期", *(part for code in codes for part in (_name(code), "")))
            rows = _down(left, codes, with_levels=True)
            _table(book, name, header, (LEVEL, GROWTH) * len(codes), rows)
        for name, codes in GROWTH_ONLY:
            _growth_table(book, name, codes, _down(left, codes, with_levels=False))
        for name, breakdown in INDUSTRIES:
            codes = tuple(
                i.code
                for i in read_indicators()
                if i.breakdown == breakdown and ("2018-02", i.code) in facts
            )
            _growth_table(book, name, codes, _down(left, codes, with_levels=False))
        _across(book, left)
        for month in sorted({month for month, _ in left}):
            _release(book, month, left)
    if left:
        raise ValueError(f"facts on no sheet: {sorted(left)[:5]}")
    return path


def _contents(book: Bulletin) -> None:
    """The first sheet: what is inside, what it is, where it comes from."""
    lines = [(f"{at}、{name}……",) for at, name in enumerate(SHEETS, start=1)]
    lines += [(line,) for line in EXPLANATION]
    sources = [
        (row["source"], row["what"], row["address"])
        for row in read_rows("sources.csv")
        if not row["source"].startswith("shaoyang")
    ]
    book.contents([*lines, *sources])


def _down(left: Facts, codes: tuple[str, ...], *, with_levels: bool) -> list[Row]:
    """Periods down; takes what it prints out of `left`."""
    rows = []
    for month in sorted({month for month, code in left if code in codes}):
        if not with_levels and month < "2018" and len(codes) > 4:
            continue  # single industries of one release: printed as that release
        cells = []
        for code in codes:
            level, growth = left.pop((month, code), (None, None))
            cells += [level, growth] if with_levels else [growth]
            if level is not None and not with_levels:
                raise ValueError(f"level of {code} in {month} would be lost")
        rows.append(Row(_period(month).label, tuple(cells)))
    return rows


def _growth_table(book: Bulletin, name: str, codes: tuple[str, ...], rows: list[Row]) -> None:
    header = ("时期", "同比增长（%）", *[""] * (len(codes) - 1))
    _table(book, name, header, tuple(_name(code) for code in codes), rows)


def _table(
    book: Bulletin,
    name: str,
    header: tuple[str, ...],
    second: tuple[str, ...],
    rows: list[Row],
) -> None:
    title = name if "投资" in name else f"{name}固定资产投资（不含农户）"
    book.table(name, f"全国{title}", "", (header, ("", *second)), rows, (SCOPE, SOURCE))


def _across(book: Bulletin, left: Facts) -> None:
    """Periods across: what releases gave now and then, growth only."""
    bare = {key: value[1] for key, value in left.items() if value[0] is None}
    bare = {key: g for key, g in bare.items() if not key[1].startswith("private_")}
    months = sorted({month for month, _ in bare})
    rows, heading = [], ""
    for indicator in read_indicators():
        code = indicator.code
        if code == "infrastructure_2026" or not any(c == code for _, c in bare):
            continue
        if HEADINGS[indicator.breakdown] != heading:
            heading = HEADINGS[indicator.breakdown]
            rows.append(Row(heading))
        also = "infrastructure_2026" if code == "infrastructure" else code
        cells = tuple(bare.get((m, code), bare.get((m, also))) for m in months)
        rows.append(Row(_name(code), cells, indent=1))
    for key in bare:
        left.pop(key)
    labels = tuple(_period(month).label for month in months)
    header = (("指标", GROWTH, *[""] * (len(months) - 1)), ("", *labels))
    scope = "注：基础设施投资2025年及以前不含电力、热力、燃气及水生产和供应业，2026年起包含。"
    title = "全国分领域、分登记注册类型、分地区固定资产投资（不含农户）"
    book.table("分领域和地区", title, "", header, rows, (scope, SOURCE))


def _release(book: Bulletin, month: str, left: Facts) -> None:
    """One release's table, level beside growth."""
    period = _period(month)
    rows, heading = [], ""
    for indicator in read_indicators():
        fact = left.pop((month, indicator.code), None)
        if fact is None:
            continue
        name = indicator.name
        if indicator.breakdown == "private_detail":
            name = f"{name.removeprefix('民间投资:')}民间固定资产投资"
        elif HEADINGS[indicator.breakdown] != heading:
            heading = HEADINGS[indicator.breakdown]
            rows.append(Row(heading))
        rows.append(Row(name, fact, indent=1))
    header = (("指标", period.label, ""), ("", LEVEL, GROWTH))
    title = f"{period.label}全国固定资产投资（不含农户）主要数据"
    book.table(period.label, title, "", header, rows, (SOURCE,))


def _period(month: str) -> Period:
    return parse_period_code(month)


def _name(code: str) -> str:
    names = {indicator.code: indicator.name for indicator in read_indicators()}
    return PRINTED.get(code, names[code])
