"""draft and package: a document as edited, as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.basics.errors import RefusedError
from analytics.basics.moments import now_beijing
from analytics.cli.saying import Speaker, typed_moment, typed_period, write

if TYPE_CHECKING:
    from analytics.cli.saying import Commands
    from analytics.documents.making import Document


def add(commands: Commands) -> None:
    """The parsers of this group."""
    for name, run, words, place in (
        ("draft", _draft, "生成讲话稿：Word、PPT 或 Excel，看后缀", "如 季分析.docx、.pptx"),
        ("package", _package, "生成内网会议包（一个 zip）", "放会议包的文件夹"),
    ):
        made = commands.add_parser(name, help=words)
        made.add_argument("--period", type=typed_period, required=True, help="如 2025-09")
        made.add_argument("--region", required=True, help="地区名称或代码")
        made.add_argument("--kind", default="季分析报告", help="如 通报、领导备询卡")
        made.add_argument("--as-of", type=typed_moment, help="北京时间，如 2025-10-20（当天全天）")
        made.add_argument("-o", "--output", type=Path, required=True, help=place)
        made.set_defaults(run=run)
        if name == "draft":
            made.add_argument("--final", action="store_true", help="清稿：不带出处标记和出处表")
            made.add_argument("--large-print", action="store_true", help="大字念稿，也不带标记")


def _draft(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.documents import files

    suffix = options.output.suffix.lower()
    if suffix == ".docx" and options.large_print:
        suffix = files.READING
    elif suffix == ".docx" and options.final:
        suffix = files.FINAL
    if suffix not in files.FILES:
        raise RefusedError(f"{options.output}：不认识的后缀。请用 .docx、.pptx 或 .xlsx")
    made = _document(options, say)
    write(options.output, files.FILES[suffix][1](made, now_beijing()))
    say.progress(f"已写入 {options.output}")
    return 0


def _package(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.documents import files
    from analytics.export.package import file_name

    made = _document(options, say)
    path = options.output / f"{file_name(made.title)}{files.PACKAGE}"
    write(path, files.FILES[files.PACKAGE][1](made, now_beijing()))
    say.progress(f"已写入 {path}")
    return 0


def _document(options: argparse.Namespace, say: Speaker) -> Document:
    """With the edits people kept; what the proof-reading finds goes to stderr."""
    from analytics.documents import making
    from analytics.lake.names import find_region
    from analytics.lake.opening import open_lake
    from analytics.questions.selection import Chosen

    lake = open_lake()
    region = find_region(lake, options.region)
    selection = Chosen(region, options.period, options.as_of)
    made = making.document(lake, selection, options.kind)
    for problem in making.problems(made):
        say.progress(str(problem))
    return made
