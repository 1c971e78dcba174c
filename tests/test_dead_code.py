"""What no page, command, benchmark or picture reaches goes; a test of it does not count."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest
from vulture import Vulture

from analytics.lake.ledger_rows import ROW_TYPES
from analytics.lake.upload_log import Entry

ROOT = Path(__file__).parents[1]
FOLDERS = ("analytics", "pages", "data", "bench", "docs")
# A name nothing reads: why it stays. At most ten, or the rule is none.
KEPT = {
    "_text": "a sentence's words, for the doctests of speech/sentences",
    **dict.fromkeys(
        ("source_url", "stage_code", "stage_order", "is_within_a_year"),
        "columns of a list, for SQL and for its readers: lake/reference_tables takes every field",
    ),
}
# What the navigation and the command line call in each module they are given.
DOORS = (("pages.", "render"), ("analytics.cli.", "add"))


@pytest.fixture(scope="module")
def texts():
    paths = [ROOT / "app.py", *(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py"))]
    return {path: path.read_text(encoding="utf-8") for path in paths}


class Module:
    """What a module defines, and which names of other modules it knows by which name."""

    def __init__(self, path, text):
        self.name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        self.name = self.name.removesuffix(".__init__")
        self.defined, self.known, self.done = {}, {}, []
        for node in ast.parse(text).body:
            names = [one.id for one in ast.walk(node) if is_set(one)]
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                self.defined[node.name] = node
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                # To be offered in __all__ is not to be used.
                self.defined |= dict.fromkeys(names, node)
            elif not isinstance(node, ast.Import | ast.ImportFrom):
                self.done.append(node)
            for one in ast.walk(node):
                if isinstance(one, ast.ImportFrom):
                    self.known |= {a.asname or a.name: (one.module, a.name) for a in one.names}


def is_set(node):
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def unreached(texts):
    """Functions, classes and values of modules that nothing done at start leads to."""
    modules = {one.name: one for one in (Module(path, text) for path, text in texts.items())}

    def found(module, name):
        if name in module.defined:
            return {(module.name, name)}
        home, its_name = module.known.get(name, ("", ""))
        return found(modules[home], its_name) if home in modules else set()

    def used(module, node):
        names = set()
        for one in ast.walk(node):
            if isinstance(one, ast.Name):
                names |= found(module, one.id)
            elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
                home = ".".join(module.known.get(one.value.id, ()))
                names |= found(modules[home], one.attr) if home in modules else set()
        return names

    waiting = {name for one in modules.values() for node in one.done for name in used(one, node)}
    waiting |= {
        (one.name, name)
        for one in modules.values()
        for home, name in DOORS
        if one.name.startswith(home) and name in one.defined
    }
    seen = set()
    while waiting:
        module, name = waiting.pop()
        seen.add((module, name))
        waiting |= used(modules[module], modules[module].defined[name]) - seen
    every = {(one.name, name) for one in modules.values() for name in one.defined}
    return {name for _, name in every - seen} - {"__all__"}


def unread(texts):
    """Methods and fields never read; the lake writes every field of a row it stores, and of
    an upload's log.

    An attribute set on an object of a library is no name of ours.
    """
    finder = Vulture()
    stored = {field.name for row in ROW_TYPES.values() for field in fields(row)}
    stored |= set(Entry.__annotations__)
    for path, text in texts.items():
        finder.scan(text, filename=path)
    return {
        item.name
        for item in finder.get_unused_code()
        if item.typ != "import"
        and (item.typ != "attribute" or f"self.{item.name}" in texts[item.filename])
        and (item.typ != "variable" or item.name not in stored)
    }


def test_every_name_is_reached_without_a_test(texts):
    assert (unreached(texts) | unread(texts)) == set(KEPT)
    assert len(KEPT) <= 10


def test_what_only_calls_itself_is_found():
    text = "def dead(): used()\ndef used(): dead()\ndef live(): pass\nlive()\n"

    assert unreached({ROOT / "analytics" / "one.py": text}) == {"dead", "used"}
