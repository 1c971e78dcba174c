"""Office files whose bytes depend on their content alone.

Owns zip timestamps and the dates in core properties; never touches other parts.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

_CORE = "docProps/core.xml"
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def fixed_package(package: bytes, saved_at: datetime) -> bytes:
    """The same package, dated saved_at inside and 1980 in the zip's own directory."""
    utc = saved_at.astimezone(UTC) if saved_at.tzinfo else saved_at
    stamp = utc.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as read,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            content = read.read(name)
            if name == _CORE:
                content = _DATES.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            written.writestr(entry, content)
    return result.getvalue()
