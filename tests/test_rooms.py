"""The rules of the house: who may import whom, how long a page is, how SQL is written."""

from __future__ import annotations

import ast
import graphlib
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = sorted(
    path
    for folder in ("analytics", "pages", "data")
    for path in (ROOT / folder).rglob("*.py")
    if not path.is_relative_to(ROOT / "data" / "lake")
)
SQL = sorted((ROOT / "analytics" / "sql").rglob("*.sql"))

# HOUSE: which rooms a room may import from, whole rooms or one inner room.
ROOMS = {
    "basics": (),
    "reference": ("basics",),
    "intake": ("basics", "reference"),
    "lake": ("basics", "reference", "intake"),
    "questions": ("basics", "reference", "lake"),
    "speech": ("basics", "reference"),
    "charts": ("basics", "reference", "speech.grammar"),
    "tables": ("basics", "reference", "intake", "lake", "questions"),
    "export": ("basics", "speech", "charts"),
    "documents": (
        *("basics", "reference", "lake", "questions", "speech", "charts", "tables", "export"),
    ),
    "meeting": ("basics", "reference", "lake", "questions", "speech", "charts", "tables"),
}
# Pages have one door to the lake, where answers are asked for.
DOOR_OF_PAGES = "pages/parts/asking.py"
SHUT_TO_PAGES = (
    *("analytics.intake.files", "analytics.lake.connection", "analytics.lake.opening"),
    "analytics.cli",
)
# Packages from outside that a room has no business with.
FORBIDDEN = {
    "analytics": {"streamlit", "pages"},
    "analytics/intake": {"duckdb", "plotly", "docx", "pandas", "pptx"},
    "analytics/charts": {"duckdb", "docx", "pptx"},
    "analytics/speech": {"duckdb", "pandas", "plotly", "docx", "pptx"},
    "analytics/questions": {"duckdb", "plotly", "docx", "pptx"},
    "pages": {"duckdb", "plotly", "docx", "pptx", "openpyxl", "python_calamine", "xlrd"},
}
ONE_DOOR = {"duckdb": "analytics/lake"}
# A layer of SQL reads what stands before it, and nothing after.
SQL_LAYERS = {"1_staging": "stg", "2_truth": "truth", "3_core": "core", "4_marts": "mart"}
# They put names of our own tables and folders into SQL, never a value.
NAME_OWN_TABLES = {
    f"analytics/lake/{name}.py"
    for name in ("connection", "core", "hardened", "history", "ledger_rows", "trial")
}
LONGEST_PAGE = 120
LONGEST_MODULE = 400
# What a Selection holds. Sentences are handed words, not choices: speech is left out.
CHOICES = {
    *("region", "region_code", "region_name", "period", "as_of"),
    *("judging", "indicator", "breakdown"),
}
MOST_LOOSE_CHOICES = 2
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def relative(path):
    return path.relative_to(ROOT).as_posix()


