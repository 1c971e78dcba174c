"""An invented county and its invented city: levels that add up, growth that follows.

Every figure comes from facts_county.csv and facts_city.csv by integer arithmetic, so
that parts add up exactly and the same files come out on every machine.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from analytics.basics.numbers import rounded
from analytics.basics.period import Period, parse_period_code
from data.sample.bulletin import Bulletin, Row, read_rows

AUTHOR = "投资季析示例数据"
INVENTED = "注：本表为虚构示例，地区和数字均不存在，不得引用。"
REVISED = "注：民间投资增速按可比口径计算，上年同期数按控股情况核实结果作了修订。"
TOTAL = "固定资产投资"
MONTHS = (
    *((2024, 3), (2024, 6), (2024, 9), (2024, 12)),
    *((2025, month) for month in range(2, 10)),
)
# Of a thousand parts of the year's investment, those done by the end of each month.
DONE = {2: 72, 3: 158, 4: 236, 5: 322, 6: 432, 7: 508, 8: 588, 9: 680, 12: 1000}
SECTORS = {
    "第一产业": ("农林牧渔业",),
    "第二产业": ("采矿业", "制造业", "电力、热力、燃气及水生产和供应业", "建筑业"),
}
INDUSTRIAL = SECTORS["第二产业"][:3]
INFRASTRUCTURE = (
    "交通运输、仓储和邮政业",
    "信息传输、软件和信息技术服务业",
    "水利、环境和公共设施管理业",
)
# 民间投资 of 2024 was revised up by 3.1 %: its growth is not the ratio of the levels.
REVISION = {("民间投资", 2025): Decimal("1.031")}
Levels = dict[str, int]


def write_county(folder: Path) -> list[Path]:
    return [_county(folder, Period(year, month)) for year, month in MONTHS]


def write_city(folder: Path) -> Path:
    """The city's table of its districts over all periods: growth and rank."""
    facts = read_rows("facts_city.csv")
    path = folder / "示例市各县市区固定资产投资_2024-2025.xlsx"
    units = [name for name in facts[0] if name not in ("period", "全市")]
    columns: list[dict[str, tuple[Decimal, int | None]]] = []
    for row in facts:
        period = parse_period_code(row["period"])
        own = growth_of(TOTAL, period, levels(period), levels(period.last_year))
        growth = {"示例县": own, **{unit: Decimal(row[unit]) for unit in units}}
        ranked = {
            name: (value, 1 + sum(other > value for other in growth.values()))
            for name, value in growth.items()
        }
        columns.append({"全市": (Decimal(row["全市"]), None), **ranked})
    rows = [
        Row(name, tuple(cell for column in columns for cell in column[name])) for name in columns[0]
    ]
    labels = [parse_period_code(row["period"]).label for row in facts]
    top = ("地区", *(part for label in labels for part in (label, "")))
    header = (top, ("", *("增速（%）", "排名") * len(facts)))
    with Bulletin(path, "示例市固定资产投资", AUTHOR) as book:
        book.table("固定资产投资", TOTAL, "", header, rows, (INVENTED,))
    return path


def levels(period: Period) -> Levels:
    """Every level of one period: 万元, and 个 for projects."""
    facts = read_rows("facts_county.csv")
    result: Levels = {}
    for at, fact in enumerate(facts):
        if fact["group"] == "industry":
            year = int(fact[f"y{period.year}"])
            ripple = 1000 + 2 * _ripple(at, period)
            result[fact["label"]] = _part(year * ripple, DONE[period.month], 10**6)
    industries = dict(result)
    result[TOTAL] = sum(industries.values())
    for sector, members in SECTORS.items():
        result[sector] = sum(industries[name] for name in members)
    result["第三产业"] = result[TOTAL] - result["第一产业"] - result["第二产业"]
    result["工业投资"] = sum(industries[name] for name in INDUSTRIAL)
    wholes = {**result, "三个行业": sum(industries[name] for name in INFRASTRUCTURE)}
    rest = result[TOTAL]
    for at, fact in enumerate(facts):
        if fact["group"] in ("industry", "project"):
            continue
        if fact["of"]:
            share = int(fact[f"y{period.year}"])
            # Scaled by the smaller side, so that what is left does not jump.
            swing = min(share, 1000 - share) * _ripple(at, period)
            value = _part(wholes[fact["of"]], share * 1000 + swing, 10**6)
            rest -= value
        else:
            value = rest  # the last of a partition takes what is left
        result[fact["label"]] = value
        is_last = at + 1 == len(facts) or facts[at + 1]["group"] != fact["group"]
        rest = result[TOTAL] if is_last else rest
    return result | _projects(facts, period)


