"""The questions `mart` answers, by the name it is given: one table."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.lake.connection import Lake
from analytics.questions import growth, ledger, statistics
from analytics.questions.selection import Selection

Question = Callable[[Lake, Selection], pd.DataFrame]
STATISTICS: dict[str, Question] = {
    "growth": statistics.growth,
    "ranking": statistics.ranking,
    "mix": statistics.mix,
    "sources": statistics.sources,
    "contribution": growth.contribution,
    "derived": growth.derived,
    "reconciliation": growth.reconciliation,
    "diffusion": growth.diffusion,
}
LEDGER: dict[str, Question] = {
    "completion": ledger.completion,
    "totals": ledger.totals,
    "projects": ledger.projects,
    "status": ledger.status_counts,
    "moves": ledger.status_moves,
    "league": ledger.league,
    "funnel": ledger.funnel,
    "problems": ledger.problems,
    "roster": ledger.roster_changes,
    "pace": ledger.pace,
    "late": ledger.late,
}
