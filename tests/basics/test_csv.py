"""Tables leave as text and numbers; nothing a sender wrote can become a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from analytics.basics.csv import csv_bytes

HOSTILE = ["=1+1", "+cmd", "-cmd|'/C calc'!A0", "@SUM(A1)", "＝1+1", "－1+2", " =1"]


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("text", [*HOSTILE, "\t=1", "\r=1"])
def test_a_text_that_would_be_a_formula_is_quoted(text):
    guarded = cells(csv_bytes([[text]], [text]))
    assert guarded[0][0].startswith("'")
    assert guarded[1][0].startswith("'")


def test_numbers_stay_numbers_and_the_undefined_stays_empty():
    row = [Decimal("-9.9"), -28.8, "-12.1", "+3.5%", Decimal("1E+3"), None]
    row.append(float("nan"))
    assert cells(csv_bytes([row], ["x"] * 7))[1] == [
        "-9.9",
        "-28.8",
        "-12.1",
        "+3.5%",
        "1000",
        "",
        "",
    ]


def test_excel_is_told_that_a_csv_is_utf8():
    assert csv_bytes([], ["地区"]) == "\ufeff地区\r\n".encode()
