"""Marts as tables a statistician reads: Chinese headers with units, shown digits.

Owns headers and order of columns on pages and in downloads; computes nothing but digits.
"""

from __future__ import annotations

import pandas as pd

from analytics.basics.csv import csv_bytes
from analytics.basics.moments import beijing
from analytics.basics.numbers import cny_100m, rounded, shown
from analytics.basics.period import Period
from analytics.questions.named_parts import comparable_parts, strongest_and_weakest
from analytics.tables.reading import MEASURE_WORDS, SPAN_WORDS

STATUS_WORDS = {"accepted": "已接收", "withdrawn": "已撤回"}


def amount_cny_100m(value: float | None) -> str:
    """万元 as stored, shown in 亿元; — where undefined."""
    if pd.isna(value):
        return shown(None)
    return shown(cny_100m(rounded(value, 6)), 2)


def digits(values: pd.Series, places: int = 1) -> list[float | None]:
    """Numbers rounded half up for a column that still sorts; None where undefined."""
    return [None if pd.isna(value) else float(rounded(value, places)) for value in values]


def in_cny_100m(values: pd.Series) -> list[float | None]:
    """万元 as stored to 亿元 with two decimals."""
    return [
        None if pd.isna(value) else float(rounded(cny_100m(rounded(value, 6)), 2))
        for value in values
    ]


def growth_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_growth for a page: one row an indicator."""
    return pd.DataFrame(
        {
            "指标": rows.indicator_name,
            "累计完成（亿元）": in_cny_100m(rows.ytd_cny_10k),
            "同比增速（%）": digits(rows.yoy_pct),
            "比上期（百分点）": digits(rows.yoy_change_pp),
            "增速来源": ["公布" if is_so else "直接计算" for is_so in rows.is_published],
            "直接计算（%）": digits(rows.yoy_computed_pct),
            "可比性": ["不可比" if is_so else "" for is_so in rows.is_incomparable.fillna(False)],
            "出处": rows.source,
        }
    )


def contradicted_line(rows: pd.DataFrame) -> str:
    """Whose printed place their growth contradicts, of mart_ranking; "" where none is."""
    found = rows[rows.rank_reported.notna() & rows["rank"].isna()]
    names = "、".join(dict.fromkeys(found.region_name))
    return (
        f"{names}公布的位次与增速不符，位次暂不采用，按增速排列；请核对原表（见体检）"
        if names
        else ""
    )


def ranking_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_ranking for a page: one row a district."""
    return pd.DataFrame(
        {
            "位次": rows["rank"],
            "地区": rows.region_name,
            "同比增速（%）": digits(rows.yoy_pct),
            "比上期（百分点）": digits(rows.yoy_change_pp),
            "位次变化": [moved(value) for value in rows.rank_change],
            "与全域之差（百分点）": digits(rows.gap_to_parent_pp),
            "累计完成（亿元）": in_cny_100m(rows.ytd_cny_10k),
            "出处": rows.source,
        }
    )


def mix_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_mix for a page: one row a part."""
    return pd.DataFrame(
        {
            "分项": rows.indicator_name,
            "累计完成（亿元）": in_cny_100m(rows.ytd_cny_10k),
            "占比（%）": digits(rows.share_pct),
            "上年同期占比（%）": digits(rows.share_last_year_pct),
            "占比变动（百分点）": digits(rows.share_change_pp),
            "同比增速（%）": digits(rows.yoy_pct),
            "出处": rows.source,
        }
    )


def source_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_source for a page: one row a printed number."""
    return pd.DataFrame(
        {
            "指标": rows.indicator_name,
            "印出": rows.printed,
            "单位": rows.unit,
            "类别": rows.measure.map(MEASURE_WORDS),
            "时段": rows.span.map(SPAN_WORDS),
            "采用": ["采用" if is_so else "未采用" for is_so in rows.is_in_use],
            "文件": rows.file,
            "工作表": rows.sheet,
            "单元格": rows.cell,
            "接收时间": [beijing(moment) for moment in rows.accepted_at],
            "报送单位": rows.sender,
        }
    )


