"""Core: what was known when, whatever the clock says and in whatever order it came."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.basics.edits import Edit
from analytics.basics.errors import RefusedError
from analytics.basics.period import Period
from analytics.lake import connection, core, history, merging, rebuilding, upkeep, writing
from analytics.lake.catalogue_version import catalogue_version
from analytics.lake.drafts import DraftKey, keep_edits, kept_edits
from analytics.lake.identity import note_identity
from analytics.lake.opening import open_lake
from analytics.lake.said import mapping_rows
from analytics.lake.uploads import accept_upload, withdraw_upload
from analytics.questions import loaded, statistics
from analytics.questions.selection import Selection
from tests.lake.test_upkeep import send, small
from tests.lake_rows import SHAOYANG, XINSHAO, level, map_label, observation, reading
from tests.ledger_rows import COUNTY, ledger, project, target, unit

EARLIER = timedelta(hours=-2)
ROOT = Path(__file__).parents[2]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def growth_of(lake):
    return statistics.growth(lake, Selection()).yoy_pct.tolist()


@pytest.fixture
def clock(monkeypatch):
    """clock(by) puts the computer's clock on or back."""
    real = writing.now_utc

    def put(by):
        monkeypatch.setattr(writing, "now_utc", lambda: real() + by)

    return put


def test_a_correction_counts_though_the_clock_was_put_back(lake, accept, clock):
    accept(observation("-9.9"))
    clock(EARLIER)

    accept(observation("-9.7"))

    assert growth_of(lake) == [-9.7]


def test_a_withdrawal_counts_though_the_clock_was_put_back(lake, accept, clock):
    accept(observation("-9.9"))
    wrong = accept(observation("99.0"))
    clock(EARLIER)

    withdraw_upload(lake, wrong.upload_id, note="传错文件")

    assert growth_of(lake) == [-9.9]
    assert loaded.uploads(lake).set_index("upload_id").status[wrong.upload_id] == "withdrawn"


def test_the_newer_words_of_a_draft_count_though_the_clock_was_put_back(lake, clock):
    key = DraftKey(SHAOYANG, Period(2025, 9), "季分析报告")
    keep_edits(lake, key, [Edit("headline", text="旧")])
    clock(EARLIER)

    keep_edits(lake, key, [Edit("headline", text="新")])

    assert kept_edits(lake, key)["headline"].text == "新"


def test_a_withdrawal_reopens_the_version_before_and_both_stay_known(lake, accept):
    accept(observation("-9.9"))
    wrong = accept(observation("99.0"))
    withdraw_upload(lake, wrong.upload_id, note="传错文件")

    versions = lake.query(
        "select yoy_pct, known_until = open_end() as is_open from lake.core_investment "
        "order by known_from"
    )

    assert versions.yoy_pct.tolist() == [-9.9, 99.0, -9.9]
    assert versions.is_open.tolist() == [False, False, True]


def test_what_an_upload_repeats_gets_no_second_version(lake, accept):
    accept(observation("-9.9"), level("100", period="2025-08"))
    before = lake.query("select count(*) as n from lake.core_investment").n[0]

    accept(observation("1.0", region=XINSHAO))

    after = lake.query("select count(*) as n from lake.core_investment").n[0]
    assert after == before + 1


def stored_and_due(lake, moment):
    """What core says was known at a moment, and what all raw rows together make of it."""
    with lake.cursor(core.VIEWS) as cursor:
        cursor.execute("set variable as_of = $moment", {"moment": moment})
        for table in core.TABLES:
            known = cursor.execute(
                f"select * exclude (digest, known_from, known_until) from lake.core_{table} "
                "where is_known(known_from, known_until) order by all"
            ).fetchall()
            due = cursor.execute(f"from truth_{table} order by all").fetchall()
            yield table, known, due


