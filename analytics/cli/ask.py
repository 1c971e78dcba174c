"""mart: the answer to one question as CSV."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from analytics.basics.errors import RefusedError
from analytics.cli.saying import Speaker, typed_moment, typed_period

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


def add(commands: Commands) -> None:
    """The parsers of this group."""
    mart = commands.add_parser("mart", help="输出一个数据集市")
    mart.add_argument("name", choices=(*STATISTICS_MARTS, *LEDGER_MARTS))
    mart.add_argument("--period", type=typed_period, help="如 2025-09")
    mart.add_argument("--region", help="地区名称或代码；ranking 为其下辖各地区排名")
    mart.add_argument("--indicator", help="指标名称或代码")
    mart.add_argument("--yardstick", default="calendar", help="序时口径，如 calendar、own_plan")
    mart.add_argument("--rule", default="default", help="状态规则，如 default、yinchuan")
    mart.add_argument("--as-of", type=typed_moment, help="世界时，如 2025-10-20")
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
        judging = Judging(yardstick=options.yardstick, rule=options.rule)
        selection = selection.but(judging=judging)
    sys.stdout.write(question(lake, selection).to_csv(index=False))
    return 0
