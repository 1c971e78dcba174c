"""What a file is, is read from its bytes; every other kind has its own sentence."""

from __future__ import annotations

import re
import struct

import pytest

from analytics.basics.errors import IntakeError
from analytics.intake.files.sniff import REFUSALS, decode_text, find_kind, find_mismatch
from tests import biff, hostile

TABLE = "指标,增速\n全市,-9.9\n"
PAGE = "<table><tr><td>全市</td></tr></table>"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (hostile.xlsx(), "xlsx"),
        (hostile.small_xls(), "xls"),
        (biff.sheet_stream([(0, 0, "a")]), "xls"),
        (PAGE.encode(), "html"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML><html>" + PAGE.encode("utf-8"), "html"),
        (f"<!-- 导出 --><html>{PAGE}".encode("gb18030"), "html"),
        (TABLE.encode("utf-8"), "csv"),
        (TABLE.encode("utf-8-sig"), "csv"),
        (TABLE.encode("gb18030"), "csv"),
        (TABLE.encode("utf-16"), "csv"),
    ],
)
def test_the_bytes_say_the_kind(data, kind):
    assert find_kind(data) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_decoded_alike_from_every_encoding_in_use(encoding):
    assert decode_text(TABLE.encode(encoding)).lstrip("\ufeff") == TABLE


def test_a_short_gb18030_text_is_not_taken_for_korean():
    assert decode_text("固定资产投资".encode("gb18030")) == "固定资产投资"


@pytest.mark.parametrize(
    ("file", "kind", "is_noted"),
    [
        ("月报.XLSX", "xlsx", False),
        ("月报.et", "xls", False),
        ("月报.xls", "html", True),
        ("月报.xlsx", "csv", True),
        ("月报", "csv", True),
    ],
)
def test_a_wrong_extension_is_a_note_and_no_error(file, kind, is_noted):
    note = find_mismatch(file, kind)
    assert (note is not None) == is_noted
    assert note is None or note.severity == "note"


def test_every_refusal_is_one_chinese_sentence_with_a_remedy():
    for problem, remedy in REFUSALS.values():
        assert re.search("[一-鿿]", problem)
        assert remedy.startswith("请")
        assert not problem.endswith("。")
        assert not remedy.endswith("。")
        assert not re.search(r"[,;:](?=[一-鿿])", problem + remedy)


def test_an_encrypted_container_names_the_password():
    with pytest.raises(IntakeError, match="密码"):
        find_kind(hostile.encrypted_office_file())


def test_a_utf8_text_with_a_damaged_byte_is_not_read_as_gb18030():
    data = "指标,1-5月\n固定资产投资,120.5\n民间投资,66.2\n".encode()
    for at in (0, 4, 20):
        with pytest.raises(IntakeError) as caught:
            find_kind(data[:at] + b"\xc1" + data[at + 1 :])
        assert caught.value.problem.code == "unknown_encoding"
    assert find_kind("指标,1-5月\n固定资产投资,120.5".encode("gb18030")) == "csv"


def test_an_xls_stream_shorter_than_it_declares_is_refused():
    cells = [(number, 0, f"行{number}") for number in range(600)]
    data = biff.ole({"Workbook": biff.book_stream({"表1": biff.sheet_stream(cells)})})
    assert find_kind(bytes(data)) == "xls"
    struct.pack_into("<I", data, 512 + 4 * 8, biff.END)  # the chain ends at its seventh sector
    with pytest.raises(IntakeError) as caught:
        find_kind(bytes(data))
    assert caught.value.problem.code == "broken_container"
