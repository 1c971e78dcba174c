"""Lakes filled as an office fills them: files of the sample, through the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
BULLETIN = SAMPLE / "邵阳市统计月报_2025-09.xlsx"
LEDGERS = [SAMPLE / f"示例县重点项目台账_2025-{month}.xlsx" for month in ("04", "05")]


def load(lake, file, sender, *more):
    subprocess.run(
        [sys.executable, "-m", "analytics", "load", str(file), "--sender", sender, *more],
        cwd=ROOT,
        env=os.environ | {"INVESTMENT_LAKE": str(lake)},
        check=True,
        capture_output=True,
        timeout=300,
    )


def load_bulletins(lake, months):
    """邵阳市's bulletins: each names the growth of its twelve districts."""
    for month in months:
        file = SAMPLE / f"邵阳市统计月报_2025-{month}.xlsx"
        load(lake, file, "邵阳市统计局", "--region", "邵阳市")


def fill(lake):
    """Bulletins of a city and a county, and the county's ledgers."""
    load_bulletins(lake, ["09"])
    for month in ("2024-06", "2025-05"):
        file = SAMPLE / f"示例县统计月报_{month}.xlsx"
        load(lake, file, "示例县统计局", "--region", "示例县")
    for file in LEDGERS:
        load(lake, file, "示例县发展和改革局", "--region", "示例县")
