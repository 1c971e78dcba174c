"""mart: the answer to one question as CSV."""

from __future__ import annotations

import argparse
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from analytics.basics.errors import RefusedError
from analytics.cli.saying import (
    Speaker,
    typed_moment,
    typed_period,
    typed_scale,
    typed_threshold,
    write_table,
)

# The names of questions.by_name, which is imported when one is asked.
STATISTICS_MARTS = (
    *("growth", "ranking", "mix", "sources"),
    *("contribution", "derived", "reconciliation", "diffusion"),
)
LEDGER_MARTS = (
    *("completion", "totals", "projects", "status", "moves", "league"),
    *("funnel", "problems", "roster", "pace", "late"),
)

if TYPE_CHECKING:
    from analytics.cli.saying import Commands
    from analytics.lake.connection import Lake
    from analytics.questions.selection import Selection


def add(commands: Commands) -> None:
    """The parsers of this group."""
    mart = commands.add_parser("mart", help="输出一个数据集市")
    mart.add_argument("name", choices=(*STATISTICS_MARTS, *LEDGER_MARTS))
    mart.add_argument("--period", type=typed_period, help="如 2025-09")
    mart.add_argument("--region", help="地区名称或代码；ranking 为其下辖各地区排名")
    mart.add_argument("--indicator", help="指标名称或代码")
    mart.add_argument("--yardstick", default="calendar", help="序时口径，如 calendar、own_plan")
    mart.add_argument(
        "--scale", type=typed_scale, default="1.2", help="scaled 的倍数 k（k·n/12），如 1.2"
    )
    mart.add_argument(
        "--threshold", type=typed_threshold, help="league 的参排门槛，万元；不填按 settings.csv"
    )
    mart.add_argument("--rule", default="default", help="状态规则，如 default、yinchuan")
    mart.add_argument("--as-of", type=typed_moment, help="北京时间，如 2025-10-20（当天全天）")
    mart.add_argument("--format", choices=("csv",), default="csv")
    mart.set_defaults(run=_mart)


def _mart(options: argparse.Namespace, _: Speaker) -> int:
    from analytics.lake.names import find_indicator, find_region
    from analytics.lake.opening import open_lake
    from analytics.questions import by_name
    from analytics.questions.selection import Judging, Selection

    lake = open_lake()
    selection = Selection(
        region=find_region(lake, options.region) if options.region else None,
        period=options.period,
        as_of=options.as_of,
    )
    if options.name in by_name.STATISTICS:
        question = by_name.STATISTICS[options.name]
        if options.indicator:
            code = find_indicator(lake, options.indicator, options.period)
            selection = selection.but(indicator=code)
    else:
        question = by_name.LEDGER[options.name]
        if options.indicator:
            raise RefusedError(
                f"项目台账没有指标一栏，mart {options.name} 不用 --indicator。请去掉"
            )
        scale = options.scale if options.yardstick == "scaled" else Decimal(1)
        judging = Judging(yardstick=options.yardstick, rule=options.rule, schedule_scale=scale)
        if options.threshold is not None:
            judging = replace(judging, plan_threshold_cny_10k=options.threshold)
        selection = selection.but(judging=judging)
    if options.period:
        _refuse_what_is_not_there(lake, selection, options.name)
    write_table(question(lake, selection))
    return 0


def _refuse_what_is_not_there(lake: Lake, selection: Selection, name: str) -> None:
    """An empty answer may be true; one about a period nobody sent is not."""
    from analytics.questions import loaded

    kind = loaded.STATISTICS if name in STATISTICS_MARTS else loaded.LEDGER
    # A ranking is of the regions in it, which may have figures where it has none.
    of_region = selection.but(region=None) if name == "ranking" else selection
    known = sorted(set(loaded.periods_loaded(lake, of_region, kind=kind).period_code))
    period = selection.period
    if period is None or period.code in known:
        return
    where = selection.region.name if selection.region else ""
    what = "统计局月报" if kind == loaded.STATISTICS else "项目台账"
    if not known:
        raise RefusedError(f"{where}没有{what}的数。请先用 load 装入，或改 --region")
    raise RefusedError(
        f"{where}没有{period.label}{what}的数，有的是 {known[0]} 至 {known[-1]}。请改 --period"
    )