def formula_table(rows: pd.DataFrame, indicator: str | None) -> pd.DataFrame:
    """The computed numbers of a selection: value, formula and the cells that went in."""
    rows = of_indicator(rows, indicator)
    growth = rows[rows.yoy_computed_pct.notna()]
    base = rows[rows.comparable_base_cny_10k.notna()]
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "指标": growth.indicator_name,
                    "名称": "直接计算增速",
                    "数值": [f"{shown(value)}%" for value in growth.yoy_computed_pct],
                    "公式": "本期累计 ÷ 上年同期累计 − 1",
                    "依据": growth.level_source + "；" + growth.level_last_year_source,
                }
            ),
            pd.DataFrame(
                {
                    "指标": base.indicator_name,
                    "名称": "反推可比基数",
                    "数值": [
                        f"{amount_cny_100m(value)}亿元" for value in base.comparable_base_cny_10k
                    ],
                    "公式": "本期累计 ÷（1 + 公布增速）",
                    "依据": base.level_source + "；" + base.yoy_source,
                }
            ),
        ],
        ignore_index=True,
    )


def upload_table(uploads: pd.DataFrame) -> pd.DataFrame:
    """mart_upload for a page: one row an upload."""
    return pd.DataFrame(
        {
            "文件": uploads.file,
            "报送单位": uploads.sender,
            "状态": uploads.status.map(STATUS_WORDS),
            "数字": uploads.row_count,
            "入库原因": uploads.reason,
            "接收时间": [beijing(moment) for moment in uploads.uploaded_at],
            "说明": uploads.note,
            "上传编号": uploads.upload_id,
        }
    )


def extremes(rows: pd.DataFrame) -> pd.DataFrame:
    """The fastest, then the slowest parts of a period: mart_growth rows of one region."""
    fastest, slowest = strongest_and_weakest(comparable_parts(rows))
    return pd.concat([fastest.assign(end="最快"), slowest.assign(end="最慢")])


def extremes_table(rows: pd.DataFrame) -> pd.DataFrame:
    """extremes for a page: one row a part."""
    return pd.DataFrame(
        {
            "分项": rows.indicator_name,
            "快慢": rows.end,
            "同比增速（%）": digits(rows.yoy_pct),
            "比上期（百分点）": digits(rows.yoy_change_pp),
            "出处": rows.source,
        }
    )


def loaded_table(rows: pd.DataFrame) -> pd.DataFrame:
    """mart_loaded of one region: one row a period."""
    return pd.DataFrame(
        {
            "报告期": period_labels(rows),
            "指标数": rows.indicator_count,
            "有总量": rows.level_count,
            "有公布增速": rows.published_growth_count,
        }
    )


def period_labels(rows: pd.DataFrame) -> list[str]:
    """Each row's months 1..N in words."""
    periods = zip(rows.year, rows.month, strict=True)
    return [Period(int(year), int(month)).label for year, month in periods]


def csv_file(table: pd.DataFrame) -> bytes:
    """A shown table for Excel: with a BOM, and nothing that a sheet would run."""
    plain = table.astype(object).where(table.notna(), None)
    return csv_bytes(plain.values.tolist(), list(table.columns))


def indicator_choices(rows: pd.DataFrame) -> list[str]:
    """The indicator names of a selection, each once, in order."""
    return list(dict.fromkeys(rows.indicator_name))


def of_indicator(rows: pd.DataFrame, indicator: str | None) -> pd.DataFrame:
    """The rows of one indicator name; all where none is chosen."""
    return rows if indicator is None else rows[rows.indicator_name == indicator]


def moved(places: float | None) -> str:
    """A change of place in words.

    >>> moved(2), moved(-1), moved(0), moved(None)
    ('升2位', '降1位', '持平', '—')
    """
    if pd.isna(places):
        return shown(None)
    if places == 0:
        return "持平"
    return f"升{int(places)}位" if places > 0 else f"降{abs(int(places))}位"
