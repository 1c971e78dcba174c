"""The Chinese sentences about what was passed over, left over or looks wrong.

Owns their wording and severity; decides nothing about what is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from analytics.basics.errors import Problem
from analytics.basics.numbers import decimals
from analytics.intake.bulletins.meanings import LEFT_OUT
from analytics.intake.bulletins.measures import MONEY
from analytics.intake.bulletins.observations import Gap
from analytics.intake.bulletins.tables import Found
from analytics.intake.bulletins.understood import Understood
from analytics.intake.files.sheets import Sheet, address
from analytics.intake.reading import Observation
from analytics.intake.text import tight
from analytics.reference import place_names
from analytics.reference.regions import full_name, region_of_code

_CONTENTS_NAME = re.compile("^(目录|目次|索引|contents|index)$", re.IGNORECASE)
_CONTENTS_TITLE = re.compile("^(目录|目次|contents)$", re.IGNORECASE)
_BOXES_NAMED = 5
_CELLS_NAMED = 50  # every one, in all but a file that is wrong throughout
_LEADER = re.compile("…{2,}|\\.{4,}|·{4,}")


def passed_over(file: str, sheet: Sheet) -> Problem | None:
    """The note on a sheet that is not looked into: hidden, contents, or empty."""
    if sheet.is_hidden:
        return _note(
            file, sheet.name, "hidden_sheet", "隐藏的工作表，没有读", "需要时请取消隐藏后重新上传"
        )
    texts = [
        value
        for row in sheet.rows[:80]
        for value in row
        if isinstance(value, str) and value.strip()
    ]
    if not texts and not any(value is not None for row in sheet.rows for value in row):
        return _note(file, sheet.name, "empty_sheet", "空的工作表，没有数", "")
    is_contents = (
        _CONTENTS_NAME.match(tight(sheet.name))
        or (texts and _CONTENTS_TITLE.match(tight(texts[0])))
        or (len(texts) > 4 and sum(bool(_LEADER.search(t)) for t in texts) * 2 > len(texts))
    )
    if is_contents:
        return _note(file, sheet.name, "contents_sheet", "这是目录，没有读", "")
    return None


def project_list(file: str, sheet: str, top: int) -> Problem:
    """A list of projects that is no ledger: what it counts is not known."""
    return Problem(
        "warning",
        "project_list",
        "这里起是项目清单，没有年度计划或完成投资，不是项目台账，也没有读成统计数",
        "要计入完成率的，请补上年度计划、累计完成投资等列后重新上传",
        file,
        sheet,
        f"A{top + 1}",
    )


def is_unlisted(region_code: str) -> bool:
    """Whether a row is of a unit of its own that stands on no list: 430900/云桥区."""
    return "/" in region_code and region_of_code(region_code) is None


def unreadable(file: str, sheet: str, error: Exception) -> Problem:
    """A sheet our own code could not get through."""
    kind = type(error).__name__
    return Problem(
        "error",
        "sheet_failed",
        f"这张表没能读懂（{kind}），其余各表不受影响",
        "请把这张表另存为单独的文件重试，并把原件发给软件维护人员",
        file,
        sheet,
    )


def about_found(file: str, sheet: str, found: Found) -> list[Problem]:
    """Sheets without a table, and figures outside every table."""
    problems: list[Problem] = []
    if boxes := [left.box for left in found.leftovers]:
        more = f"等{len(boxes)}处" if len(boxes) > _BOXES_NAMED else ""
        problems.append(
            _note(
                file,
                sheet,
                "leftover_figures",
                f"{'、'.join(boxes[:_BOXES_NAMED])}{more}有数但没有表头，没有读",
                "如果是正式数据，请补上表头后重新上传",
                boxes[0].split(":")[0],
            )
        )
    if not found.tables:
        problems.append(
            Problem(
                "warning",
                "no_table",
                "没有找到带表头和数字的表",
                "请确认表头在数字上方、指标或地区在数字左侧",
                file,
                sheet,
            )
        )
    return problems


def other_home(file: str, said: str, home: str) -> Problem:
    """The districts in the file are not the sender's."""
    return Problem(
        "warning",
        "other_region",
        f"报送单位属于{full_name(said)}，而表中的各地区都在{full_name(home)}，"
        f"已按{full_name(home)}理解“全市”等行",
        "如果不对，请改选报送单位后重新读取",
        file,
    )


def unread(file: str, known: Understood, claimed: frozenset[str]) -> list[Problem]:
    """Cells in columns of figures whose text is no number, so that none was taken from them."""
    cells = known.cells
    found = {
        address(row, column): cells.text(row, column)
        for row in known.table.body
        for column in known.table.values
        if cells.is_no_number(row, column) and address(row, column) not in claimed
    }
    if not found:
        return []
    shown = "、".join(f"{cell} “{text[:20]}”" for cell, text in list(found.items())[:_CELLS_NAMED])
    more = f"等{len(found)}处" if len(found) > _CELLS_NAMED else ""
    return [
        Problem(
            "warning",
            "unread_figure",
            f"{shown}{more}在数字列里却不是确切的数，没有读",
            "请在表中改成数字后重新上传",
            file,
            cells.sheet.name,
            next(iter(found)),
        )
    ]


