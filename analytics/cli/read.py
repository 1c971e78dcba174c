"""read: what a file says, without storing it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.basics.errors import FixedAssetError
from analytics.cli.saying import Speaker, bytes_of
from analytics.intake.reading import Hints, Reading

if TYPE_CHECKING:
    from analytics.cli.saying import Commands
    from analytics.reference.regions import Region


def add(commands: Commands) -> None:
    """The parsers of this group."""
    read = commands.add_parser("read", help="读表但不入湖，列出印出的每个数字")
    read.add_argument("files", nargs="+", type=Path, metavar="文件")
    read.add_argument("--format", choices=("csv", "json"), default="csv")
    read.add_argument("--sender", default="", help="报送单位，如 邵阳市统计局")
    read.set_defaults(run=_read)


def _read(options: argparse.Namespace, say: Speaker) -> int:
    from analytics.intake.listing import rows_as_csv, rows_as_json
    from analytics.reference import place_names, regions, titled_places

    added = _added_regions()
    regions.know(added)
    region = place_names.region_of_sender(options.sender)
    hints = Hints(region, sender_region=titled_places.of_sender(options.sender), regions=added)
    readings, is_whole = _read_files(options.files, hints, say)
    listing = rows_as_csv if options.format == "csv" else rows_as_json
    sys.stdout.write(listing(readings))
    return 0 if is_whole else 1


def _added_regions() -> tuple[Region, ...]:
    """The regions on the lake's list, where there is a lake; none is made."""
    from analytics.lake.hardened import catalogue_of
    from analytics.lake.office_lists import office_regions
    from analytics.lake.opening import lake_folder, open_lake

    folder = lake_folder()
    return office_regions(open_lake(folder)) if catalogue_of(folder).exists() else ()


def _read_files(files: Sequence[Path], hints: Hints, say: Speaker) -> tuple[list[Reading], bool]:
    from analytics.intake.files.sandbox import read_in_child

    readings, is_whole = [], True
    for path in files:
        try:
            reading = read_in_child(bytes_of(path), path.name, hints)
        except FixedAssetError as error:
            say.error(str(error))
            is_whole = False
            continue
        readings.append(reading)
        for problem in reading.problems:
            say.error(str(problem))
        for question in reading.questions:
            likely = f"（拟作：{answer}）" if (answer := question.likeliest) else ""
            say.error(f"{path.name} {question.sheet}：{question.prompt}{likely}")
        if reading.questions:
            about = reading.questions[0].about
            say.error(f"入库时回答：load {path.name} --answer '{about}=回答'，或在上传页上回答")
        is_whole &= all(problem.severity != "error" for problem in reading.problems)
    return readings, is_whole