class Office:
    """Somebody who does at random what offices do."""

    def __init__(self, lake, chance, clock):
        self.lake, self.chance, self.clock = lake, chance, clock
        self.sent, self.moments = [], []
        self.deeds = (
            *[self.send_statistics] * 3, *[self.send_ledger] * 3,
            self.withdraw, self.withdraw, self.map, self.join,
        )  # fmt: skip

    def act(self):
        self.clock(timedelta(hours=self.chance.uniform(-30, 30)))
        self.chance.choice(self.deeds)()
        self.moments.append(self.lake.query("select written_at from lake.last_write").written_at[0])

    def _accept(self, one, sender):
        receipt = accept_upload(
            self.lake, self.chance.randbytes(8), one, sender=sender, region_code=COUNTY
        )
        self.sent.append(receipt.upload_id)

    def send_statistics(self):
        figures = [
            make(
                str(self.chance.randrange(-9, 99)),
                region=self.chance.choice((COUNTY, f"{COUNTY}/高新区")),
                period=self.chance.choice(("2024-09", "2025-08", "2025-09")),
                label=self.chance.choice(("固定资产投资", "城建投", "第二产业")),
                cell=f"B{number}",
            )
            for number, make in enumerate(self.chance.choices((observation, level), k=6))
        ]
        self._accept(reading(*figures), self.chance.choice(("统计局", "发改局")))

    def send_ledger(self):
        period = self.chance.choice(("2025-08", "2025-09"))
        names = self.chance.sample(("甲", "乙", "丙", "丁"), k=self.chance.randrange(1, 4))
        rows = [
            *(
                project(name, period, row=5 + at, annual_plan="100", ytd=str(at * 9))
                for at, name in enumerate(names)
            ),
            unit("甲局", period, row=20, ytd=str(self.chance.randrange(99))),
            target(str(self.chance.randrange(99)), cell="C9"),
        ]
        self._accept(ledger(*rows), self.chance.choice(("发改局", "住建局")))

    def withdraw(self):
        if self.sent:
            self.sent.sort(key=lambda _: self.chance.random())
            withdraw_upload(self.lake, self.sent.pop(), note="试")

    def map(self):
        map_label(self.lake, "城建投", self.chance.choice(("infrastructure", "secondary")))

    def join(self):
        keys = self.lake.query(
            "select distinct project_key from core_project order by project_key"
        ).project_key.tolist()
        if len(keys) > 1:
            one, other = self.chance.sample(keys, k=2)
            note_identity(self.lake, one, other, is_same=self.chance.random() < 0.7)


@pytest.mark.parametrize("seed", range(2))
def test_core_as_written_step_by_step_is_what_raw_rows_say_of_every_moment(lake, clock, seed):
    office = Office(lake, random.Random(seed), clock)
    for _ in range(14):
        office.act()

    assert office.moments == sorted(office.moments)
    wrong = [
        (moment, table)
        for moment in dict.fromkeys(office.moments)
        for table, known, due in stored_and_due(lake, moment)
        if known != due
    ]
    assert wrong == []
    assert history.differing_tables(lake) == []


def test_a_long_question_beside_an_accept_holds_up_neither(lake, accept):
    accept(observation("-9.9"))
    with contextlib.closing(open_lake(lake.folder)) as viewer, viewer.cursor() as reading_long:
        reading_long.execute("begin")
        count = "select count(*) from lake.raw_observation"
        assert reading_long.execute(count).fetchall() == [(1,)]

        accept(observation("1.0", period="2025-08"))

        assert reading_long.execute(count).fetchall() == [(1,)]
    assert growth_of(lake) == [1.0, -9.9]


OLD = [f"core_{table}" for table in core.TABLES] + ["core_mark", "last_write"]


def made_old(lake):
    """Back to the format before there was a core: its tables gone, its journal the old one."""
    for table in OLD:
        lake._door.connection.execute(f"drop table lake.{table}")
    lake.close()
    with contextlib.closing(sqlite3.connect(lake._door.catalogue)) as catalogue:
        assert catalogue.execute("pragma journal_mode = delete").fetchone() == ("delete",)


@pytest.fixture
def old_lake(lake, accept):
    """A lake of the first format, and what it says now and of each moment."""
    accept(observation("-9.9"), observation("3.0", label="城建投"))
    wrong = accept(observation("99.0"))
    map_label(lake, "城建投", "infrastructure")
    withdraw_upload(lake, wrong.upload_id, note="传错文件")
    accept_upload(
        lake, b"ledger", ledger(project("甲", ytd="9"), target("9", cell="C9")),
        sender="发改局", region_code=COUNTY,
    )  # fmt: skip
    said = told(lake)
    made_old(lake)
    return lake.folder, said


def told(lake):
    moments = lake.query("select changed_at from lake.upload_event order by changed_at")
    return [
        statistics.growth(lake, Selection(as_of=moment)).to_dict("records")
        for moment in (None, *moments.changed_at.dt.to_pydatetime())
    ]


def test_a_lake_of_the_first_format_is_brought_forward_once_with_progress(old_lake):
    folder, said = old_lake
    progress = []

    with contextlib.closing(open_lake(folder, progress.append)) as lake:
        assert str(told(lake)) == str(said)
        assert upkeep.verify(lake) == []
    assert progress
    progress.clear()
    open_lake(folder, progress.append).close()
    assert progress == []


