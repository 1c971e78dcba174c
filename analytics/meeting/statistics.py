"""The bureau's screens: growth, parts, structure, pulls; of districts: districts.py.

Owns their figures and what stands behind them; every number is a mart's.
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.key_figure import KeyFigure
from analytics.basics.numbers import UNDEFINED, rounded, shown
from analytics.charts import recipes
from analytics.charts.kit.columns import fastest_first, kept, numbers, texts
from analytics.charts.statistics.findings import breakdown_finding
from analytics.charts.statistics.waterfall import TOTAL as TOTAL_LABEL
from analytics.meeting import answers
from analytics.meeting.asked import MeetingFacts, StatisticsSide
from analytics.meeting.districts import first_and_last
from analytics.meeting.screen import PARTS, WORDS, Content
from analytics.questions.selection import TOTAL
from analytics.speech.paragraphs import headline_cards
from analytics.tables import ledger as ledger_tables

# Nineteen industries would be seven screens: their two ends say what moves the total.
_ENDS, _WHOLE_UP_TO = 3, 8


def growth(asked: MeetingFacts) -> Content | None:
    if asked.statistics is None or asked.headline is None:
        return None
    side = asked.statistics
    cards = [card for card in headline_cards.cards(asked.headline) if card.value != UNDEFINED]
    total, past = (
        kept(rows, [code == TOTAL for code in texts(rows, "indicator_code")])
        for rows in (side.growth, side.last_year)
    )
    lines = [
        *_drivers(side),
        answers.base_line(asked, past, "region_name"),
        answers.revision_line(side.before, total, "indicator_code", "indicator_name", "yoy_pct"),
    ]
    figures = [KeyFigure(card.label, card.value) for card in cards]
    return Content(side.series, figures, lines, recipes.GROWTH)


def parts(part: str, asked: MeetingFacts) -> Content | None:
    side = asked.statistics
    if side is None:
        return None
    own = side.growth[(side.growth.breakdown == part) & side.growth.yoy_pct.notna()]
    if len(own) < 2:
        return None
    drawn = _ends(own)
    every, drawn = (
        pd.concat([side.growth[side.growth.breakdown == "total"], rows]) for rows in (own, drawn)
    )
    measure = f"分{WORDS[part]}累计同比"
    if len(drawn) < len(every):
        measure = f"分{WORDS[part]}同比，首尾各{_ENDS}个"
    first, last = first_and_last(own, "indicator_name", "yoy_pct")
    values = [rounded(value) for value in numbers(own, "yoy_pct") if value is not None]
    whole = next((v for v in numbers(every, "yoy_pct")[:1] if len(every) > len(own)), None)
    figures = [
        KeyFigure("增长的分项", f"{sum(value > 0 for value in values)}个"),
        KeyFigure("下降的分项", f"{sum(value < 0 for value in values)}个"),
    ]
    if whole is not None:
        figures.insert(0, KeyFigure("全部投资", f"{shown(whole)}%"))
    past = side.last_year
    past = past[(past.breakdown == part) & past.indicator_name.isin((first[0], last[0]))]
    lines = [
        *answers.moving_lines(own, "indicator_name"),
        answers.base_line(asked, past, "indicator_name"),
        answers.revision_line(side.before, own, "indicator_code", "indicator_name", "yoy_pct"),
    ]
    return Content(
        own,
        figures,
        lines,
        recipes.PARTS,
        drawn=drawn,
        measure=measure,
        title=breakdown_finding(every),
    )


def mix(asked: MeetingFacts) -> Content | None:
    """Shares of the breakdown with the fewest parts: that one fits a message."""
    side = asked.statistics
    if side is None:
        return None
    shares = side.mix
    known = shares[shares.share_pct.notna()]
    part = next((name for name in PARTS if (known.breakdown == name).any()), None)
    if part is None:
        return None
    rows = known[known.breakdown == part]
    largest, _ = first_and_last(rows, "indicator_name", "share_pct")
    figures = [KeyFigure(f"{largest[0]}占", f"{shown(largest[1])}%")]
    if rows.share_change_pp.notna().any():
        up, down = first_and_last(rows, "indicator_name", "share_change_pp")
        figures += [
            KeyFigure(f"{name}{verb}", f"{shown(abs(change))}个百分点")
            for verb, (name, change), is_so in (
                ("升", up, rounded(up[1]) > 0),
                ("降", down, rounded(down[1]) < 0),
            )
            if is_so
        ]
    lines = [
        *_drivers(side),
        (
            "上年同期",
            "；".join(
                f"{name}占{shown(share)}%"
                for name, share in zip(
                    texts(rows, "indicator_name"), numbers(rows, "share_last_year_pct"), strict=True
                )
                if share is not None
            )
            or "没有上年同期的分项总量",
        ),
        answers.revision_line(
            side.before,
            side.growth[side.growth.breakdown == part],
            "indicator_code",
            "indicator_name",
            "yoy_pct",
        ),
    ]
    measure = f"分{WORDS[part]}投资占比"
    return Content(rows, figures, lines, recipes.SHARES, measure=measure)


def pull(asked: MeetingFacts) -> Content | None:
    side = asked.statistics
    if side is None:
        return None
    pulls = side.pulls
    safe = pulls[pulls.is_safe_to_state.fillna(False).astype(bool)]
    part = next((name for name in PARTS if (safe.breakdown == name).any()), None)
    if part is None:
        return None
    rows = pulls[pulls.breakdown == part]
    own = safe[(safe.breakdown == part) & ~safe.is_residual.astype(bool)]
    up, down = first_and_last(own, "indicator_name", "pull_shown_pp")
    figures = [KeyFigure(up[0], f"{ledger_tables.signed(up[1])}个百分点")]
    if down[0] != up[0]:
        figures.append(KeyFigure(down[0], f"{ledger_tables.signed(down[1])}个百分点"))
    total = next((v for v in numbers(rows, "total_yoy_pct") if v is not None), None)
    figures.append(KeyFigure(TOTAL_LABEL, f"{shown(total)}%"))
    past = side.last_year
    past = past[past.indicator_code == TOTAL]
    lines = [
        *_drivers(side),
        answers.base_line(asked, past, "region_name"),
        answers.revision_line(
            side.before,
            side.growth[side.growth.breakdown == part],
            "indicator_code",
            "indicator_name",
            "yoy_pct",
        ),
    ]
    recipe = recipes.OVERLAPPING_PULLS if part == "field" else recipes.PULLS
    return Content(rows, figures, lines, recipe, measure=f"分{WORDS[part]}对增长的拉动")


def _drivers(side: StatisticsSide) -> list[tuple[str, str]]:
    """Pulls where they may be stated, else the parts that moved most."""
    pulls = answers.pulling_lines(side.pulls, "indicator_name")
    parts = side.growth[side.growth.breakdown == "industry"]
    return pulls or answers.moving_lines(parts, "indicator_name")


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    if len(rows) <= _WHOLE_UP_TO:
        return rows
    ordered = rows.iloc[fastest_first(numbers(rows, "yoy_pct"))]
    return pd.concat([ordered.head(_ENDS), ordered.tail(_ENDS)])
