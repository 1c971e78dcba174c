"""Which screens the data of a region and a period can fill."""

from __future__ import annotations

from analytics.meeting.asked import Asked
from analytics.meeting.ledger import ledger_screens
from analytics.meeting.screen import NAMES, Screen
from analytics.meeting.statistics import statistics_screens


def screens(asked: Asked) -> list[Screen]:
    """Every screen that can be filled, in the usual order."""
    made = [*statistics_screens(asked), *ledger_screens(asked)]
    return sorted(made, key=lambda one: list(NAMES).index(one.key))
