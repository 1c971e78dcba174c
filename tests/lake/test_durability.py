"""已接收 means on disk: kills and power cuts lose nothing that was acknowledged."""

from __future__ import annotations

import contextlib
import fcntl
import multiprocessing
import os
import random
import subprocess
import sys
import time
import types

import pytest

from analytics.lake import upkeep
from analytics.lake.opening import open_lake
from analytics.questions import loaded
from tests.lake import crash_writer
from tests.lake.test_upkeep import send, small

KILLS = 25  # from each of two seeds
REBUILDS = 4
ROWS = 200
POWER_CUTS = 8
EXT4_SHUTDOWN = 0x8004587D
WITHOUT_FLUSHING = b"\x02\x00\x00\x00"


# Each writer is a process of its own, forked from one that has imported all it needs.
WRITERS = multiprocessing.get_context("forkserver")
WRITERS.set_forkserver_preload([crash_writer.__name__])


@pytest.fixture(autouse=True)
def no_script(monkeypatch):
    """Streamlit's AppTest leaves the page it ran as __main__, which a new process would run."""
    monkeypatch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))


def start_writer(folder, name, target=crash_writer.write):
    """The writer, and where it says what is safe."""
    heard, said = WRITERS.Pipe(duplex=False)
    writer = WRITERS.Process(target=target, args=(str(folder), ROWS, name, said))
    writer.start()
    said.close()
    assert heard.recv() == "open"
    return writer, heard


def acknowledged_before(writer, heard, chance, stop):
    """Let the writer finish some uploads, stop it somewhere in the next one; the ids said.

    Counted in uploads, not in seconds: a slow machine is stopped at the same places.
    """
    start = time.monotonic()
    ids = [heard.recv() for _ in range(chance.choice([1, 1, 2]))]
    an_upload = (time.monotonic() - start) / len(ids)
    time.sleep(chance.uniform(0.0, an_upload))
    stop()
    writer.kill()
    with contextlib.suppress(EOFError, OSError):  # a half-written last word was not said
        while True:
            ids.append(heard.recv())
    writer.join()
    return ids


def rows_of_uploads(lake):
    found = lake.query(
        """
        with

        stored as (

            select upload_id from lake.raw_observation
            union all
            select upload_id from lake.raw_project_month

        )

        select upload.upload_id, any_value(row_count) as expected, count(stored.upload_id) as stored
        from lake.upload
        left join stored on upload.upload_id = stored.upload_id
        group by upload.upload_id
        """
    )
    return {row.upload_id: (row.expected, row.stored) for row in found.itertuples()}


def assert_nothing_lost_or_torn(folder, acknowledged, *, is_verified=True):
    """The rows, the log and core say the same; verify says where they do not."""
    with contextlib.closing(open_lake(folder)) as lake:
        stored = rows_of_uploads(lake)
        assert set(acknowledged) <= stored.keys()
        assert set(stored.values()) <= {(ROWS, ROWS)}
        if is_verified:
            assert upkeep.verify(lake) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_kills_lose_no_acknowledged_upload_and_leave_none_half(tmp_path, seed):
    chance = random.Random(seed)
    folder = tmp_path / "lake"
    acknowledged = []
    for kill in range(KILLS):
        writer = start_writer(folder, f"w{kill}")
        acknowledged += acknowledged_before(*writer, chance, stop=lambda: None)

    assert len(acknowledged) >= KILLS
    assert_nothing_lost_or_torn(folder, acknowledged)


def test_a_rebuild_that_is_killed_leaves_the_lake_whole(lake):
    for value in ("1.0", "2.0", "3.0"):
        send(lake, small(value))
    said = loaded.uploads(lake)
    chance = random.Random(3)
    for kill in range(REBUILDS):
        writer, heard = start_writer(lake.folder, f"r{kill}", crash_writer.rebuild)
        time.sleep(chance.uniform(0, 3))
        writer.kill()
        writer.join()
        heard.close()

        with contextlib.closing(open_lake(lake.folder)) as again:
            assert loaded.uploads(again).equals(said)
            assert upkeep.verify(again) == []


@pytest.fixture
def cut_disk(tmp_path):
    """A loop-mounted ext4 whose power can be cut.

    Skipped only for what no installation gives: being root, and a kernel that mounts.
    """
    image, mount = tmp_path / "disk.img", tmp_path / "disk"
    mount.mkdir()
    with image.open("wb") as file:
        file.truncate(256 << 20)
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk to cut its power")
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)

    def plug_in():
        return subprocess.run(
            ["mount", "-o", "loop", str(image), str(mount)], capture_output=True
        ).returncode

    if plug_in() != 0:
        pytest.skip("the kernel of this container mounts no loop device, even for root")

    def cut_power_and_restart():
        descriptor = os.open(mount, os.O_RDONLY)
        fcntl.ioctl(descriptor, EXT4_SHUTDOWN, WITHOUT_FLUSHING)
        os.close(descriptor)
        time.sleep(0.1)

    yield mount, plug_in, cut_power_and_restart
    subprocess.run(["umount", "-l", str(mount)], check=False)


def test_power_cuts_lose_no_acknowledged_upload(cut_disk):
    mount, plug_in, cut_power = cut_disk
    chance = random.Random(2)
    folder = mount / "lake"
    acknowledged = []
    for cut in range(POWER_CUTS):
        writer = start_writer(folder, f"p{cut}")
        acknowledged += acknowledged_before(*writer, chance, stop=cut_power)
        subprocess.run(["umount", str(mount)], check=True)
        assert plug_in() == 0
        is_verified = cut in (1, POWER_CUTS - 1)  # it tells the whole history again
        assert_nothing_lost_or_torn(folder, acknowledged, is_verified=is_verified)

    assert len(acknowledged) >= POWER_CUTS
