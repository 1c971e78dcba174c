"""region add: a district, zone or township that stands on no list yet."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from analytics.cli.saying import Speaker

if TYPE_CHECKING:
    from analytics.cli.saying import Commands


def add(commands: Commands) -> None:
    """The parsers of this group."""
    region = commands.add_parser("region", help="新增地区：名单上没有的县区、开发区、乡镇")
    actions = region.add_subparsers(required=True, metavar="动作")
    new = actions.add_parser("add", help="新增一个地区，以后按名称认得")
    new.add_argument("name", metavar="名称")
    new.add_argument("--parent", required=True, help="上级地区，名称或代码")
    new.add_argument("--code", default="", help="区划代码；不填就另编一个，不占用别处的")
    new.add_argument(
        "--kind",
        choices=("county", "zone", "township"),
        default="",
        help="县（市、区）、开发区、乡镇街道；不填按名称判断",
    )
    new.add_argument("--by", default="", help="经办人")
    new.set_defaults(run=_add)


def _add(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake.office_lists import add_region
    from analytics.lake.opening import open_lake

    made = add_region(
        open_lake(),
        options.name,
        options.parent,
        code=options.code,
        kind=options.kind,
        by=options.by,
    )
    say.progress(f"名单上有了{made.name}，代码 {made.code}")
    return 0