def test_core_of_another_shape_is_made_anew_when_opened(lake, accept):
    accept(observation("-9.9"))
    wrong = accept(observation("99.0"))
    withdraw_upload(lake, wrong.upload_id, note="传错文件")
    said = told(lake)
    lake.write(lambda one: one.cursor.execute("update lake.core_mark set shape = 'of before'"))
    lake.write(lambda one: one.cursor.execute("alter table lake.core_project drop column cells"))
    lake.close()

    with contextlib.closing(open_lake(lake.folder)) as again:
        assert str(told(again)) == str(said)
        assert upkeep.verify(again) == []


@pytest.mark.parametrize(
    ("module", "name"), [(history, "_replay"), (history, "_put_in_place"), (connection, "sync_new")]
)
def test_bringing_a_lake_forward_may_be_cut_short_anywhere(old_lake, monkeypatch, module, name):
    folder, said = old_lake

    def cut(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as short:
        short.setattr(module, name, cut)
        with pytest.raises(KeyboardInterrupt):
            open_lake(folder)

    with contextlib.closing(open_lake(folder)) as lake:
        assert str(told(lake)) == str(said)


def test_a_changed_list_reaches_stored_figures_when_core_is_brought_up_to_date(
    lake, accept, monkeypatch
):
    accept(observation("3.0", label="城建投"))
    assert history.is_current(lake)
    real = connection.fill_reference

    def filled(cursor):
        real(cursor)
        cursor.execute(
            "insert into ref_alias by name select * replace ('城建投' as label_key) "
            "from ref_alias where indicator_code = 'infrastructure' limit 1"
        )

    monkeypatch.setattr(connection, "fill_reference", filled)
    lake.refresh_reference()

    assert not history.is_current(lake)
    assert [problem.code for problem in upkeep.verify(lake)] == ["core_outdated"]
    assert growth_of(lake) == []
    history.bring_up_to_date(lake)
    assert growth_of(lake) == [3.0]
    assert history.is_current(lake)


@contextlib.contextmanager
def looked_at(ask):
    """Whatever a viewer is told while something else is done."""
    answers, is_done = [], threading.Event()

    def look():
        while not is_done.is_set():
            try:
                answers.append(ask())
            except Exception as error:  # what a viewer would see
                answers.append(error)

    viewer = threading.Thread(target=look)
    viewer.start()
    try:
        yield answers
    finally:
        is_done.set()
        viewer.join()


def test_small_files_are_joined_and_every_answer_stays(lake, accept):
    for number in range(4):
        accept(observation(str(number)), observation("2.0", label="第一产业"))
    said, files = told(lake), len(list(lake.data.rglob("*.parquet")))

    def ask():
        lake.refresh_reference()  # kept answers go with it
        return str(told(lake))

    with looked_at(ask) as answers:
        merging.tidy(lake)

    assert set(answers) == {str(said)}
    lake.refresh_reference()
    assert str(told(lake)) == str(said)
    assert upkeep.verify(lake) == []
    live = lake.query("select sum(file_count) as n from ducklake_table_info('lake')").n[0]
    assert live < files / 2
    accept(observation("9.0"))
    assert growth_of(lake) == [9.0, 2.0]


def test_looking_whether_anybody_committed_opens_no_file_of_the_catalogue(lake, accept):
    """Closing one drops SQLite's locks of the whole process; another process then cuts it."""
    accept(observation("-9.9"))
    with lake.cursor() as asking:
        asking.execute("begin")
        asking.execute("from lake.upload").fetchall()
        held = locks_of_this_process()
        assert held
        assert lake.snapshot
        catalogue_version(lake._door.catalogue)
        assert locks_of_this_process() == held


def locks_of_this_process():
    return [
        line.split()[1:6]
        for line in Path("/proc/locks").read_text().splitlines()
        if line.split()[4] == str(os.getpid())
    ]


def test_threads_may_ask_while_another_process_writes(lake, accept):
    accept(observation("0.0"))
    script = textwrap.dedent(
        f"""
        from analytics.lake.opening import open_lake
        from analytics.lake.uploads import accept_upload
        from tests.lake_rows import observation, reading
        lake = open_lake({str(lake.folder)!r})
        for number in range(1, 9):
            sent = reading(observation(f"{{number}}.0"))
            accept_upload(lake, str(number).encode(), sent, sender="乙局", region_code="")
        """
    )
    with contextlib.ExitStack() as stack:
        seen = [stack.enter_context(looked_at(lambda: growth_of(lake))) for _ in range(3)]
        subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, timeout=120)

    for answers in seen:
        assert all(isinstance(answer, list) for answer in answers), answers
        assert answers == sorted(answers)
    assert growth_of(lake) == [8.0]


