"""The rules of the house: who may import whom, how long a page is, how SQL is written."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = sorted(
    path
    for folder in ("analytics", "pages", "data")
    for path in (ROOT / folder).rglob("*.py")
    if "lake" not in path.parts
)
SQL = sorted((ROOT / "analytics" / "sql").rglob("*.sql"))

FORBIDDEN = {
    "analytics": {"streamlit", "pages"},
    "analytics/intake": {"duckdb", "plotly", "docx", "pandas", "pptx"},
    "analytics/charts": {"duckdb", "docx", "pptx"},
    "analytics/speech": {"duckdb", "pandas", "plotly", "docx", "pptx"},
    "pages": {"duckdb", "plotly", "docx", "pptx", "openpyxl", "python_calamine", "xlrd"},
}
ONE_DOOR = {"duckdb": "analytics/warehouse"}
# They put names of our own tables and folders into SQL, never a value.
NAME_OWN_TABLES = {"analytics/lake/connection.py", "analytics/lake/ledger_rows.py"}
LONGEST_PAGE = 120
LONGEST_MODULE = 400
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def relative(path):
    return path.relative_to(ROOT).as_posix()


def imports(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_a_layer_imports_only_what_lies_below_it(folder):
    guilty = {
        relative(path): bad
        for path in PYTHON
        if relative(path).startswith(f"{folder}/") and (bad := imports(path) & FORBIDDEN[folder])
    }

    assert guilty == {}


@pytest.mark.parametrize("package", ONE_DOOR)
def test_a_package_with_one_door_is_imported_only_there(package):
    users = {relative(path) for path in PYTHON if package in imports(path)}

    assert users
    assert all(user.startswith(ONE_DOOR[package]) for user in users), users


def test_pages_draw_and_do_not_calculate():
    guilty = [
        f"{relative(path)}:{node.lineno}"
        for path in (ROOT / "pages").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ARITHMETIC)
    ]

    assert guilty == []


def test_pages_and_modules_stay_short():
    too_long = {
        relative(path): lines
        for path in PYTHON
        if (lines := path.read_text(encoding="utf-8").count("\n"))
        > (LONGEST_PAGE if path.parent.name == "pages" else LONGEST_MODULE)
    }

    assert too_long == {}


def test_every_page_defines_render_and_cannot_run_without_the_app():
    from pages.parts.navigation import PAGES

    files = {path.stem for path in (ROOT / "pages").glob("[!_]*.py")}
    assert files == set(PAGES)
    for name in files:
        text = (ROOT / "pages" / f"{name}.py").read_text(encoding="utf-8")
        assert "def render() -> None:" in text
        guard = f'if __name__ == "__main__":\n    navigation.open_through_app("{name}")\n'
        assert text.endswith(guard)


def test_every_module_says_what_it_is_for():
    silent = [
        relative(path)
        for path in PYTHON
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.stem)
def test_sql_reads_as_a_story(path):
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"--[^\n]*", "", text)

    assert text.startswith("-- ")
    assert max(map(len, text.splitlines())) <= 100
    without_strings = re.sub(r"'[^']*'", "''", code)
    assert without_strings == without_strings.lower()
    if re.match(r"[123]\d_", path.name):
        assert f"create or replace view {path.stem[3:]} as" in text
        last = re.search(r"select \* from (\w+);\s*$", code)
        assert last, "the last line selects from the last step"
        assert f"{last[1]} as (" in code
        assert "-- Grain:" in text
        assert "* 100" not in code, "formulas live in 00_formulas.sql"
        assert not re.search(r"^ {0,4}order by", code, re.M), "order belongs to marts.py"


def test_no_sql_is_built_from_values():
    guilty = [
        f"{relative(path)}:{node.lineno}"
        for path in PYTHON
        if relative(path) not in NAME_OWN_TABLES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and re.search(r"(?i)\b(select|insert|delete|update)\s", ast.unparse(node))
    ]

    assert guilty == []
