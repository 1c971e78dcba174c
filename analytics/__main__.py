"""The command line: python -m analytics …, the same functions as the pages.

Exit codes: 0 done; 1 something could not be read, a check fails or damage was found;
2 the call was wrong. Data on stdout, everything else on stderr, in Chinese.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.basics.errors import FixedAssetError, Problem, RefusedError
from analytics.basics.period import Period, parse_period_code
from analytics.intake.reading import Hints, Reading

if TYPE_CHECKING:
    from analytics.documents.making import Document


STATISTICS_MARTS = (
    *("growth", "ranking", "mix", "sources"),
    *("contribution", "derived", "reconciliation", "diffusion"),
)
LEDGER_MARTS = (
    *("completion", "totals", "projects", "status", "moves", "league"),
    *("funnel", "problems", "roster", "pace", "late"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = _parser().parse_args(arguments)
    say = _Speaker(options.quiet)
    try:
        return options.run(options, say)
    except FixedAssetError as error:
        say.error(str(error))
        return 1


class _Speaker:
    """Progress and problems, on stderr."""

    def __init__(self, is_quiet: bool) -> None:
        self._is_quiet = is_quiet

    def progress(self, text: str) -> None:
        if not self._is_quiet:
            self.error(text)

    def error(self, text: str) -> None:
        sys.stderr.write(text + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analytics", description="投资季析：读表、入湖、体检、出稿"
    )
    parser.add_argument("--quiet", action="store_true", help="不显示进度")
    commands = parser.add_subparsers(required=True, metavar="命令")

    read = commands.add_parser("read", help="读表但不入湖，列出印出的每个数字")
    read.add_argument("files", nargs="+", type=Path, metavar="文件")
    read.add_argument("--format", choices=("csv", "json"), default="csv")
    read.add_argument("--sender", default="", help="报送单位，如 邵阳市统计局")
    read.set_defaults(run=_read)

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

    check = commands.add_parser("check", help="运行全部体检，列出有问题的行")
    check.add_argument("--period", type=_period, help="如 2025-09")
    check.set_defaults(run=_check)

    verify = commands.add_parser("verify", help="核对原始文件和数据湖有无损坏")
    verify.set_defaults(run=_verify)

    rebuild = commands.add_parser("rebuild", help="由原始文件和上传日志重建数据湖")
    rebuild.set_defaults(run=_rebuild)

    uploads = commands.add_parser("uploads", help="列出全部上传")
    uploads.set_defaults(run=_uploads)

    withdraw = commands.add_parser("withdraw", help="撤回一次上传")
    withdraw.add_argument("upload_id", metavar="上传编号")
    withdraw.add_argument("--note", required=True, help="撤回原因")
    withdraw.add_argument("--by", default="", help="经办人")
    withdraw.set_defaults(run=_withdraw)

    mart = commands.add_parser("mart", help="输出一个数据集市")
    mart.add_argument("name", choices=(*STATISTICS_MARTS, *LEDGER_MARTS))
    mart.add_argument("--period", type=_period, help="如 2025-09")
    mart.add_argument("--region", help="地区名称或代码；ranking 为其下辖各地区排名")
    mart.add_argument("--indicator", help="指标名称或代码")
    mart.add_argument("--yardstick", default="calendar", help="序时口径，如 calendar、own_plan")
    mart.add_argument("--rule", default="default", help="状态规则，如 default、yinchuan")
    mart.add_argument("--as-of", type=datetime.fromisoformat, help="世界时，如 2025-10-20")
    mart.add_argument("--format", choices=("csv",), default="csv")
    mart.set_defaults(run=_mart)

    for name, run, words, place in (
        ("draft", _draft, "生成讲话稿：Word、PPT 或 Excel，看后缀", "如 季分析.docx、.pptx"),
        ("package", _package, "生成内网会议包（一个 zip）", "放会议包的文件夹"),
    ):
        made = commands.add_parser(name, help=words)
        made.add_argument("--period", type=_period, required=True, help="如 2025-09")
        made.add_argument("--region", required=True, help="地区名称或代码")
        made.add_argument("--kind", default="季分析报告", help="如 通报、领导备询卡")
        made.add_argument("--as-of", type=datetime.fromisoformat, help="世界时，如 2025-10-20")
        made.add_argument("-o", "--output", type=Path, required=True, help=place)
        made.set_defaults(run=run)
        if name == "draft":
            made.add_argument("--final", action="store_true", help="清稿：不带出处标记和出处表")
            made.add_argument("--large-print", action="store_true", help="大字念稿，也不带标记")

    start = commands.add_parser("first-start", help="湖是空的就装入示例数据")
    start.set_defaults(run=_first_start)
    return parser


def _period(text: str) -> Period:
    try:
        return parse_period_code(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"报告期应写成 2025-09，收到 {text}") from error


def _read(options: argparse.Namespace, say: _Speaker) -> int:
    from analytics.intake.listing import rows_as_csv, rows_as_json
    from analytics.reference import place_names

    hints = Hints(region_code=place_names.region_of_sender(options.sender))
    readings, is_whole = _read_files(options.files, hints, say)
    listing = rows_as_csv if options.format == "csv" else rows_as_json
    sys.stdout.write(listing(readings))
    return 0 if is_whole else 1


def _read_files(files: Sequence[Path], hints: Hints, say: _Speaker) -> tuple[list[Reading], bool]:
    from analytics.intake.files.sandbox import read_in_child

    readings, is_whole = [], True
    for path in files:
        try:
            reading = read_in_child(_bytes_of(path), path.name, hints)
        except FixedAssetError as error:
            say.error(str(error))
            is_whole = False
            continue
        readings.append(reading)
        for problem in reading.problems:
            say.error(str(problem))
        for question in reading.questions:
            say.error(f"{path.name} {question.sheet}：{question.prompt}")
        is_whole &= all(problem.severity != "error" for problem in reading.problems)
    return readings, is_whole


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(f"{path}：打不开。请检查路径是否正确、有无读取权限") from error


def _load(options: argparse.Namespace, say: _Speaker) -> int:
    from analytics.lake import loading
    from analytics.lake.connection import open_lake
    from analytics.tables import changes as change_tables

    lake = open_lake()
    is_whole = True
    for path in options.files:
        say.progress(f"{path.name}：正在读取")
        try:
            prepared = loading.prepare(
                lake, _bytes_of(path), path.name, options.sender, options.region
            )
            for problem in prepared.reading.problems:
                say.progress(str(problem))
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


def _check(options: argparse.Namespace, say: _Speaker) -> int:
    from analytics.lake.connection import open_lake
    from analytics.questions.checks import checks
    from analytics.questions.selection import Selection

    results = checks(open_lake(), Selection(period=options.period))
    for result in results:
        if result.is_passed:
            say.progress(f"通过　{result.name}")
            continue
        say.error(f"未通过　{result.message}（{len(result.rows)} 行）")
        sys.stdout.write(f"# {result.name}\n")
        sys.stdout.write(result.rows.to_csv(index=False))
    return 0 if all(result.is_passed for result in results) else 1


def _verify(_: argparse.Namespace, say: _Speaker) -> int:
    from analytics.lake import upkeep
    from analytics.lake.connection import open_lake

    return _report(upkeep.verify(open_lake(), say.progress), "原始文件和数据湖完好", say)


def _rebuild(_: argparse.Namespace, say: _Speaker) -> int:
    from analytics.lake import upkeep
    from analytics.lake.connection import lake_folder

    return _report(upkeep.rebuild(lake_folder(), say.progress), "数据湖已重建", say)


def _report(problems: list[Problem], all_well: str, say: _Speaker) -> int:
    for problem in problems:
        say.error(str(problem))
    if not problems:
        say.progress(all_well)
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _uploads(_: argparse.Namespace, __: _Speaker) -> int:
    from analytics.lake.connection import open_lake
    from analytics.questions import loaded

    sys.stdout.write(loaded.uploads(open_lake()).to_csv(index=False))
    return 0


def _withdraw(options: argparse.Namespace, say: _Speaker) -> int:
    from analytics.lake.connection import open_lake
    from analytics.lake.uploads import withdraw_upload

    withdraw_upload(open_lake(), options.upload_id, note=options.note, by=options.by)
    say.progress(f"已撤回 {options.upload_id}")
    return 0


def _mart(options: argparse.Namespace, _: _Speaker) -> int:
    from analytics.lake.connection import open_lake
    from analytics.lake.names import find_indicator, find_region
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


def _draft(options: argparse.Namespace, say: _Speaker) -> int:
    from analytics.documents import files

    suffix = options.output.suffix.lower()
    if suffix == ".docx" and options.large_print:
        suffix = files.READING
    elif suffix == ".docx" and options.final:
        suffix = files.FINAL
    if suffix not in files.FILES:
        raise RefusedError(f"{options.output}：不认识的后缀。请用 .docx、.pptx 或 .xlsx")
    made = _document(options, say)
    _write(options.output, files.FILES[suffix][1](made, datetime.now().astimezone()))
    say.progress(f"已写入 {options.output}")
    return 0


def _package(options: argparse.Namespace, say: _Speaker) -> int:
    from analytics.documents import files
    from analytics.export.package import file_name

    made = _document(options, say)
    path = options.output / f"{file_name(made.title)}{files.PACKAGE}"
    _write(path, files.FILES[files.PACKAGE][1](made, datetime.now().astimezone()))
    say.progress(f"已写入 {path}")
    return 0


def _document(options: argparse.Namespace, say: _Speaker) -> Document:
    """With the edits people kept; what the proof-reading finds goes to stderr."""
    from analytics.documents import making
    from analytics.lake.connection import open_lake
    from analytics.lake.names import find_region
    from analytics.questions.selection import RANKED, Chosen

    lake = open_lake()
    region = find_region(lake, options.region)
    selection = Chosen(region, options.period, options.as_of, judging=RANKED)
    made = making.document(lake, selection, options.kind)
    for problem in making.problems(made):
        say.progress(str(problem))
    return made


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise RefusedError(
            f"{path}：写不进去。请检查文件夹是否存在、能否写入，文件是否正被打开"
        ) from error


def _first_start(_: argparse.Namespace, say: _Speaker) -> int:
    from analytics.lake import loading
    from analytics.lake.connection import open_lake

    loading.load_sample_if_empty(open_lake(), say.progress)
    return 0


if __name__ == "__main__":
    sys.exit(main())
