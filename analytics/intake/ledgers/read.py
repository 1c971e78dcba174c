"""One ledger from its cells to its projects, totals, problems and questions.

Owns the order of steps and what is said about columns and rows that were left out.
"""

from __future__ import annotations

from analytics.basics.errors import Problem
from analytics.intake.bulletins.years import KnownYears
from analytics.intake.cells import Cells
from analytics.intake.files.sheets import address
from analytics.intake.ledgers.checks import check_projects
from analytics.intake.ledgers.figures import Figures, rate_scales
from analytics.intake.ledgers.find import Ledger
from analytics.intake.ledgers.known import Known, read_known
from analytics.intake.ledgers.marks import read_legend
from analytics.intake.ledgers.privacy import is_kept
from analytics.intake.ledgers.projects import ProjectReader
from analytics.intake.ledgers.result import LedgerResult
from analytics.intake.ledgers.rows import LedgerRow, read_rows
from analytics.intake.ledgers.subtotals import check_subtotals, read_subtotals
from analytics.intake.ledgers.troubles import LISTED, Troubles
from analytics.intake.questions import answers_for, fingerprint
from analytics.intake.reading import Hints, TableUnderstood
from analytics.reference import place_names
from analytics.reference.regions import full_name


def title_of(ledger: Ledger) -> str:
    """The first line above a ledger that is no date and no unit."""
    return next((t for t in ledger.titles if "表" in t or "项目" in t), "") or next(
        iter(ledger.titles), ""
    )


def printed_regions(cells: Cells, ledger: Ledger) -> set[str]:
    """Names in the region column, to tell whose ledger it is."""
    column = ledger.column("region")
    return set() if column is None else {cells.text(row, column) for row in ledger.body} - {""}


def read_ledger(
    file: str, cells: Cells, ledger: Ledger, hints: Hints, home: str, years: KnownYears
) -> LedgerResult:
    """Everything one ledger gives."""
    sheet, title = cells.sheet.name, title_of(ledger)
    print_ = fingerprint(title, [column.text for column in ledger.columns], [], [])
    answers = answers_for(hints, print_)
    place = f"“{sheet}”" if sheet else "这张表"
    asked = (sheet, print_, f"{place}的“{title}”" if title else place)
    known = read_known(ledger.columns, ledger.titles, years, answers, asked)
    rows = read_rows(cells, ledger)
    troubles = Troubles(file, sheet)
    home = place_names.region_in(title, home) or home
    body = [row.row for row in rows if row.kind == "project"]
    legend = read_legend((*ledger.titles, *(r.label for r in rows if r.kind == "note")))
    reader = ProjectReader(
        cells,
        ledger,
        known,
        Figures(cells, known, troubles, rate_scales(cells, known, ledger.columns, body)),
        home,
        legend,
        is_kept(answers),
    )
    result = LedgerResult(questions=list(known.questions))
    if known.year and known.month:
        result.projects = reader.read(rows)
        result.subtotals = read_subtotals(reader, rows, _months(result, known))
        check_projects(result.projects, troubles)
        check_subtotals(rows, result.subtotals, result.projects, troubles)
        if not home:
            result.unplaced.append((sheet, print_))
    _say_left_out(reader, rows, troubles)
    result.problems = troubles.problems() + _notes(file, sheet, reader, rows, result)
    result.tables.append(_summary(reader, result, title, print_))
    return result


def _months(result: LedgerResult, known: Known) -> list[int]:
    return sorted({project.month for project in result.projects}) or [known.month]


def _say_left_out(reader: ProjectReader, rows: list[LedgerRow], troubles: Troubles) -> None:
    for row in rows:
        if row.kind == "loose":
            troubles.say(
                "no_project_name",
                (row.row, reader.ledger.name_column),
                f"第{row.row + 1}行有数但没有项目名称，没有读",
                "是项目的请补上名称；是合计的请写明“合计”",
            )
        elif row.kind == "project" and not row.label:
            troubles.say(
                "no_project_name",
                (row.row, reader.ledger.name_column),
                f"第{row.row + 1}行的项目名称只有标记，没有文字",
                "请补上项目名称",
            )


def _notes(
    file: str, sheet: str, reader: ProjectReader, rows: list[LedgerRow], result: LedgerResult
) -> list[Problem]:
    found: list[Problem] = []
    used = reader.used_columns()
    projects = [row.row for row in rows if row.kind == "project"]
    unread = [
        column
        for column in reader.ledger.columns
        if column.column not in used
        and any(reader.cells.kind(row, column.column) not in ("", "missing") for row in projects)
    ]
    if unread:
        names = "、".join(column.text for column in unread[:LISTED])
        found.append(
            Problem(
                "note",
                "columns_left_out",
                f"有 {len(unread)} 列没有入库：{names}",
                "需要入库的，请在 data/reference/ledger_columns.csv 补充该列的叫法",
                file,
                sheet,
                address(reader.ledger.header[0], unread[0].column),
            )
        )
    if reader.hidden:
        found.append(
            Problem(
                "note",
                "contacts_hidden",
                f"联系人姓名、电话等 {reader.hidden} 处已隐去，如 张*、138****5678",
                "确需保留的，请在读取时选择“保留”",
                file,
                sheet,
            )
        )
    done = {project.month for project in result.projects}
    ahead = [c for c in reader.ledger.columns if c.field == "monthly_plan"]
    ahead = [c for c in ahead if done and c.when.month > max(done)]
    if ahead:
        months = "、".join(dict.fromkeys(f"{c.when.month}月" for c in ahead))
        found.append(
            Problem(
                "note",
                "months_ahead",
                f"{months}只有计划，还没有完成数，没有记入",
                "有完成数后请再上传",
                file,
                sheet,
                address(reader.ledger.header[0], ahead[0].column),
            )
        )
    tens = [c for c in reader.ledger.columns if c.field == "monthly" and "旬" in c.text]
    if tens:
        found.append(
            Problem(
                "note",
                "ten_days",
                f"这是旬报，“{tens[0].text}”只到本旬，作为当月完成投资记下",
                "月末数出来后请上传月报，以月报为准",
                file,
                sheet,
                address(reader.ledger.header[0], tens[0].column),
            )
        )
    if not projects:
        found.append(
            Problem(
                "warning",
                "no_projects",
                "表头是项目台账，但下面没有项目",
                "请确认项目名称写在“项目名称”一列",
                file,
                sheet,
                reader.ledger.header_box.split(":")[0],
            )
        )
    return found


def _summary(
    reader: ProjectReader, result: LedgerResult, title: str, print_: str
) -> TableUnderstood:
    codes = sorted({f"{p.year:04d}-{p.month:02d}" for p in result.projects})
    names = {full_name(p.region_code) for p in result.projects} - {""}
    places = sorted(names)
    return TableUnderstood(
        sheet=reader.cells.sheet.name,
        title=title,
        box=reader.ledger.box,
        header=reader.ledger.header_box,
        fingerprint=print_,
        statistic="projects",
        periods="—".join(dict.fromkeys(codes[:1] + codes[-1:])),
        units=reader.known.unit,
        regions="、".join(places[:3]) + (f"等{len(places)}个" if len(places) > 3 else ""),
        row_count=len(result.projects),
    )
