"""A real LibreOffice with a profile of its own, so that no open window is disturbed."""

from __future__ import annotations

import subprocess
from pathlib import Path

_PATIENCE_S = 180


def converted(document: Path, target: str, profile: Path) -> Path:
    """The document in another format ("pdf", or "txt:Text (encoded):UTF8")."""
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        target,
        "--outdir",
        str(document.parent),
        str(document),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S)
    return document.with_suffix("." + target.partition(":")[0])
