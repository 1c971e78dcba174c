"""Where the project's own folders lie; the only module that counts its way up to them."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT / "data"
REFERENCE = DATA / "reference"
SAMPLE = DATA / "sample"
SQL = PROJECT / "analytics" / "sql"
GUIDE = PROJECT / "docs" / "用户手册.md"
STATIC = PROJECT / "static"
