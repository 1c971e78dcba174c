"""A process that stores uploads until it is killed, saying each one it was told is safe."""

from __future__ import annotations

from multiprocessing.connection import Connection

from analytics.lake.opening import open_lake
from analytics.lake.uploads import accept_upload
from tests.lake_rows import observation, reading


def write(folder: str, rows: int, name: str, said: Connection) -> None:
    """Say "open", then the id of each upload; never ends by itself."""
    lake = open_lake(folder)
    said.send("open")
    for number in range(10_000):
        data = f"{name}-{number}".encode()
        printed = [observation(str(number), cell=f"B{row}") for row in range(rows)]
        receipt = accept_upload(lake, data, reading(*printed), sender=name, region_code="430500")
        said.send(receipt.upload_id)
