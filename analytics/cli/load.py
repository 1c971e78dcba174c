"""load and first-start: files into the lake, each as one upload."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.basics.errors import FixedAssetError
from analytics.cli.saying import Speaker, bytes_of, person, write_table

if TYPE_CHECKING:
    from analytics.cli.saying import Commands
    from analytics.intake.reading import Question
    from analytics.lake.answering import Given, Meant
    from analytics.lake.connection import Lake
    from analytics.lake.gate import Weighed
    from analytics.lake.loading import Prepared

REFUSED, WAITS, STOPPED = 1, 3, 4
LABELS_NAMED = 12


def add(commands: Commands) -> None:
    """The parsers of this group."""
    load = commands.add_parser("load", help="读表、检查并作为一次上传入湖")
    load.add_argument("files", nargs="+", type=Path, metavar="文件")
    load.add_argument("--sender", required=True, help="报送单位，如 邵阳市统计局")
    load.add_argument("--region", default="", help="报送单位所属地区，名称或代码")
    load.add_argument(
        "--reason", default="例行更新", help="例行更新、口径方法、更正差错、上报表改动"
    )
    load.add_argument("--by", default=person(), help="经办人；不写时是登录本机的用户")
    load.add_argument("--dry-run", action="store_true", help="只显示与已入库的差别和体检")
    load.add_argument("--note", default="", help="红色体检确认无误的原因；不写明就不入湖")
    load.add_argument(
        "--leave-out-unanswered", action="store_true", help="有疑问的表不收，其余入湖"
    )
    load.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="类别=回答",
        help="回答表上没写明的，可写多次：unit=亿元、year=2026年1-5月；名单上没有的地区写 "
        "region=云桥区@益阳市",
    )
    load.add_argument(
        "--answers",
        action="append",
        default=[],
        type=Path,
        metavar="文件.csv",
        help="回答的文件：sheet 或 fingerprint、about、answer 三列",
    )
    load.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="名称=指标",
        help="表上的指标名对应名单上哪个指标，可写多次；新指标写 "
        "名称=数字经济投资@固定资产投资@亿元@不相加",
    )
    load.set_defaults(run=_load)

    start = commands.add_parser("first-start", help="湖是空的就装入示例数据")
    start.set_defaults(run=_first_start)


def _load(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake import answering
    from analytics.lake.opening import open_lake

    given = [answering.parse_answer(text) for text in options.answer]
    given += [one for path in options.answers for one in answering.read_answers(path)]
    meant = [answering.parse_meant(text) for text in options.map]
    fitting: set[Given | Meant] = set()
    lake = open_lake()
    ends = set()
    waiting: list[tuple[str, Question]] = []
    for path in options.files:
        say.progress(f"{path.name}：正在读取")
        try:
            prepared, answering_it = _prepared(lake, path, options, given)
            fitting |= answering_it
            _say_what_was_read(prepared, say)
            _say_unknown_labels(lake, prepared, meant, say)
            weighed, meaning_it = _weighed(lake, prepared, options, meant, say)
            fitting |= meaning_it
            open_questions = prepared.reading.questions
            if open_questions and not options.leave_out_unanswered:
                waiting += [(path.name, question) for question in open_questions]
                ends.add(WAITS)
            elif weighed.is_stopped and not options.note:
                say.error(str(weighed.refusal))
                ends.add(STOPPED)
            elif not options.dry_run:
                _accept(lake, weighed, options, say)
            if options.dry_run:
                _list_changes(prepared)
        except FixedAssetError as error:
            say.error(str(error))
            ends.add(REFUSED)
    _list_questions(waiting, say)
    if not ends and not options.dry_run:
        every: set[Given | Meant] = {*given, *meant}
        _say_what_fits_nothing(every - fitting, say)
    return next((end for end in (REFUSED, STOPPED, WAITS) if end in ends), 0)


def _prepared(
    lake: Lake, path: Path, options: argparse.Namespace, given: Sequence[Given]
) -> tuple[Prepared, set[Given]]:
    from analytics.lake import answering, loading

    data = bytes_of(path)

    def prepare(answers: answering.Answers) -> Prepared:
        return loading.prepare(lake, data, path.name, options.sender, options.region, answers)

    by = None if options.dry_run else options.by
    return answering.answer_questions(lake, prepare, given, by)


def _say_what_was_read(prepared: Prepared, say: Speaker) -> None:
    from analytics.tables import changes as change_tables
    from analytics.tables import reading as reading_tables

    reading = prepared.reading
    for problem in reading.problems:
        say.progress(str(problem))
    for line in reading_tables.drift_lines(prepared):
        say.error(f"{reading.file}：{line}")
    states = prepared.states
    if reading.rows or prepared.ledger_difference.empty:
        say.progress(
            f"{reading.file}：{len(reading.rows)} 个数字，"
            f"新增 {states['new']}，变动 {states['changed']}，相同 {states['equal']}"
        )
    for line in change_tables.summary_lines(prepared.ledger_difference):
        say.progress(f"{reading.file}　{line}")


def _say_unknown_labels(
    lake: Lake, prepared: Prepared, meant: Sequence[Meant], say: Speaker
) -> None:
    """The labels no list knows, whose figures are on no page until they are given a meaning."""
    from analytics.lake import loading
    from analytics.reference.indicators import label_key

    given = {label_key(one.label) for one in meant}
    unknown = [
        label
        for label in loading.unknown_labels(lake, prepared.reading)
        if label_key(label) not in given
    ]
    if unknown:
        more = f"等 {len(unknown)} 个" if len(unknown) > LABELS_NAMED else ""
        say.error(
            f"{prepared.reading.file}：投资指标名 {'、'.join(unknown[:LABELS_NAMED])}{more}未识别，"
            f"照原样保存，对应后才进入图表：用 --map {unknown[0]}=指标"
            "（新指标写 名称=数字经济投资@固定资产投资@亿元@不相加）再运行"
        )


def _list_changes(prepared: Prepared) -> None:
    from analytics.tables import changes as change_tables

    changes = change_tables.changes_table(prepared.ledger_difference)
    if not changes.empty:
        write_table(changes)


def _weighed(
    lake: Lake,
    prepared: Prepared,
    options: argparse.Namespace,
    meant: Sequence[Meant],
    say: Speaker,
) -> tuple[Weighed, set[Meant]]:
    from analytics.lake import answering, gate
    from analytics.tables import checks as check_tables

    by = None if options.dry_run else options.by
    mappings, fitting = answering.mappings_of(lake, prepared, meant, by)
    weighed = gate.weigh(lake, prepared, mappings)
    say.progress(f"{prepared.reading.file}：{check_tables.counts_line(weighed.findings)}")
    for line in check_tables.finding_lines(weighed.findings):
        say.error(line)
    return weighed, fitting


def _accept(lake: Lake, weighed: Weighed, options: argparse.Namespace, say: Speaker) -> None:
    from analytics.lake import gate

    file = weighed.prepared.reading.file
    receipt = gate.accept(
        lake,
        weighed,
        note=options.note,
        reason=options.reason,
        uploaded_by=options.by,
        is_leaving_out_unanswered=options.leave_out_unanswered,
    )
    if receipt.is_known:
        say.progress(f"{file}：与已接收的上传 {receipt.upload_id} 完全相同，未重复入库")
    else:
        say.progress(f"{file}：已接收 {receipt.row_count} 个数字（{receipt.upload_id}）")


def _say_what_fits_nothing(spare: set[Given | Meant], say: Speaker) -> None:
    """What was given and nothing asked for, or a slip of the pen would go unseen."""
    from analytics.lake.answering import Given

    for one in spare:
        if isinstance(one, Given):
            said, why = f"{one.about}={one.answer}", "没有哪张表问到它（记住了的不再问）"
        else:
            said, why = f"{one.label}={one.indicator}", "表上没有这个名称，或它已有对应"
        say.error(f"没有用到 {said}：{why}。已入库的不受影响，请核对写法")


def _list_questions(waiting: Sequence[tuple[str, Question]], say: Speaker) -> None:
    """Each question on stderr, and on stdout as the file --answers takes."""
    if not waiting:
        return
    from analytics.reference.regions import full_name

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("file", "sheet", "fingerprint", "about", "answer", "choices", "question"))
    for file, question in waiting:
        guess = question.likeliest
        guess = full_name(guess) or guess
        likely = f"（多半是 {guess}）" if guess else ""
        say.error(f"{file} {question.sheet}：{question.prompt}{likely}")
        choices = "|".join(question.choices)
        keys = (file, question.sheet, question.fingerprint, question.about)
        table.writerow((*keys, guess, choices, question.prompt))
    say.error(
        "没有入库，等回答：用 --answer 类别=回答（如 unit=亿元、region=云桥区@益阳市），"
        "或把列出的问题存成文件，改好 answer 列，用 --answers 文件 再运行"
    )


def _first_start(_: argparse.Namespace, say: Speaker) -> int:
    from analytics.lake import history, loading
    from analytics.lake.opening import open_lake

    lake = open_lake(progress=say.progress)
    loading.load_sample_if_empty(lake, say.progress)
    if not history.is_current(lake):
        history.bring_up_to_date(lake, say.progress)
    return 0
