"""A project ledger's whole way: upload, accept, completion, the unit's projects, a card."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import expect

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
LEDGERS = [SAMPLE / f"示例县重点项目台账_2025-{month}.xlsx" for month in ("04", "05")]

pytestmark = pytest.mark.browser


def test_ledgers_go_from_upload_to_the_units_behind_and_their_projects(page, serve, tmp_path):
    with serve(tmp_path / "lake") as address:
        put_on_the_upload_page(page, address, LEDGERS)
        page.get_by_role("button", name="接收 2 个文件").click()
        expect(page.get_by_text("已接收").first).to_be_visible()

        put_on_the_upload_page(page, address, [with_another_plan(tmp_path / "更正.xlsx")])
        expect(page.get_by_text("与已入库的台账、目标相比")).to_be_visible()
        expect(page.get_by_text("逐项查看：1 处不同")).to_be_visible()
        changes = page.locator("canvas", has_text="变动的栏")
        expect(changes).to_contain_text("年度计划（万元）71007200重点项目!J10")

        page.goto(f"{address}/completion?region={quote('示例县')}&period=2025-05")
        expect(page.get_by_text("35.2%").first).to_be_visible()
        expect(page.get_by_text("滞后6.5个百分点").first).to_be_visible()
        expect(page.locator(".st-key-statuses")).to_contain_text("较快4、正常48、预警16、滞后8")

        page.locator(".st-key-completion .point path").first.click(force=True)
        expect(page.get_by_role("heading", name="重点项目")).to_be_visible()
        expect(page).to_have_url(re.compile(quote("云岭乡")))
        expect(page.get_by_text("1/76 个项目").first).to_be_visible()

        table = page.locator(".st-key-project_rows canvas").first.bounding_box()
        page.mouse.click(table["x"] + 15, table["y"] + 55)  # the first row's box
        expect(page.get_by_role("heading", name="云岭乡便民服务综合楼")).to_be_visible()
        expect(page.locator("p", has_text="权属纠纷未化解")).to_be_visible()
        page.get_by_text("出处：示例县重点项目台账_2025-05.xlsx").first.click()
        expect(page.locator(".st-key-ledger_original")).to_be_visible()


def put_on_the_upload_page(page, address, files):
    page.goto(f"{address}/upload")
    sender = page.get_by_role("combobox", name="报送单位")
    sender.fill("示例县发展和改革局")
    sender.press("Enter")
    page.get_by_role("textbox", name="经办人").fill("张三")
    page.locator("input[type=file]").set_input_files(files)


def with_another_plan(path):
    """May's ledger with one project's plan for the year corrected."""
    book = openpyxl.load_workbook(LEDGERS[1])
    sheet = book["重点项目"]
    sheet["J10"] = sheet["J10"].value + 100
    book.save(path)
    return path
