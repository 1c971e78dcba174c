"""A process that stores uploads until it is killed, saying each one it was told is safe.

Run as: python -m tests.warehouse.crash_writer FOLDER ROWS NAME. Prints a line an upload.
"""

from __future__ import annotations

import sys

from analytics.lake.connection import open_lake
from analytics.lake.uploads import accept_upload
from tests.lake_rows import observation, reading


def main(folder: str, rows: int, name: str) -> None:
    lake = open_lake(folder)
    sys.stdout.write("open\n")
    sys.stdout.flush()
    for number in range(10_000):
        data = f"{name}-{number}".encode()
        printed = [observation(str(number), cell=f"B{row}") for row in range(rows)]
        receipt = accept_upload(lake, data, reading(*printed), sender=name, region_code="430500")
        sys.stdout.write(f"{receipt.upload_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