def test_who_looks_in_the_middle_of_a_commit_sees_it_once_it_is_made(lake):
    """The catalogue's files change before what is committed can be seen."""
    script = textwrap.dedent(
        f"""
        import sys
        from analytics.lake.opening import open_lake
        lake = open_lake({str(lake.folder)!r})
        for _ in range(40):
            print(lake.write(lambda writing: None).isoformat(), flush=True)
            sys.stdin.readline()
        """
    )
    with contextlib.ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(looked_at(lambda: lake.snapshot))
        writer = subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        stack.enter_context(writer)
        behind = []
        for moment in writer.stdout:
            written = datetime.fromisoformat(moment.strip()).replace(tzinfo=UTC)
            if timedelta(microseconds=lake.snapshot) != written - EPOCH:
                behind.append(moment)
            writer.stdin.write("\n")
            writer.stdin.flush()

    assert writer.returncode == 0
    assert behind == []


def test_after_a_rebuild_the_clock_goes_on_after_the_newest_event(lake, clock):
    clock(timedelta(days=2))
    send(lake, small("1.0"))
    clock(timedelta(0))
    rebuilding.rebuild(lake.folder)

    send(lake, small("2.0"))

    assert growth_of(lake) == [2.0, 1.5]
    assert len(loaded.uploads(lake)) == 2
    assert upkeep.verify(lake) == []


def test_a_project_told_to_be_another_one_moves_though_neither_is_listed_now(lake):
    def send_ledger(*rows, sender):
        return accept_upload(
            lake, str(rows).encode(), ledger(*rows), sender=sender, region_code=COUNTY
        )

    first, second = project("甲", row=5, ytd="1"), project("乙", row=6, ytd="2")
    send_ledger(first, second, sender="发改局")
    third = send_ledger(project("丙", row=5, ytd="3"), sender="住建局")
    key = {
        row.project_name: row.project_key
        for row in lake.query("select project_name, project_key from core_project").itertuples()
    }
    note_identity(lake, key["甲"], key["乙"], is_same=True)
    withdraw_upload(lake, third.upload_id, note="试")

    note_identity(lake, key["甲"], key["丙"], is_same=True)

    moments = lake.query("select written_at from lake.last_write").written_at.dt.to_pydatetime()
    assert [table for table, known, due in stored_and_due(lake, moments[0]) if known != due] == []
    assert history.differing_tables(lake) == []


def test_core_that_reached_too_short_is_found_by_verify(lake, monkeypatch):
    """The history is told again by the same code: what all rows say at once is asked too."""
    map_label(lake, "别的", "infrastructure")
    send(lake, small("3.0", "城建投"))
    with monkeypatch.context() as wrong:
        wrong.setattr(core, "_reaches", lambda *_: {})
        map_label(lake, "城建投", "infrastructure")
        assert history.differing_tables(lake)


def test_an_upload_is_withdrawn_once_whoever_is_quicker(lake, accept):
    receipt = accept(observation("1.0"))
    with contextlib.closing(open_lake(lake.folder)) as other:
        real = writing.Writing.__init__
        is_first = [True]

        def slow(self, *given, **named):
            if is_first.pop() if is_first else False:
                withdraw_upload(other, receipt.upload_id, note="先")
            real(self, *given, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(writing.Writing, "__init__", slow)
            with pytest.raises(RefusedError, match="已经撤回过"):
                withdraw_upload(lake, receipt.upload_id, note="后")

    events = lake.query("select status from lake.upload_event order by changed_at").status
    assert events.tolist() == ["accepted", "withdrawn"]


def test_two_spellings_of_one_name_cannot_mean_two_indicators(lake):
    with pytest.raises(RefusedError, match="同一个名称"):
        mapping_rows({"城建投": "infrastructure", "城 建投": "secondary"}, "")


def test_a_catalogue_that_does_not_open_is_named_with_its_remedy(lake, accept):
    accept(observation("1.0"))
    lake.close()
    lake._door.catalogue.write_bytes(b"no catalogue")

    with pytest.raises(RefusedError, match="rebuild"):
        open_lake(lake.folder)


def test_rows_that_cannot_be_read_are_named_with_their_remedy(lake, accept):
    accept(observation("1.0"))
    for path in (lake.data / "main").glob("core_investment/**/*.parquet"):
        path.unlink()

    with pytest.raises(RefusedError, match="rebuild"):
        growth_of(lake)


def test_a_sender_moved_to_another_region_on_the_disk_is_found(lake):
    send(lake, small("1.0"))
    lake.write(lambda one: one.cursor.execute("update lake.sender set region_code = '110000'"))

    assert [problem.code for problem in upkeep.verify(lake)] == ["remembered_differs"]
