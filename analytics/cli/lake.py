"""check, verify, rebuild, uploads and withdraw: what the lake holds, and keeping it whole."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from analytics.basics.errors import Problem
from analytics.cli.saying import Speaker, typed_period, write_table

if TYPE_CHECKING:
    from analytics.cli.saying import Commands


def add(commands: Commands) -> None:
    """The parsers of this group."""
    check = commands.add_parser("check", help="运行全部体检，列出有问题的行")
    check.add_argument("--period", type=typed_period, help="如 2025-09")
    check.set_defaults(run=_check)

    verify = commands.add_parser("verify", help="核对原始文件和数据湖有无损坏")
    verify.set_defaults(run=_verify)

    rebuild = commands.add_parser("rebuild", help="由原始文件和上传日志重建数据湖")
    rebuild.add_argument(
        "--reference", action="store_true", help="只按更新后的名单重新整理已入库的数字"
    )
    rebuild.set_defaults(run=_rebuild)

    uploads = commands.add_parser("uploads", help="列出全部上传")
    uploads.set_defaults(run=_uploads)

    withdraw = commands.add_parser("withdraw", help="撤回一次上传")
    withdraw.add_argument("upload_id", metavar="上传编号")
    withdraw.add_argument("--note", required=True, help="撤回原因")
    withdraw.add_argument("--by", default="", help="经办人")
    withdraw.set_defaults(run=_withdraw)


def _check(options: argparse.Namespace, say: Speaker) -> int:
    import pandas as pd

    from analytics.lake.opening import open_lake
    from analytics.questions.checks import checks
    from analytics.questions.selection import Selection

    results = checks(open_lake(), Selection(period=options.period))
    for result in results:
        if result.is_passed:
            say.progress(f"通过　{result.name}")
            continue
        say.error(f"未通过　{result.message}（{len(result.rows)} 行）")
    # One table, that a spreadsheet opens whole: the check's name first, then what any has.
    failed = [one.rows.assign(check_name=one.name) for one in results if not one.is_passed]
    if failed:
        every = pd.concat(failed, ignore_index=True)
        write_table(every[["check_name", *every.columns.drop("check_name")]])
    return 1 if failed else 0


def _verify(_: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake import upkeep
    from analytics.lake.opening import open_lake

    return _report(upkeep.verify(open_lake(), say.progress), "原始文件和数据湖完好", say)


def _rebuild(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake import history, rebuilding
    from analytics.lake.opening import lake_folder, open_lake

    if options.reference:
        history.bring_up_to_date(open_lake(progress=say.progress), say.progress)
        say.progress("已按现有名单整理")
        return 0
    return _report(rebuilding.rebuild(lake_folder(), say.progress), "数据湖已重建", say)


def _report(problems: list[Problem], all_well: str, say: Speaker) -> int:
    for problem in problems:
        say.error(str(problem))
    if not problems:
        say.progress(all_well)
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _uploads(_: argparse.Namespace, __: Speaker) -> int:
    from analytics.lake.opening import open_lake
    from analytics.questions import loaded

    write_table(loaded.uploads(open_lake()))
    return 0


def _withdraw(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake.opening import open_lake
    from analytics.lake.uploads import withdraw_upload

    withdraw_upload(open_lake(), options.upload_id, note=options.note, by=options.by)
    say.progress(f"已撤回 {options.upload_id}")
    return 0
