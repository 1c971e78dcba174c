"""The lake: the only package that imports duckdb. Stores uploads whole and answers SQL."""

from analytics.warehouse.lake import Lake, lake_folder, open_lake
from analytics.warehouse.uploads import Receipt, accept_upload, withdraw_upload

__all__ = [
    "Lake",
    "Receipt",
    "accept_upload",
    "lake_folder",
    "open_lake",
    "withdraw_upload",
]
