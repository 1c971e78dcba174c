"""Digests of all the product says of a lake: rows of marts, drafts, figures in files.

What differs between two fillings of one lake (upload ids, moments) is left out; a digest
that changes means that something else is said than before.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from lxml import etree

from analytics.basics.errors import FixedAssetError
from analytics.basics.folders import SQL
from analytics.basics.period import parse_period_code
from analytics.documents import files, making
from analytics.intake.files.workbook import read_workbook
from analytics.intake.listing import rows_as_csv
from analytics.intake.reading import Hints
from analytics.intake.understand import read_sheets
from analytics.lake.names import find_region
from analytics.questions.selection import Chosen
from analytics.speech.report import KINDS, QUARTERLY

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
SAVED_AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
# Both kinds of figures: statistics alone, both at once, a ledger alone.
ASKED = (
    ("全国", "2026-07"),
    ("邵阳市", "2025-09"),
    ("示例市", "2025-09"),
    ("示例县", "2025-06"),
    ("示例县", "2025-12"),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AS_TEXT = {"DOUBLE": "printf('%.9e', {})"}
# What two fillings of a lake differ in: upload ids and moments.
_OWN = re.compile(r"\d{8}T\d{6,12}-[0-9a-f]{8}|\d{4}-\d{2}-\d{2}(?: |<br>)\d{2}:\d{2}(:\d{2})?")


def digest(lines: Iterable[str]) -> str:
    """How many lines, and a digest of them."""
    every = [_OWN.sub("·", line) for line in lines]
    found = hashlib.sha256("\n".join(every).encode()).hexdigest()
    return f"{len(every)} {found[:20]}"


def mart_digests(lake, where: str = "") -> dict[str, str]:
    """Every row of every mart, in no order; where: a condition that keeps some of them."""
    marts = (f"mart_{path.stem[3:]}" for path in sorted((SQL / "4_marts").glob("*.sql")))
    return {name: _mart_digest(lake, name, where) for name in marts}


def _mart_digest(lake, mart, where):
    lake.query(f"select * from {mart} limit 0")  # a view is made when SQL first names it
    columns = lake.query(
        """
        select column_name, data_type from duckdb_columns()
        where table_name = $mart
            and not ends_with(column_name, 'upload_id')
            and column_name not in ('accepted_at', 'uploaded_at', 'status_since')
        order by column_name
        """,
        mart=mart,
    )
    # Ten digits: the sums of a parallel query come in no fixed order.
    texts = ", ".join(
        f"coalesce({_AS_TEXT.get(kind, 'cast({} as varchar)').format(name)}, '—')"
        for name, kind in zip(columns.column_name, columns.data_type, strict=True)
    )
    if where and not {"year", "month"} <= set(columns.column_name):
        where = ""
    sql = f"""
        select count(*) as row_count, sum(md5_number_lower(said)::hugeint)::varchar as digest
        from (select concat_ws('|', {texts}) as said from {mart} {where})
    """
    [row] = lake.query(sql).to_dict("records")
    return f"{row['row_count']} {row['digest']}"


def document_digests(lake) -> dict[str, str]:
    """The text of every draft with its tags; the figures of every file made of it."""
    found = {}
    for region, period in ASKED:
        chosen = Chosen(find_region(lake, region), parse_period_code(period))
        for kind in KINDS:
            made = making.document(lake, chosen, kind, edits={})
            for suffix, (_, make) in files.FILES.items():
                is_asked = suffix == ".docx" or kind == QUARTERLY
                if is_asked and (made.charts_on or suffix not in files.NEED_CHARTS):
                    name = f"{region} {period} {kind}{suffix}"
                    found[name] = digest(said(name, make(made, SAVED_AT)))
    return found


def said(name: str, data: bytes) -> list[str]:
    """What a file says: its words with their tags, its numbers; not how it looks."""
    if name.endswith(".xlsx"):
        return _cells(data)
    if name.endswith((".docx", ".pptx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return [
                line
                for part in sorted(package.namelist())
                for line in _part(part, package.read(part))
            ]
    return []


def _part(name, data):
    if name.endswith((".docx", ".pptx", ".xlsx")):
        return said(name, data)
    if name.endswith(".csv"):
        return data.decode("utf-8-sig").splitlines()
    if name.endswith("document.xml"):
        return [_paragraph(node) for node in etree.fromstring(data).iter(f"{_W}p")]
    if re.search(r"slides/slide\d+\.xml$|charts/chart\d*\.xml$", name):
        return [node.text for node in etree.fromstring(data).iter("{*}t", "{*}v") if node.text]
    return []


def _paragraph(node):
    words = []
    for each in node.iter(f"{_W}t", f"{_W}tag"):
        words.append(each.text or "" if each.tag == f"{_W}t" else f"[{each.get(f'{_W}val')}]")
    return "".join(words)


def _cells(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def corpus_digests() -> dict[str, str]:
    """Of every file of the corpus: what was read, what was asked, what was found wrong."""
    return {path.name: digest(_read(path)) for path in sorted((CORPUS / "files").iterdir())}


def _read(path):
    try:
        workbook, _ = read_workbook(path.read_bytes(), path.name)
    except FixedAssetError as error:
        return [str(error)]
    reading = read_sheets(workbook, Hints())
    problems = [str(problem) for problem in reading.problems]
    return [*rows_as_csv([reading]).splitlines(), *problems, *(q.prompt for q in reading.questions)]
