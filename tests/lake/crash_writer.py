"""Processes that write until they are killed, saying what they were told is safe."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from analytics.lake import rebuilding
from analytics.lake.opening import open_lake
from analytics.lake.uploads import accept_upload, withdraw_upload
from tests.lake_rows import observation, reading
from tests.ledger_rows import COUNTY, ledger, project


def write(folder: str, rows: int, name: str, said: Connection) -> None:
    """Say "open", then the id of each upload that is kept; never ends by itself.

    Statistics and ledgers in turn; every third upload is withdrawn and not said.
    """
    lake = open_lake(folder)
    said.send("open")
    for number in range(10_000):
        data = f"{name}-{number}".encode()
        if number % 2:
            listed = [project(f"项目{row}", row=row, ytd=str(number)) for row in range(5, 5 + rows)]
            sent = ledger(*listed)
        else:
            sent = reading(*(observation(str(number), cell=f"B{row}") for row in range(rows)))
        receipt = accept_upload(lake, data, sent, sender=name, region_code=COUNTY)
        if number % 3 == 2:
            withdraw_upload(lake, receipt.upload_id, note="试")
        else:
            said.send(receipt.upload_id)


def rebuild(folder: str, rows: int, name: str, said: Connection) -> None:
    """Say "open", then make the lake again, over and over; never ends by itself."""
    del rows, name
    said.send("open")
    while True:
        rebuilding.rebuild(Path(folder))
        said.send("rebuilt")
