"""The sample: it can be made again, adds up, and prints each fact once."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from analytics.basics.period import Period
from analytics.intake.files.workbook import read_workbook
from analytics.intake.reading import Hints, Reading
from analytics.intake.understand import read_sheets
from analytics.reference.indicators import AliasKey, label_key, read_alias_keys, read_indicators
from data.sample.build import HERE, build
from data.sample.bulletin import read_rows
from data.sample.county import MONTHS, SECTORS, growth_of, levels

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "files"
INVENTED = "本表为虚构示例"
BULLETINS = ("示例市", "示例县统计月报")
ALIASES: dict[str, list[AliasKey]] = {}
for alias_key in read_alias_keys():
    ALIASES.setdefault(alias_key.key, []).append(alias_key)
SECTION_CODES = {i.code for i in read_indicators() if i.breakdown == "industry"}


def cells_of(path: Path) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(path)
        for line in sheet
        for cell in line
        if cell.value is not None
    }


def numbers_of(path: Path) -> list[float]:
    return [v for v in cells_of(path).values() if isinstance(v, int | float)]


def read(manifest_row: dict[str, str]) -> Reading:
    """As the first start reads it, the sender's region known."""
    name = manifest_row["file"]
    workbook, problems = read_workbook((HERE / name).read_bytes(), name)
    assert problems == ()
    return read_sheets(workbook, Hints(region_code=manifest_row["region_code"]))


def values_in(reading: Reading) -> dict[tuple[str, ...], set[Decimal]]:
    """Values by period, region, indicator's code and measure."""
    found: dict[tuple[str, ...], set[Decimal]] = {}
    for row in reading.rows:
        month = row.period.code
        codes = {
            alias.code
            for alias in ALIASES.get(label_key(row.label), ())
            if alias.valid_from <= month <= (alias.valid_to or "9999")
        }
        assert len(codes) == 1, row
        key = (month, row.region_code, codes.pop(), row.measure)
        found.setdefault(key, set()).add(row.value)
    return found


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    return build(tmp_path_factory.mktemp("sample"))


def test_the_sample_can_be_made_again_cell_by_cell(rebuilt):
    kept = sorted(path.name for path in HERE.glob("*.xlsx"))
    assert sorted(path.name for path in rebuilt) == kept
    for path in rebuilt:
        assert cells_of(path) == cells_of(HERE / path.name), path.name


def test_a_second_run_writes_the_same_bytes(rebuilt, tmp_path):
    for path, again in zip(rebuilt, build(tmp_path), strict=True):
        assert again.read_bytes() == path.read_bytes(), path.name


def test_the_sample_is_small():
    assert sum(path.stat().st_size for path in HERE.glob("*.xlsx")) < 600_000


def test_the_first_start_knows_every_workbook_and_its_sender():
    manifest = read_rows("manifest.csv")
    assert {row["file"] for row in manifest} == {p.name for p in HERE.glob("*.xlsx")}
    assert {(row["sender"], row["region_code"]) for row in manifest} == {
        ("国家统计局", "000000"),
        ("示例市统计局", "999900"),
        ("示例县统计局", "999901"),
        ("示例县发展和改革局", "999901"),
        ("邵阳市统计局", "430500"),
    }


def test_every_national_fact_is_printed_once():
    facts = [
        float(value)
        for row in read_rows("facts_national.csv")
        for value in (row["level_100m"], row["growth_pct"])
        if value
    ]
    printed = numbers_of(HERE / "全国固定资产投资_2015-2026.xlsx")
    assert Counter(printed) == Counter(facts)
    assert len(facts) > 5000


def test_every_real_fact_names_a_source_that_is_listed():
    listed = {row["source"] for row in read_rows("sources.csv")}
    for name in ("facts_national.csv", "facts_shaoyang.csv"):
        used = {s for row in read_rows(name) for s in row["source"].split(";")}
        assert used <= listed
    keys = [(r["period"], r["indicator"]) for r in read_rows("facts_national.csv")]
    assert len(keys) == len(set(keys))


def test_september_2023_is_printed_as_published():
    path = HERE / "全国固定资产投资_2015-2026.xlsx"
    rows = load_workbook(path)["固定资产投资"].iter_rows(values_only=True)
    (row,) = [row for row in rows if row[0] == "2023年1—9月"]
    assert row[1:3] == (375035, 3.1)


@pytest.mark.parametrize(("year", "month"), MONTHS)
def test_the_invented_parts_add_up_exactly(year, month):
    now = levels(Period(year, month))
    total = now["固定资产投资"]
    facts = read_rows("facts_county.csv")
    for group in ("industry", "composition", "registration", "unit"):
        parts = [now[row["label"]] for row in facts if row["group"] == group]
        assert sum(parts) == total
        assert min(parts) > 0
    assert sum(now[name] for name in (*SECTORS, "第三产业")) == total
    assert now["民间投资"] + now["国有控股"] < total


