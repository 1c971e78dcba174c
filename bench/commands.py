"""The command line as whole processes, beside Python importing what any answer needs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analytics.lake import loading
from analytics.lake.opening import ADDRESS_VARIABLE, open_lake

REPEATS = 5
MART_LIMIT_TIMES, DRAFT_LIMIT_SECONDS = 2.0, 2.0
PEER = ("-c", "import duckdb, pandas")
MART = (*("-m", "analytics", "mart", "growth"), *("--region", "邵阳市", "--period", "2025-09"))
DRAFTS = (("邵阳市", "2025-09"), ("示例县", "2025-12"))


def seconds(*arguments: str, lake: str = "") -> float:
    """The median of a whole process."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], check=True, capture_output=True,
            env=os.environ | {ADDRESS_VARIABLE: lake},
        )  # fmt: skip
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        lake = open_lake(folder)
        loading.load_sample_if_empty(lake, lambda _: None)
        lake.close()
        peer, mart = seconds(*PEER), seconds(*MART, lake=folder)
        print(f"import duckdb, pandas     {peer:8.2f} s   1.0 ×")
        ratio = mart / peer
        print(
            f"mart, a whole process     {mart:8.2f} s {ratio:5.1f} ×   limit {MART_LIMIT_TIMES} ×"
        )
        for region, period in DRAFTS:
            output = str(Path(folder) / "稿.docx")
            draft = seconds(
                *("-m", "analytics", "draft", "--region", region, "--period", period),
                *("-o", output),
                lake=folder,
            )
            print(
                f"draft of {region} {period}   {draft:8.2f} s         limit {DRAFT_LIMIT_SECONDS} s"
            )


if __name__ == "__main__":
    main()