def imported(path):
    """The full names of the modules a file imports; of `from a import b` a.b, for b may be one."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written whole"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imports(path):
    return {name.split(".")[0] for name in imported(path)}


def parameters(function):
    named = function.args
    return {each.arg for each in (*named.posonlyargs, *named.args, *named.kwonlyargs)}


def room_of(module):
    """analytics.charts.kit.theme.Ink: charts.kit.theme.Ink."""
    return module.removeprefix("analytics.")


def modules():
    """Every module of ours: its name to its file."""
    return {
        path.relative_to(ROOT)
        .with_suffix("")
        .as_posix()
        .replace("/", ".")
        .removesuffix(".__init__"): path
        for path in PYTHON
    }


def test_analytics_has_rooms_and_no_corridor():
    folder = ROOT / "analytics"
    rooms = {path.name for path in folder.iterdir() if path.is_dir()} - {"__pycache__", "sql"}
    assert rooms <= {*ROOMS, "cli"}
    loose = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
    assert loose == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_rooms_sign_names_whom_it_may_import(room):
    text = (ROOT / "analytics" / room / "__init__.py").read_text(encoding="utf-8")
    sign = " ".join(ast.get_docstring(ast.parse(text)).split())

    assert sign.startswith("Room: ")
    assert "Refuses " in sign
    named = sign.rpartition("May import ")[2].removesuffix(".")
    assert tuple(named.split(", ")) == (ROOMS[room] or ("nothing of this project",))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_its_sign_names(room):
    allowed = (room, *ROOMS[room])
    guilty = [
        f"{relative(path)} imports {name}"
        for path in PYTHON
        if relative(path).startswith(f"analytics/{room}/")
        for name in imported(path)
        if name.startswith("analytics.")
        and not any(f"{room_of(name)}.".startswith(f"{one}.") for one in allowed)
    ]

    assert guilty == []


def test_no_module_waits_for_itself():
    """No circle of imports, inside a room or between rooms."""
    known = modules()
    arrows = {
        name: {
            other if other in known else other.rpartition(".")[0]
            for other in imported(path)
            if other in known or other.rpartition(".")[0] in known
        }
        - {name}
        for name, path in known.items()
    }

    order = graphlib.TopologicalSorter(arrows)

    assert len(list(order.static_order())) >= len(known)  # raises CycleError with the circle


def test_pages_knock_at_no_inner_door():
    guilty = [
        f"{relative(path)} imports {name}"
        for path in PYTHON
        if relative(path).startswith("pages/") and relative(path) != DOOR_OF_PAGES
        for name in imported(path)
        if name.startswith(SHUT_TO_PAGES)
    ]

    assert guilty == []


def test_a_file_name_says_one_thing_that_its_room_does_not():
    repeats = [
        relative(path)
        for path in PYTHON
        if path.parent.name not in ("pages", "parts", "sample")
        and path.parent.name in (path.stem, f"{path.stem}s")
    ]

    assert repeats == []


def test_no_two_classes_share_a_name():
    places = defaultdict(list)
    for path in PYTHON:
        if path.is_relative_to(ROOT / "data"):
            continue  # the sample's makers import none of ours
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(relative(path))

    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_a_layer_of_sql_reads_only_what_stands_before_it():
    order = list(SQL_LAYERS.values())
    guilty = []
    for path in SQL:
        if (layer := SQL_LAYERS.get(path.parent.name)) is None:
            continue
        later = "|".join(order[order.index(layer) + 1 :])
        if later and (found := re.findall(rf"\b(?:{later})_[a-z]\w*", path.read_text("utf-8"))):
            guilty.append(f"{relative(path)} reads {found}")

    assert guilty == []


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


def test_a_choice_travels_as_a_selection():
    guilty = [
        f"{relative(path)}:{node.lineno} {node.name}"
        for path in PYTHON
        if not relative(path).startswith("analytics/speech/")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and len(CHOICES & parameters(node)) > MOST_LOOSE_CHOICES
    ]

    assert guilty == []


def test_every_page_defines_render_and_cannot_run_without_the_app():
    from pages.parts.navigation import PAGES

    files = {path.stem for path in (ROOT / "pages").glob("[!_]*.py")}
    assert files == set(PAGES)
    for name in files:
        text = (ROOT / "pages" / f"{name}.py").read_text(encoding="utf-8")
        assert "def render() -> None:" in text
        guard = 'if __name__ == "__main__":\n    navigation.open_through_app()\n'
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
    if layer := SQL_LAYERS.get(path.parent.name):
        assert f"create or replace view {layer}_{path.stem[3:]} as" in text
        last = re.search(r"select \* from (\w+);\s*$", code)
        assert last, "the last line selects from the last step"
        assert f"{last[1]} as (" in code
        assert "-- Grain:" in text
        assert "* 100" not in code, "formulas live in 0_formulas"
        assert not re.search(r"^ {0,4}order by", code, re.M), "order belongs to questions"


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
