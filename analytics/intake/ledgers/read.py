"""One ledger from its cells to its projects, totals, problems and questions.

Owns the order of steps and what is said about columns and rows that were left out.
"""

from __future__ import annotations

from dataclasses import replace

from analytics.intake.bulletins.years import KnownYears
from analytics.intake.cells import Cells
from analytics.intake.ledgers.checks import check_projects
from analytics.intake.ledgers.figures import Figures, rate_scales
from analytics.intake.ledgers.find import Ledger
from analytics.intake.ledgers.known import Known, read_known
from analytics.intake.ledgers.marks import read_legend
from analytics.intake.ledgers.meanings import as_told, column_questions, columns_of
from analytics.intake.ledgers.privacy import is_kept
from analytics.intake.ledgers.projects import ProjectReader
from analytics.intake.ledgers.result import LedgerResult
from analytics.intake.ledgers.row import LedgerRow
from analytics.intake.ledgers.rows import read_rows
from analytics.intake.ledgers.subtotals import check_parts, check_subtotals, read_subtotals
from analytics.intake.ledgers.troubles import LISTED, Troubles
from analytics.intake.questions import answered_place, answers_for, figures_of, fingerprint
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
    figures = figures_of(
        cells,
        ledger.titles,
        (*ledger.header, *ledger.body),
        [column.column for column in ledger.columns],
    )
    answers = answers_for(hints, print_, figures)
    ledger = replace(ledger, columns=as_told(ledger.columns, answers))
    place = f"“{sheet}”" if sheet else "这张表"
    asked = (sheet, print_, f"{place}的“{title}”" if title else place, figures)
    known = read_known(ledger.columns, ledger.titles, years, answers, asked)
    rows = read_rows(cells, ledger)
    troubles = Troubles(file, sheet)
    home = place_names.region_in(title, home) or home or answered_place(answers)
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
    unclear = column_questions(cells, ledger.columns, body, sheet, print_)
    result = LedgerResult(questions=[*known.questions, *unclear])
    if known.year and known.month:
        result.projects = reader.read(rows)
        result.subtotals = read_subtotals(reader, rows, _months(result, known))
        check_projects(result.projects, troubles)
        check_parts(reader, rows, known.month, troubles)
        check_subtotals(rows, result.subtotals, result.projects, troubles)
        if not home:
            result.unplaced.append((sheet, print_))
    _say_left_out(reader, rows, troubles)
    _say_notes(reader, rows, result, troubles)
    result.problems = troubles.problems()
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


def _say_notes(
    reader: ProjectReader, rows: list[LedgerRow], result: LedgerResult, troubles: Troubles
) -> None:
    columns, top = reader.ledger.columns, reader.ledger.header[0]
    used = reader.used_columns()
    projects = [row.row for row in rows if row.kind == "project"]
    to_come = reader.to_come(projects)
    unread = [
        column
        for column in columns
        if column.column not in used | to_come
        and any(reader.cells.kind(row, column.column) not in ("", "missing") for row in projects)
    ]
    if unread:
        troubles.say(
            "columns_left_out",
            (top, unread[0].column),
            f"有 {len(unread)} 列没有入库：{'、'.join(column.text for column in unread[:LISTED])}",
            "需要入库的，请在“各列读作什么”中给它含义",
            "note",
        )
    if reader.hidden:
        troubles.say(
            "contacts_hidden",
            "",
            f"联系人姓名、电话等 {reader.hidden} 处已隐去，如 张*、138****5678",
            "确需保留的，请在读取时选择“保留”",
            "note",
        )
    done = {project.month for project in result.projects}
    planned = [c for c in columns if c.field == "monthly_plan"]
    planned = [c for c in planned if done and c.when.month > max(done)]
    if planned:
        months = "、".join(dict.fromkeys(f"{c.when.month}月" for c in planned))
        troubles.say(
            "months_ahead",
            (top, planned[0].column),
            f"{months}只有计划，还没有完成数，没有记入",
            "有完成数后请再上传",
            "note",
        )
    if ahead := [column for column in columns if column.column in to_come]:
        troubles.say(
            "done_ahead",
            (reader.ledger.header[-1], ahead[0].column),
            f"{'、'.join(f'“{c.text}”' for c in ahead)}是{reader.known.month}月以后的数，"
            "看作预计，没有记作完成",
            "确已完成的，请改正标题中的月份后重新上传",
        )
    if reader.zero_months:
        months = "、".join(f"{month}月" for month in reader.zero_months)
        troubles.say(
            "months_of_zeros",
            "",
            f"{months}各项目都是0，看作还没有报数，没有记入",
            "确实没有完成投资的，请在标题中写明月份后重新上传",
            "note",
        )
    if tens := [c for c in columns if c.field == "monthly" and "旬" in c.text]:
        troubles.say(
            "ten_days",
            (top, tens[0].column),
            f"这是旬报，“{tens[0].text}”只到本旬，作为当月完成投资记下",
            "月末数出来后请上传月报，以月报为准",
            "note",
        )
    if not projects:
        troubles.say(
            "no_projects",
            (top, columns[0].column),
            "表头是项目台账，但下面没有项目",
            "请确认项目名称写在“项目名称”一列",
        )


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
        columns=columns_of(reader.ledger.columns),
    )
