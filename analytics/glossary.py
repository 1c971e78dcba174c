"""The field's terms, each defined once: shown as hints and listed in the user guide."""

from __future__ import annotations

TERMS = {
    "固定资产投资（不含农户）": (
        "计划总投资500万元以上的固定资产项目投资及所有房地产开发项目投资；按月调查，1月份数据免报"
    ),
    "累计完成": "当年1月1日至报告期末完成的投资；统计发布的默认口径",
    "增速": "统计机构公布的同比增速，按可比口径计算；有公布值时一律以公布值为准",
    "直接计算": "本期累计 ÷ 上年同期累计 − 1；上年数未按可比口径调整，与公布增速可能不同",
    "不可比": "公布增速与直接计算相差超过0.1个百分点，两期总量不能直接相除",
    "反推可比基数": "本期累计 ÷（1 + 公布增速）；使公布增速成立的上年同期数",
    "位次": "辖区内按增速从高到低的名次；公布了位次的以公布为准，相同增速并列",
    "占比": "分项累计 ÷ 总计累计；只对互不交叉、可以相加的分组计算",
    "百分点": "两个百分数之差的单位，不是%",
    "版次": "某一时刻看到的数据；后来的更正不改变以前的版次",
}


def hint(label: str) -> str:
    """The definition of the term a label names; empty where it names none.

    >>> hint("在示例市的位次")
    '辖区内按增速从高到低的名次；公布了位次的以公布为准，相同增速并列'
    """
    return next((meaning for term, meaning in TERMS.items() if term in label), "")
