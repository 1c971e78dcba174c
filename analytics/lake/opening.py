"""Where the lake is, and opening it: made where there is none, brought forward where it is old.

Owns the address; what a lake can be asked is connection.py's.
"""

from __future__ import annotations

import os
from pathlib import Path

from analytics.basics.errors import RefusedError
from analytics.basics.folders import DATA
from analytics.lake.connection import Lake
from analytics.lake.durable import only_one
from analytics.lake.history import Progress, bring_up_to_date, has_core

DEFAULT_FOLDER = DATA / "lake"
ADDRESS_VARIABLE = "INVESTMENT_LAKE"


def lake_folder(address: str | Path | None = None) -> Path:
    """Where the lake is: address, else INVESTMENT_LAKE, else data/lake.

    Raises RefusedError for an address that is no folder.
    """
    place = str(address or os.environ.get(ADDRESS_VARIABLE) or DEFAULT_FOLDER)
    if place.startswith("ducklake:"):
        raise RefusedError(
            f"本版只支持本机目录形式的数据湖，不支持 {place.split(':')[1]} 目录库。"
            f"请把环境变量 {ADDRESS_VARIABLE} 设为一个文件夹"
        )
    return Path(place).resolve()


def open_lake(address: str | Path | None = None, progress: Progress = lambda _: None) -> Lake:
    """Open (and where needed make) the lake at address.

    One of an older version is brought forward first, once, telling progress.
    Raises RefusedError where the folder cannot be used.
    """
    folder = lake_folder(address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Making the catalogue must not race; opening a made one may.
        with only_one(folder / ".opening"):
            lake = Lake(folder)
            if not has_core(lake):
                bring_up_to_date(lake, progress)
            return lake
    except OSError as error:
        raise RefusedError(
            f"数据湖目录 {folder} 无法写入（{error.strerror}）。"
            f"请检查权限和磁盘空间，或用环境变量 {ADDRESS_VARIABLE} 换一个目录"
        ) from error
