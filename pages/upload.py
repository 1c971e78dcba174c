"""上传: drop files, see what was understood, answer what is missing, accept."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.basics.errors import FixedAssetError
from analytics.lake.gate import Weighed
from analytics.lake.uploads import REASONS
from analytics.questions import loaded
from pages.parts import (
    answers,
    bar,
    file_read,
    navigation,
    receipts,
    taken_in,
    waiting,
    weighing,
)
from pages.parts.asking import lake
from pages.parts.waiting import Pasted


def render() -> None:
    with bar.titled("上传月报和台账"):
        st.space("stretch")
    receipts.show()
    with st.container(horizontal=True):
        sender = st.selectbox(
            "报送单位",
            loaded.senders(lake()).sender.tolist(),
            index=None,
            accept_new_options=True,
            placeholder="选择，或输入全称，如 邵阳市统计局",
            help="“全市”“合计”指谁、简称属于哪里，由报送单位决定；记住后不再问",
            key="sender",
        )
        region = st.text_input(
            "所属地区（可不填）",
            placeholder="按报送单位自动判断，如 邵阳市",
            help="填地区全称或六位代码；报送单位名称里有地区名时不用填",
            key="sender_region",
        )
        reason = st.selectbox("入库原因", REASONS, key="reason")
        by = weighing.person()
    is_keeping_contacts = st.checkbox(
        "保留台账里的联系人和电话",
        help="默认打码：张三 → 张*，13812345678 → 138****5678；责任单位和责任领导不打码",
        key="keep_contacts",
    )
    turn = waiting.turn()
    files = st.file_uploader(
        "月报、台账或目标任务文件（可一次放多个；原样上传，不用整理）",
        accept_multiple_files=True,
        key=f"files_{turn}",
    )
    pasted = st.text_area(
        "粘贴表格",
        placeholder="没有文件时，在 Excel、网页或 Word 里选中表格（连同标题、单位）复制，贴在这里",
        height="content",
        key=f"pasted_{turn}",
    )
    given = waiting.given_files(files, pasted)
    if not given:
        st.caption(
            "支持 xlsx、xls、et、xlsb、ods、csv（UTF-8 或 GB18030）、另存为 .xls 的网页表和 docx "
            "里的表格；每个文件不超过 30 MB、5 万行。扫描件和图片不能读。"
        )
        return
    if not sender:
        st.info("请先填写报送单位，再查看读表结果。")
        return
    prepared = waiting.prepared_files(given, sender, region, is_keeping_contacts)
    for one in prepared:
        file_read.show(one)
    answers.show_mappings(prepared)
    weighed = [weighing.weighed(one) for one in prepared if waiting.is_ready(one)]
    ready = [one for one in weighed if weighing.is_passed(one)]
    if st.button(
        f"接收 {len(ready)} 个文件",
        type="primary",
        disabled=not ready,
        icon=":material/check:",
        key="accept",
    ):
        if by:
            _accept(ready, reason, by, given)
        else:
            st.error("没有填写经办人。请在上面填写姓名，再按“接收”。")
    if len(ready) < len(given):
        st.caption(
            "有问题未回答、红色体检没有写明原因或读不出的文件不会入库；按“接收”之前什么都不保存。"
        )


def _accept(ready: list[Weighed], reason: str, by: str, given: list[UploadedFile | Pasted]) -> None:
    stored, failures, accepted = [], [], []
    with st.status(f"正在写入数据湖（共 {len(ready)} 个文件）……", expanded=True) as status:
        for number, one in enumerate(ready, 1):
            status.update(label=f"正在写入第 {number}/{len(ready)} 个文件……")
            try:
                receipt = waiting.accept(one, reason=reason, note=weighing.note(one), by=by)
                stored.append((one.prepared.reading.file, receipt))
                accepted.append(one.prepared)
                taken_in.note(one.prepared)
            except FixedAssetError as error:
                failures.append(str(error))
    waiting.take_away(accepted, given)
    st.session_state[receipts.KEPT] = (stored, failures)
    weighing.forget()
    st.rerun()


if __name__ == "__main__":
    navigation.open_through_app()
