"""What a file is, by its bytes: never by its extension.

Owns the kinds that can be read (KIND_NAMES) and the one sentence for each
kind that cannot; it opens nothing beyond a container's list of contents.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from analytics.basics.errors import IntakeError, Problem
from analytics.intake.files import archive, ole

EXPECTED_KINDS = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xlsb": "xlsb",
    ".ods": "ods",
    ".docx": "docx",
    ".xls": "xls",
    ".et": "xls",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".htm": "html",
    ".html": "html",
}
KIND_NAMES = {
    "xlsx": "Excel 工作簿（.xlsx）",
    "xls": "Excel 97—2003 工作簿（.xls）",
    "xlsb": "Excel 二进制工作簿（.xlsb）",
    "ods": "OpenDocument 表格（.ods）",
    "docx": "Word 文档（.docx）",
    "html": "网页表格（HTML）",
    "csv": "文本表格（CSV）",
}
_RESAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx，再上传"
NEED_TABLE = "请上传其中表格的 Excel 原件，或把表格复制到“粘贴表格”框里"
REFUSALS = {
    "empty_file": ("文件是空的，没有任何内容", "请确认原件能打开，重新保存后再上传"),
    "encrypted": ("文件设有打开密码", "请在 Excel 或 WPS 中取消密码后另存，再上传"),
    "xml_2003": ("这是 XML 2003 格式的表格，不能直接读取", _RESAVE),
    "mht": ("这是单个文件网页（.mht），不能直接读取", _RESAVE),
    "word": (
        "这是旧格式的 Word 文档（.doc、.rtf），不能直接读取",
        "请用 Word 或 WPS 打开后另存为 .docx，再上传",
    ),
    "powerpoint": ("这是演示文稿，不是表格文件", NEED_TABLE),
    "pdf": ("这是 PDF 文件，其中的表格（尤其是扫描件）不能可靠读出", NEED_TABLE),
    "image": ("这是图片，其中的表格不能可靠读出", NEED_TABLE),
    "archive": ("这是压缩包，不是表格文件", "请解压后把其中的表格文件逐个上传"),
    "broken_container": ("文件不完整或已损坏，打不开", _RESAVE),
    "unknown_format": ("认不出文件格式", _RESAVE),
    "nul_in_text": ("文本中有空字符（NUL），不是正常的文本表格", _RESAVE),
    "unknown_encoding": (
        "文本编码既不是完好的 UTF-8，也不是 GB18030",
        "请用 Excel 或 WPS 打开后另存为 .xlsx 或 UTF-8 编码的 .csv，再上传",
    ),
}
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "image"),
    (b"\x00\x00\x00\x18ftyp", "image"),
    (b"\x00\x00\x00\x1cftyp", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"{\\rtf", "word"),
)
_BIFF_STARTS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|meta|body|table|style|div|title|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_CELL = re.compile(r"<t[rdh][\s>]", re.IGNORECASE)
_RIGHT_TO_WRONG = 5
_MAX_CONTROL_SHARE = 0.02


def refusal(code: str, detail: str = "") -> IntakeError:
    """The error for a kind of file that cannot be read."""
    problem, remedy = REFUSALS[code]
    return IntakeError(Problem("error", code, problem + detail, remedy))


def find_kind(data: bytes) -> str:
    """One of KIND_NAMES; raises IntakeError with a sentence for all others."""
    if not data:
        raise refusal("empty_file")
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(b"PK\x05\x06"):
        raise refusal("archive")
    if data.startswith(ole.MAGIC):
        return _ole_kind(data)
    for magic, code in _MAGIC:
        if data.startswith(magic):
            raise refusal(code)
    if data[:2] == b"BM" and b"\x00" in data[2:64]:
        raise refusal("image")
    # A bare BIFF stream, without a container: old exports.
    if data[:2] in _BIFF_STARTS and data[2:4] in (b"\x10\x00", b"\x08\x00", b"\x06\x00"):
        return "xls"
    return _text_kind(decode_text(data))


def decode_text(data: bytes) -> str:
    """Byte-order mark, then strict UTF-8, then GB18030; NUL is refused."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            encodings: tuple[str, ...] = (encoding,)
            break
    else:
        if b"\x00" in data:
            raise refusal("nul_in_text" if _is_mostly_text(data) else "unknown_format")
        encodings = ("utf-8",) if _is_damaged_utf8(data) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise refusal("nul_in_text")
        return text
    raise refusal("unknown_encoding" if _is_mostly_text(data) else "unknown_format")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether all but a few of the characters are UTF-8's: as GB18030 all were wrong."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    written = len(re.findall("[\u2010-\uffef]", text)) - wrong
    return 0 < wrong < written / _RIGHT_TO_WRONG


def find_mismatch(file: str, kind: str) -> Problem | None:
    """A note where the extension promises another kind than the bytes hold."""
    extension = PurePath(file.replace("\\", "/")).suffix.lower()
    if EXPECTED_KINDS.get(extension) == kind:
        return None
    said = f"扩展名是 {extension}" if extension else "没有扩展名"
    return Problem(
        "note",
        "extension_mismatch",
        f"文件{said}，内容是{KIND_NAMES[kind]}，已按内容读取",
        "无需处理；如要消除提示，请另存为 .xlsx",
        file,
    )


def _zip_kind(data: bytes) -> str:
    members = archive.list_members(data)
    names = [member.filename for member in members]
    for member in members:
        if member.filename == "mimetype" and member.file_size < 200:
            mimetype = b"".join(archive.inflate(data, member))
            if b"opendocument.spreadsheet" in mimetype:
                return "ods"
    folded = [name.lower().replace("\\", "/") for name in names]
    if any(re.fullmatch(r"xl/workbook\d*\.xml", name) for name in folded):
        return "xlsx"
    for start, kind in (("xl/workbook.bin", "xlsb"), ("word/", "docx")):
        if any(name.startswith(start) for name in folded):
            return kind
    if any(name.startswith("ppt/") for name in folded):
        raise refusal("powerpoint")
    if "[content_types].xml" in folded:
        raise refusal("broken_container", "（其中没有工作簿）")
    raise refusal("archive")


def _ole_kind(data: bytes) -> str:
    try:
        names = ole.read_stream_names(data)
    except ole.OleError as error:
        raise refusal("broken_container") from error
    if "EncryptedPackage" in names:
        raise refusal("encrypted")
    if names & {"Workbook", "Book"}:
        return "xls"
    if "WordDocument" in names:
        raise refusal("word")
    if "PowerPoint Document" in names:
        raise refusal("powerpoint")
    raise refusal("broken_container", "（其中没有工作簿）")


def _text_kind(text: str) -> str:
    start = text[:4096].lstrip("\ufeff")
    if start.lstrip().startswith("MIME-Version:"):
        raise refusal("mht")
    if (
        "urn:schemas-microsoft-com:office:spreadsheet" in start
        and ("<Workbook" in start or "Excel.Sheet" in start)
        and "<html" not in start.lower()
    ):
        raise refusal("xml_2003")
    if _HTML_START.match(start) or ("<table" in start.lower() and _HTML_CELL.search(start)):
        return "html"
    if not text.strip():
        raise refusal("empty_file")
    control = sum(char < " " and char not in "\t\r\n\f" for char in start)
    if control > _MAX_CONTROL_SHARE * len(start):
        raise refusal("unknown_format")
    return "csv"


def _is_mostly_text(data: bytes) -> bool:
    start = data[:4096]
    odd = sum(byte < 32 and byte not in b"\t\r\n\x00" for byte in start)
    return odd <= _MAX_CONTROL_SHARE * len(start) and start.count(0) < len(start) / 4
