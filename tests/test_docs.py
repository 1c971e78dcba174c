"""What the documents say is true: commands, links, terms, and every page."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from analytics.__main__ import parser
from pages.parts.navigation import PAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "用户手册.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"python -m analytics ([^`\n…;]+)", README + GUIDE)


def test_the_readme_opens_in_chinese_and_links_the_guide_and_its_picture():
    first = README.split("\n\n")[1]

    assert sum("一" <= char <= "鿿" for char in first) > 80
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("command", ["run", "test", "test-bare", "bench"])
def test_the_readmes_make_commands_are_in_the_makefile(command):
    assert f"make {command}" in README
    assert re.search(rf"^{command}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_analytics_command_in_the_documents_is_understood(command):
    options = parser().parse_args(shlex.split(command.split("` ")[0]))

    assert callable(options.run)


def test_the_guide_names_every_page():
    assert [title for title, _ in PAGES.values() if title not in GUIDE] == []


def test_ci_runs_the_readmes_test_command():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-test.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
        assert packages
        assert all("==" in package for package in packages), name
