"""What each sentence of data/reference/phrases.csv can be filled with.

Owns the codes, their slots and the cases whose words an office may choose; phrases.py
refuses a list that does not fit. A slot in the heading only is optional.
"""

from __future__ import annotations

from dataclasses import dataclass

# Which case holds is decided by a rule in the code; its word is a cell of the list.
CASES = {
    "比较": ("高", "略高", "低", "略低", "平"),
    "进度": ("超", "略超", "滞", "略滞", "齐"),
    "语气": ("已", "仅"),
    "走势": ("升", "落", "窄", "扩"),
    "转正": ("首次转正", "首次转负", "未转"),
    "双过半": ("过", "未"),
    "分别": ("多", "单"),
    "方向": ("增", "降", "杂"),
    "完成": ("地方", "全国"),
    "投资": ("总量",),
    "推算": ("推算",),
    "转折": ("转正", "转负"),
    "高低": ("高", "低", "平"),
    "并列": ("独占", "并列"),
    "居前": ("领先", "降小"),
    "居后": ("落后", "降大"),
    "各自": ("各", "单", "均"),
}


@dataclass(frozen=True)
class Slots:
    """required: must stand in the template. words: slots that take the word of a case.

    clauses: slots that may have nothing to say; one at the end of its clause then leaves no
    comma behind.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    words: tuple[str, ...]
    clauses: tuple[str, ...]

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.required, *self.optional, *self.clauses, *self.words)))


def _slots(required: str = "", optional: str = "", words: str = "", clauses: str = "") -> Slots:
    return Slots(*(tuple(names.split()) for names in (required, optional, words, clauses)))


SLOTS = {
    "lead.statistics": _slots(
        "期 范围 指标 总量 增速",
        "口径",
        words="完成 推算 转折",
        clauses="总量 增速 变化 比上级 位次",
    ),
    "lead.parent": _slots("上级 差", words="高低"),
    "lead.place": _slots("上级 位次", words="并列"),
    "lead.ledger": _slots("口径 期 范围 个数 金额 计划 完成率 序时名 序时 差", words="语气 进度"),
    "goal.tier": _slots("档次 目标 差", words="比较"),
    "trend.quarters": _slots("名称 指标 增速", words="方向"),
    "trend.run": _slots("主语 个数", words="走势 转正"),
    "trend.since": _slots("起"),
    "run.status": _slots("口径 截至 个数 分布"),
    "status.one": _slots("状态 个数 名单"),
    "run.starts": _slots("口径 范围 个数 开工 开工率 应开工"),
    "starts.due": _slots("个数 开工率"),
    "run.listed": _slots("口径 个数 入库 入库率"),
    "run.plan": _slots("口径 期 完成率 年完成率"),
    "run.funds": _slots("口径 到位率"),
    "run.pace": _slots("口径 对象 目标名 目标 差额 月数 月均 倍数"),
    "half.done": _slots("口径 完成率", words="双过半"),
    "part.sector": _slots("名单", optional="最快", words="推算"),
    "sector.one": _slots("产业 总量 增速", words="投资 推算", clauses="总量"),
    "share.structure": _slots("上年 本年"),
    "share.total": _slots("指标 占比"),
    "part.field": _slots("名单", optional="最快"),
    "part.composition": _slots("名单", optional="最快"),
    "part.holding": _slots("名单", optional="最快"),
    "part.industry": _slots("前列 末列", optional="最快", words="推算 居前 居后"),
    "part.district": _slots("区划 已装入 名单", optional="最快", words="推算"),
    "district.loaded": _slots("个数 区划"),
    "district.ends": _slots("名称 名次 增速", words="各自 方向"),
    "district.extremes": _slots("前列 末列", words="居前 居后"),
    "district.one": _slots("名称 增速"),
    "district.placed": _slots("名称 增速 上级 位次"),
    "regions.above": _slots("名称 个数 区划 范围 首位"),
    "regions.spread": _slots("高 低 差"),
    "units.ends": _slots("口径 门槛 好 不足", optional="最好"),
    "problem.falling": _slots("范围 名单"),
    "problem.newly_started": _slots("名称 增速"),
    "problem.goal": _slots("指标 档次 目标 差", words="比较"),
    "problem.lowest": _slots("口径 范围 名称 完成率", words="分别 语气"),
    "problem.behind": _slots("口径 个数 名单"),
    "problem.new_starts": _slots("口径 季 个数 落后 名单"),
    "problem.late": _slots("口径 分类"),
    "late.one": _slots("类别 个数 名单"),
    "problem.listed": _slots("口径 个数 未入库"),
    "problem.open": _slots("口径 个数 逾期 提请"),
    "advice.weak": _slots("名称"),
    "advice.behind": _slots("个数"),
    "advice.lowest": _slots("名称"),
    "advice.late": _slots("分类"),
    "advice.listed": _slots("个数"),
    "advice.open": _slots("个数"),
    "advice.pace": _slots("月均"),
    "card.growth": _slots("期 范围 增速 补充", optional="指标"),
    "card.level": _slots("期 范围 金额", optional="指标"),
    "card.place": _slots("位次 补充", optional="上级"),
    "card.goal": _slots("档次 目标 差", words="比较"),
    "card.rate": _slots("个数 金额 完成率"),
    "card.gap": _slots("序时名 序时 差", words="进度"),
    "card.status": _slots("分布"),
    "card.starts": _slots("个数 开工 开工率"),
    "card.listed": _slots("个数 入库 入库率"),
    "card.lowest": _slots("名称 完成率"),
    "card.open": _slots("个数 逾期"),
    "card.pace": _slots("月数 月均 倍数"),
}
