"""Files weighed before they are accepted, built in code."""

from __future__ import annotations

import itertools

from analytics.lake import gate
from analytics.lake.difference import bulletin_difference, ledger_difference
from analytics.lake.loading import Prepared
from tests.lake_rows import SHAOYANG

_numbers = itertools.count()


def prepared(lake, reading, sender="邵阳市统计局", region_code=SHAOYANG):
    """A reading as if it had been read from a file of its own bytes."""
    return Prepared(
        f"file {next(_numbers)}".encode(),
        reading,
        sender,
        region_code,
        {},
        bulletin_difference(lake, reading.rows),
        ledger_difference(lake, reading, region_code=region_code, sender=sender),
    )


def weigh(lake, reading, **whose):
    return gate.weigh(lake, prepared(lake, reading, **whose))


def found(weighed):
    """The names of the checks a file breaks, and whether each is red."""
    return {one.check.name: one.check.is_red for one in weighed.findings}
