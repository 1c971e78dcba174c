"""Writes the sample's workbooks from the fact tables beside this file.

Run as `python data/sample/build.py`; the same bytes come out every time.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.sample.county import write_city, write_county
from data.sample.ledger_goals import write_goals
from data.sample.ledger_sheets import write_ledgers
from data.sample.national import write_national
from data.sample.shaoyang import write_shaoyang

HERE = Path(__file__).resolve().parent


def build(folder: Path = HERE) -> list[Path]:
    """Every workbook of the sample, written into the folder."""
    return [
        write_national(folder),
        write_city(folder),
        *write_county(folder),
        *write_shaoyang(folder),
        *write_ledgers(folder),
        write_goals(folder),
    ]


if __name__ == "__main__":
    for path in build():
        sys.stdout.write(f"{path.relative_to(HERE.parents[1])}\n")
