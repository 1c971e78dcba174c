"""The command line: python -m analytics …, the same functions as the pages.

Exit codes: 0 done; 1 something could not be read, a check fails or damage was found;
2 the call was wrong; 3 load waits for answers, and what waits was not taken in;
4 load found red checks and no --note, and what they are of was not taken in.
Data on stdout, everything else on stderr, in Chinese.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from analytics.basics.errors import FixedAssetError
from analytics.cli import ask, changes, draft, lake, load, read, region
from analytics.cli.saying import Speaker

GROUPS = (read, load, changes, region, lake, ask, draft)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = parser().parse_args(arguments)
    say = Speaker(options.quiet)
    try:
        code: int = options.run(options, say)
        return code
    except FixedAssetError as error:
        say.error(str(error))
        return 1


def parser() -> argparse.ArgumentParser:
    """Every command with its options, as --help prints them."""
    made = argparse.ArgumentParser(
        prog="python -m analytics", description="投资季析：读表、入湖、体检、出稿"
    )
    made.add_argument("--quiet", action="store_true", help="不显示进度")
    commands = made.add_subparsers(required=True, metavar="命令")
    for group in GROUPS:
        group.add(commands)
    return made


if __name__ == "__main__":
    sys.exit(main())
