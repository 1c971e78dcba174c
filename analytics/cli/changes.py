"""changes: what a file would change, or what changed between two versions."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.basics.errors import RefusedError
from analytics.cli.saying import Speaker, bytes_of, typed_moment, write_table

if TYPE_CHECKING:
    from analytics.cli.saying import Commands
    from analytics.lake.connection import Lake
    from analytics.questions.changes import Differences


def add(commands: Commands) -> None:
    """The parser of this command."""
    changes = commands.add_parser(
        "changes", help="一个文件接收后会改变什么，或两个版次之间变了什么"
    )
    changes.add_argument("file", nargs="?", type=Path, metavar="文件", help="还没有接收的文件")
    changes.add_argument("--sender", default="", help="报送单位，如 邵阳市统计局")
    changes.add_argument("--region", default="", help="报送单位所属地区，名称或代码")
    changes.add_argument("--upload", default="", help="上传编号：这次上传改变了什么")
    changes.add_argument("--since", type=typed_moment, help="较早的版次，时刻同 mart --as-of")
    changes.add_argument("--until", type=typed_moment, help="较晚的版次；不写是现在")
    changes.set_defaults(run=_changes)


def _changes(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake.opening import open_lake
    from analytics.tables import versions

    found = _found(open_lake(), options)
    say.progress(versions.line(found))
    write_table(versions.listing(found))
    return 0


def _found(lake: Lake, options: argparse.Namespace) -> Differences:
    from analytics.lake import gate, loading
    from analytics.questions import loaded
    from analytics.questions.changes import NOW, changes, of_upload

    if options.file is not None:
        if not options.sender:
            raise RefusedError("没有写报送单位。请加 --sender，如 --sender 邵阳市统计局")
        data = bytes_of(options.file)
        prepared = loading.prepare(lake, data, options.file.name, options.sender, options.region)
        weighed = gate.weigh(lake, prepared)
        return changes(weighed.lake, weighed.moment, NOW)
    if options.upload:
        return of_upload(lake, options.upload)
    since: datetime | None = options.since
    if since is None:
        raise RefusedError("没有写看什么。请写一个文件，或 --upload 上传编号，或 --since 时刻")
    if loaded.uploads(lake).empty:
        raise RefusedError("数据湖里还没有上传。请先运行 load")
    return changes(lake, since, options.until or NOW)
