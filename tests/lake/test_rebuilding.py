"""A lake is made again beside the one in use: nobody is shown a part, nothing is lost."""

from __future__ import annotations

import contextlib

import pytest

from analytics.basics.errors import RefusedError
from analytics.lake import history, rebuilding, upkeep
from analytics.lake.durable import only_one
from analytics.lake.opening import open_lake
from analytics.questions import loaded
from tests.lake.test_core import growth_of, looked_at
from tests.lake.test_upkeep import send, small
from tests.lake_rows import map_label


def test_who_has_the_lake_open_sees_the_old_one_until_the_rebuilt_one_is_whole(lake):
    for value in ("1.0", "2.0", "3.0"):
        send(lake, small(value))

    with looked_at(lambda: growth_of(lake)) as answers:
        assert rebuilding.rebuild(lake.folder) == []

    assert len(answers) > 5
    assert [answer for answer in answers if answer != [3.0, 1.5]] == []
    assert growth_of(lake) == [3.0, 1.5]
    send(lake, small("4.0"))
    with contextlib.closing(open_lake(lake.folder)) as fresh:
        assert growth_of(fresh) == [4.0, 1.5]


def files_of(lake):
    """All but the marks that locks are held on."""
    found = (path for path in lake.folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not path.name.startswith("."))


def test_a_rebuild_that_fails_in_the_middle_leaves_the_lake_as_it_was(lake, monkeypatch):
    send(lake, small("1.0"))
    before = files_of(lake)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as short:
        short.setattr(history, "bring_up_to_date", full)
        with pytest.raises(OSError, match="No space"):
            rebuilding.rebuild(lake.folder)

    assert files_of(lake) == before
    assert growth_of(lake) == [1.0, 1.5]


def test_what_is_written_while_the_lake_is_made_again_is_taken_along(lake, monkeypatch):
    send(lake, small("1.0"))
    real, is_first = history.bring_up_to_date, [True]

    def meanwhile(building, progress):
        if is_first.pop() if is_first else False:
            send(lake, small("2.0"))
            map_label(lake, "城建投", "infrastructure")
        real(building, progress)

    monkeypatch.setattr(history, "bring_up_to_date", meanwhile)

    assert rebuilding.rebuild(lake.folder) == []

    assert growth_of(lake) == [2.0, 1.5]
    assert len(loaded.uploads(lake)) == 2
    assert upkeep.verify(lake) == []


def test_a_rebuild_cut_short_takes_nothing_away_that_came_in_meanwhile(lake, monkeypatch):
    send(lake, small("1.0"))

    def meanwhile(*_):
        send(lake, small("2.0"))
        raise KeyboardInterrupt

    with monkeypatch.context() as short:
        short.setattr(history, "bring_up_to_date", meanwhile)
        with pytest.raises(KeyboardInterrupt):
            rebuilding.rebuild(lake.folder)

    assert growth_of(lake) == [2.0, 1.5]
    assert upkeep.verify(lake) == []


def test_a_lake_is_made_again_by_one_at_a_time(lake):
    with (
        only_one(lake.folder / ".rebuilding-now"),
        pytest.raises(RefusedError, match="正在重建"),
    ):
        rebuilding.rebuild(lake.folder)