def growth_of(label: str, period: Period, now: Levels, before: Levels) -> Decimal:
    """Published growth: on the comparable base, one decimal."""
    base = before[label] * REVISION.get((label, period.year), Decimal(1))
    return rounded((now[label] / base - 1) * 100)


def _projects(facts: list[dict[str, str]], period: Period) -> Levels:
    under_way, started, finished = (
        int(fact[f"y{period.year}"]) for fact in facts if fact["group"] == "project"
    )
    done = DONE[period.month]
    return {
        "施工项目个数": _part(under_way, 400 + 50 * period.month, 1000),
        "其中：本年新开工": _part(started, done, 1000),
        "本年投产项目个数": _part(finished, done * period.month, 12_000),
    }


def _ripple(at: int, period: Period) -> int:
    """A small unevenness between -6 and 6, so that lines are not straight."""
    return (7 * at + 5 * period.month + 3 * period.year) % 13 - 6


def _part(whole: int, numerator: int, denominator: int) -> int:
    return (2 * whole * numerator + denominator) // (2 * denominator)


def _county(folder: Path, period: Period) -> Path:
    now, before = levels(period), levels(period.last_year)
    months = period.months_label.replace("—", "-")
    heading = f"{period.year}年{months}"
    groups: dict[str, list[str]] = {}
    for fact in read_rows("facts_county.csv"):
        groups.setdefault(fact["group"], []).append(fact["label"])

    def line(label: str, indent: int = 0) -> Row:
        growth = growth_of(label, period, now, before)
        return Row(label, (now[label], growth), indent)

    outline = [line(TOTAL)]
    for title, labels in (
        ("一、按产业分", ["第一产业", "第二产业", "第三产业"]),
        ("二、按构成分", groups["composition"]),
        ("三、按登记注册类型分", groups["registration"]),
        ("四、按经济类型分", groups["holding"]),
        ("五、按领域分", ["工业投资", *sorted(groups["field"])]),
    ):
        outline += [Row(title), *(line(label, 1) for label in labels)]
    industries = [line(label) for label in groups["industry"]]
    industries.insert(-8, Row("金融业", ("—", "—")))
    stale = [Row(label, (before[label], "—")) for label in groups["industry"]]
    header = (("指标", months, ""), ("", "总量（万元）", "增速（%）"))
    counts = (("指标", months, ""), ("", "总量（个）", "增速（%）"))
    notes = (REVISED, INVENTED) if period.year == 2025 else (INVENTED,)
    path = folder / f"示例县统计月报_{period.code}.xlsx"
    with Bulletin(path, "示例县统计月报", AUTHOR) as book:
        contents = ("固定资产投资", "各行业固定资产投资", "项目个数", "各乡镇固定资产投资")
        lines = [(f"{at}、{name}……",) for at, name in enumerate(contents, start=1)]
        book.contents([*lines, (INVENTED,)])
        book.table("投资1", TOTAL, heading, header, outline, notes)
        title = "各行业固定资产投资"
        book.table("投资2", title, "", header, industries, (INVENTED,))
        old = ("此表为旧底稿。", INVENTED)
        book.table("投资2旧", title, "", header, stale, old, is_hidden=True)
        projects = [line(label) for label in groups["project"]]
        book.table("投资3", "项目个数", "", counts, projects, (INVENTED,))
        units = _units(groups["unit"], period, now, before)
        by_unit = (("地区", months, "", ""), ("", "总量（万元）", "增速（%）", "排名"))
        title = "各乡镇（街道）固定资产投资"
        book.table("投资4", title, "", by_unit, units, (INVENTED,))
    return path


def _units(labels: list[str], period: Period, now: Levels, before: Levels) -> list[Row]:
    growth = {label: growth_of(label, period, now, before) for label in labels}
    rows = [Row("全县", (now[TOTAL], growth_of(TOTAL, period, now, before), None))]
    for label in labels:
        place = 1 + sum(other > growth[label] for other in growth.values())
        rows.append(Row(label, (now[label], growth[label], place)))
    return rows