def about_rows(
    file: str, known: Understood, rows: Sequence[Observation], gaps: Sequence[Gap]
) -> list[Problem]:
    """What looks wrong, or wants an answer, in one table."""
    sheet = known.cells.sheet.name
    problems: list[Problem] = []
    units = {row.region_label: row for row in rows if is_unlisted(row.region_code)}
    if units:
        names = "、".join(units)
        problems.append(
            Problem(
                "warning",
                "unknown_region",
                f"地区表中没有 {names}，已作为{full_name(known.home)}的统计单元记下",
                "名称写错的请改正后重新上传；是单独一个地区的，请新增地区（上传页，或 region add）",
                file,
                sheet,
                next(iter(units.values())).cell,
            )
        )
    lost = {
        row.region_label: row
        for row in rows
        if row.region_label and not row.region_code and not place_names.is_group(row.region_label)
    }
    if lost:
        names = "、".join(list(lost)[:12])
        problems.append(
            Problem(
                "question",
                "unknown_region",
                f"不知道 {names} 指哪个地区",
                "请写全称，或先选定报送单位所属地区；不是行政区划的，会作为它的统计单元加入",
                file,
                sheet,
                next(iter(lost.values())).cell,
            )
        )
    fractions = [row for row in rows if row.measure == "yoy_pct"]
    if len(fractions) > 3 and all(
        abs(row.value) < Decimal("1.5") and decimals(row.value) >= 3
        for row in fractions
        if row.value
    ):
        problems.append(
            Problem(
                "warning",
                "fraction_growth",
                "增速都小于1.5，可能是没有乘以100的小数",
                "请核对表中的单元格格式；确是小数的，请改成百分数后重新上传",
                file,
                sheet,
                fractions[0].cell,
            )
        )
    wanting = [
        row
        for row in rows
        if row.measure == "level" and not row.unit and row.statistic != "investment" and row.label
    ]
    if wanting:
        names = "、".join(dict.fromkeys(row.label for row in wanting[:5]))
        problems.append(
            Problem(
                "warning",
                "unit_missing",
                f"{names} 没有写明计量单位",
                "不是投资数据，不影响入湖；使用前请核对单位",
                file,
                sheet,
                wanting[0].cell,
            )
        )
    if falls := [row.cell for row in rows if row.value < 0 and row.printed.startswith("△")]:
        what = f"{falls[0]}等{len(falls)}个数前的△按负数读"
        problems.append(_note(file, sheet, "triangle_read", what, "△是增长的请改数", falls[0]))
    odd = [r for r in rows if r.statistic == "investment" and r.measure == "level" and r.unit]
    if odd := [row for row in odd if row.unit not in MONEY]:
        names = "、".join(dict.fromkeys(row.unit for row in odd))
        what = f"{odd[0].cell}等{len(odd)}个投资额的单位是{names}，不能换算成万元，各页不显示"
        remedy = "请把单位改成万元或亿元后重新上传"
        problems.append(Problem("warning", "unit_unknown", what, remedy, file, sheet, odd[0].cell))
    if zeros := [gap.cell for gap in gaps if gap.about == "zero"]:
        what = f"{zeros[0]}等{len(zeros)}个 0 印在还没有到的月份，没有读"
        problems.append(
            _note(file, sheet, "zeros_to_come", what, "确实是 0 的请人工核对", zeros[0])
        )
    if told := [one for one in known.headings if one.meaning == LEFT_OUT]:
        names = "、".join(f"{address(0, h.column)[:-1]} 列“{' '.join(h.texts)}”" for h in told)
        cell = address(known.table.body[0], told[0].column)
        what = f"{names}按所答没有收"
        problems.append(_note(file, sheet, "column_left_out", what, "要收的请改答", cell))
    if early := [gap.cell for gap in gaps if gap.about == "last_month"]:
        what = f"{early[0]}等{len(early)}个数是上月的，而 1—2 月以前没有报告期，没有读"
        problems.append(_note(file, sheet, "no_last_month", what, "请核对这一列", early[0]))
    if open_ := [gap.cell for gap in gaps if gap.about == "sign"]:
        what = f"{open_[0]}等{len(open_)}个数写的是下降，数前又有正负号，不知道是增是降，没有读"
        remedy = "请改成带正负号的增速后重新上传"
        problems.append(Problem("warning", "sign_unclear", what, remedy, file, sheet, open_[0]))
    if contrary := [gap.cell for gap in gaps if gap.about == "unit"]:
        shown = "、".join(contrary[:_CELLS_NAMED])
        what = f"{shown}等{len(contrary)}个数的单位与这一列的不符，没有读"
        remedy = "请核对是否填错了列，改正后重新上传"
        problems.append(Problem("warning", "unit_contrary", what, remedy, file, sheet, contrary[0]))
    if twice := [gap.cell for gap in gaps if gap.about == "twice"]:
        what = f"{'、'.join(twice[:_BOXES_NAMED])}等{len(twice)}个数同名、同时期而不相同，都没有读"
        remedy = "请改正重名的行，或写明各是哪个地区、哪个指标"
        problems.append(Problem("warning", "named_twice", what, remedy, file, sheet, twice[0]))
    undated = [gap for gap in gaps if gap.about == "year"]
    if undated and not any(gap.month for gap in undated):
        problems.append(
            Problem(
                "question",
                "period_missing",
                f"{len(undated)} 个数没有写明时间，没有读",
                "请回答下面的问题，或在表头写明年份和月份后重新上传",
                file,
                sheet,
                undated[0].cell,
            )
        )
    return problems


def _note(file: str, sheet: str, code: str, problem: str, remedy: str, cell: str = "") -> Problem:
    return Problem("note", code, problem, remedy, file, sheet, cell)
