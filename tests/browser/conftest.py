"""A real server on a lake of its own, and a real headless Chromium."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.lakes import fill
from tests.browser.settled import PATIENCE_S

ROOT = Path(__file__).parents[2]
expect.set_options(timeout=PATIENCE_S * 1000)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running_server(lake, script=ROOT / "app.py"):
    """The app as `make run` serves it, on another port and lake; yields its address.

    script: another app, with the settings of its own folder.
    """
    port = _free_port()
    log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed with the server
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=script.parent,
        env=os.environ | {"INVESTMENT_LAKE": str(lake)},
        stdout=subprocess.DEVNULL,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + PATIENCE_S
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                assert time.monotonic() < deadline, "the server does not start"
                assert server.poll() is None, "the server has died"
                time.sleep(0.1)
        yield address
        assert server.poll() is None, "the server has died during the test"
    finally:
        server.terminate()
        server.wait(20)
        with log:
            log.seek(0)
            said = log.read()
    # What a page shows in its place may have gone again before a test looked.
    assert "incident " not in said, said[said.index("incident ") :][:8_000]


@pytest.fixture(scope="session")
def serve():
    return running_server


@pytest.fixture(scope="session")
def filled(once):
    """Bulletins of a city and a county, and the county's ledgers; only to be read."""
    return once("filled", fill)


@pytest.fixture(scope="session")
def filled_address(filled):
    """One server on them, for tests that store nothing."""
    with running_server(filled) as address:
        yield address


@pytest.fixture(scope="session")
def empty_address(tmp_path_factory):
    """One server on a lake with nothing in it, for tests that store nothing."""
    with running_server(tmp_path_factory.mktemp("nothing") / "lake") as address:
        yield address


@pytest.fixture(scope="session")
def sample_address(sample_lake):
    """One server on the sample, for tests that store nothing."""
    with running_server(sample_lake.folder) as address:
        yield address


@pytest.fixture(scope="session")
def window(chromium):
    """One window for all tests: what it compiles once is most of what opening a page takes."""
    context = chromium.new_context(locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(PATIENCE_S * 1000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window):
    """The window of a visitor who was never here."""
    window.set_viewport_size({"width": 1920, "height": 1080})
    window.emulate_media(color_scheme="light")
    yield window
    # Where the server has gone nothing is kept that could be read.
    with contextlib.suppress(Error):
        window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.goto("about:blank")
    window.context.clear_cookies()
