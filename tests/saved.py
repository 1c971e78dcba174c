"""When an Office file says it was saved: all that two files of one choice may differ in."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta, timezone


def saved_at(data):
    """The moment in docProps/core.xml, in Beijing's time, as documents are dated."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = package.read("docProps/core.xml").decode()
    [moment] = re.findall(r"<dcterms:modified[^>]*>([^<]+)<", core)
    return datetime.fromisoformat(moment).astimezone(timezone(timedelta(hours=8)))
