"""load and first-start: files into the lake, each as one upload."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.basics.errors import FixedAssetError
from analytics.cli.saying import Speaker, bytes_of

if TYPE_CHECKING:
    from analytics.cli.saying import Commands


def add(commands: Commands) -> None:
    """The parsers of this group."""
    load = commands.add_parser("load", help="读表、检查并作为一次上传入湖")
    load.add_argument("files", nargs="+", type=Path, metavar="文件")
    load.add_argument("--sender", required=True, help="报送单位，如 邵阳市统计局")
    load.add_argument("--region", default="", help="报送单位所属地区，名称或代码")
    load.add_argument(
        "--reason", default="例行更新", help="例行更新、口径方法、更正差错、上报表改动"
    )
    load.add_argument("--by", default="", help="经办人")
    load.add_argument("--dry-run", action="store_true", help="只显示与已入库的差别")
    load.add_argument(
        "--leave-out-unanswered", action="store_true", help="有疑问的表不收，其余入湖"
    )
    load.set_defaults(run=_load)

    start = commands.add_parser("first-start", help="湖是空的就装入示例数据")
    start.set_defaults(run=_first_start)


def _load(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake import loading
    from analytics.lake.opening import open_lake
    from analytics.tables import changes as change_tables
    from analytics.tables import reading as reading_tables

    lake = open_lake()
    is_whole = True
    for path in options.files:
        say.progress(f"{path.name}：正在读取")
        try:
            prepared = loading.prepare(
                lake, bytes_of(path), path.name, options.sender, options.region
            )
            for problem in prepared.reading.problems:
                say.progress(str(problem))
            for line in reading_tables.drift_lines(prepared):
                say.error(f"{path.name}：{line}")
            for question in prepared.reading.questions:
                say.error(f"{path.name} {question.sheet}：{question.prompt}")
            states = prepared.states
            if prepared.reading.rows or prepared.ledger_difference.empty:
                say.progress(
                    f"{path.name}：{len(prepared.reading.rows)} 个数字，"
                    f"新增 {states['new']}，变动 {states['changed']}，相同 {states['equal']}"
                )
            for line in change_tables.summary_lines(prepared.ledger_difference):
                say.progress(f"{path.name}　{line}")
            if options.dry_run:
                changes = change_tables.changes_table(prepared.ledger_difference)
                if not changes.empty:
                    sys.stdout.write(changes.to_csv(index=False))
                continue
            receipt = prepared.accept(
                lake,
                reason=options.reason,
                uploaded_by=options.by,
                is_leaving_out_unanswered=options.leave_out_unanswered,
            )
        except FixedAssetError as error:
            say.error(str(error))
            is_whole = False
            continue
        if receipt.is_known:
            say.progress(f"{path.name}：与已接收的上传 {receipt.upload_id} 完全相同，未重复入库")
        else:
            say.progress(f"{path.name}：已接收 {receipt.row_count} 个数字（{receipt.upload_id}）")
    return 0 if is_whole else 1


def _first_start(_: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake import history, loading
    from analytics.lake.opening import open_lake

    lake = open_lake(progress=say.progress)
    loading.load_sample_if_empty(lake, say.progress)
    if not history.is_current(lake):
        history.bring_up_to_date(lake, say.progress)
    return 0