def test_the_invented_year_only_grows():
    for year in (2023, 2024, 2025):
        months = [levels(Period(year, m)) for m in (2, 3, 4, 5, 6, 7, 8, 9, 12)]
        for label in months[0]:
            run = [month[label] for month in months]
            assert run == sorted(run), (year, label)


def test_growth_follows_the_levels_except_where_the_base_was_revised():
    now, before = levels(Period(2025, 9)), levels(Period(2024, 9))
    gaps = {
        label: abs(
            growth_of(label, Period(2025, 9), now, before)
            - (Decimal(now[label]) / before[label] - 1) * 100
        )
        for label in now
    }
    assert {label for label, gap in gaps.items() if gap > Decimal("0.1")} == {"民间投资"}


def test_every_invented_sheet_says_so():
    paths = [*HERE.glob("示例*.xlsx")]
    assert len(paths) == 26
    for path in paths:
        for sheet in load_workbook(path):
            words = [str(c.value) for line in sheet for c in line if c.value]
            assert any(INVENTED in word for word in words), (path.name, sheet.title)


def test_a_county_bulletin_hides_its_old_draft_and_lists_its_units():
    book = load_workbook(HERE / "示例县统计月报_2025-09.xlsx")
    assert [s.title for s in book if s.sheet_state == "hidden"] == ["投资2旧"]
    assert book.sheetnames[0] == "目录"
    column = [row[0] for row in book["投资4"].iter_rows(min_row=5, values_only=True)]
    assert column[0] == "全县"
    assert "经开区" in column


def test_our_reader_reads_every_national_fact_back_as_it_is():
    (row,) = [r for r in read_rows("manifest.csv") if r["sender"] == "国家统计局"]
    facts = {
        (fact["period"], "000000", fact["indicator"], measure): {Decimal(fact[column])}
        for fact in read_rows("facts_national.csv")
        for measure, column in (("level", "level_100m"), ("yoy_pct", "growth_pct"))
        if fact[column]
    }
    assert values_in(read(row)) == facts


def test_our_reader_reads_the_growth_of_the_city_back_as_it_is():
    growth: dict[tuple[str, str], set[Decimal]] = {}
    for row in read_rows("manifest.csv"):
        if row["sender"] == "邵阳市统计局":
            for (month, region, code, measure), values in values_in(read(row)).items():
                if measure == "yoy_pct" and code == "fixed_asset_investment":
                    growth[month, region] = values
    assert growth["2025-09", "430500"] == {Decimal("-9.9")}
    assert growth["2025-09", "430522"] == {Decimal("12.1")}
    assert growth["2025-09", "430511"] == {Decimal("-28.8")}
    assert len(growth) == 8 * 13


def test_our_reader_reads_the_invented_county_back_as_it_is():
    (row,) = [r for r in read_rows("manifest.csv") if r["file"] == "示例县统计月报_2025-09.xlsx"]
    found = values_in(read(row))
    now = levels(Period(2025, 9))
    total = "fixed_asset_investment"
    assert found["2025-09", "999901", total, "level"] == {now["固定资产投资"]}
    assert found["2025-09", "999901/经开区", total, "level"] == {now["经开区"]}
    assert found["2025-09", "999901", "private", "level"] == {now["民间投资"]}
    industries = [
        values.pop()
        for (_, _, code, measure), values in found.items()
        if measure == "level" and code in SECTION_CODES
    ]
    assert len(industries) == 18
    assert sum(industries) == now["固定资产投资"]


def test_nothing_in_the_sample_is_asked_or_left_out_unsaid():
    for row in read_rows("manifest.csv"):
        reading = read(row)
        assert reading.questions == (), row["file"]
        said = {p.code for p in reading.problems if p.severity != "note"}
        expected = {"unknown_region"} if row["file"].startswith(BULLETINS) else set()
        assert said == expected, row["file"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_september_agrees_with_the_bulletin_itself_ranks_included():
    ours = load_workbook(HERE / "邵阳市统计月报_2025-09.xlsx")
    theirs = load_workbook(CORPUS / "yuebao_202509.xlsx", data_only=True)
    compared = 0
    for sheet in ours:
        printed = {
            str(row[0]).strip(): row[1:3]
            for row in theirs[sheet.title].iter_rows(min_row=5, values_only=True)
            if row[0]
        }
        for label, *values in sheet.iter_rows(min_row=5, values_only=True):
            if not isinstance(values[0], int | float):
                continue
            want = printed[label]
            assert round(values[0], 1) == round(want[0], 1), (sheet.title, label)
            if len(values) > 1 and values[1] is not None:
                assert values[1] == want[1], (sheet.title, label)
            compared += 1
    assert compared == 119
