"""What each sentence of data/reference/phrases.csv can be filled with.

Owns the codes, their slots and the cases whose words an office may choose; wording.py
refuses a list that does not fit. A slot in the heading only is optional.
"""

from __future__ import annotations

from dataclasses import dataclass

# Which case holds is decided by a rule in the code; its word is a cell of the list.
CASES = {
    "比较": ("高", "略高", "低", "略低", "平"),
    "进度": ("超", "略超", "滞", "略滞", "齐"),
    "语气": ("已", "仅"),
    "占语气": ("占", "仅占"),
    "走势": ("升", "落", "窄", "扩"),
    "转正": ("首次转正", "首次转负", "未转"),
    "双过半": ("过", "未"),
    "分别": ("多", "单"),
    "方向": ("增", "降", "杂"),
    "拉动": ("拉", "降"),
    "升降": ("升", "降", "平"),
    "增减": ("多", "少", "平"),
}


@dataclass(frozen=True)
class Slots:
    """required: must stand in the template. words: slots that take the word of a case."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    words: tuple[str, ...]


def _slots(required: str = "", optional: str = "", words: str = "") -> Slots:
    return Slots(tuple(required.split()), tuple(optional.split()), tuple(words.split()))


SLOTS = {
    "lead.statistics": _slots("正文"),
    "lead.ledger": _slots("口径 期 范围 个数 金额 计划 完成率 序时名 序时 差", words="语气 进度"),
    "goal.tier": _slots("档次 目标 差", words="比较"),
    "trend.quarters": _slots("名称 指标 增速"),
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
    "part.sector": _slots("正文", optional="最快"),
    "share.structure": _slots("上年 本年"),
    "share.total": _slots("指标 占比"),
    "part.field": _slots("名单", optional="最快"),
    "part.composition": _slots("名单", optional="最快"),
    "part.holding": _slots("名单", optional="最快"),
    "part.industry": _slots("正文", optional="最快"),
    "part.district": _slots("正文", optional="最快"),
    "regions.above": _slots("名称 个数 区划 范围 首位"),
    "regions.spread": _slots("高 低 差"),
    "units.ends": _slots("口径 门槛 好 不足", optional="最好"),
    "units.ordered": _slots("区划 名单"),
    "part.pull": _slots("指标 差", words="拉动"),
    "part.contribution": _slots("指标 贡献率"),
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
    "goal.compared": _slots("期 范围 指标 总量 增速 目标", words="比较"),
    "goal.gap": _slots("差", words="比较"),
    "parts.growth": _slots("名称 增速", words="分别 方向"),
    "plan.rate": _slots("个数 级别 完成率", words="语气"),
    "growth.placed": _slots("期 指标 增速 上级 位次"),
    "growth.weak_again": _slots("指标 去年增速 上级 增速 位次"),
    "plans.sectors": _slots("总数 名称 各数 类别 占比", words="语气"),
    "plans.counted": _slots("总数 分组"),
    "growth.ahead": _slots("期 范围 指标 增速 上级 差 位次", words="比较"),
    "starts.counted": _slots("个数 级别 开工 开工率 金额 完成率 差", words="进度"),
    "status.in_step": _slots("个数 达标 占比"),
    "plan.year": _slots("个数 总投资 计划"),
    "plan.resume": _slots("个数 总投资 门槛 大项目"),
    "history.total": _slots("金额 逐年"),
    "history.year": _slots("年 金额 增速"),
    "projects.of_total": _slots("个数 金额 占比"),
    "share.of_parent": _slots("上级 占比", words="语气"),
    "goal.assigned": _slots("金额 指标 个数"),
    "plans.fewer": _slots("范围 门槛 个数 差数", words="增减"),
    "plans.kind_share": _slots("总数 类别 个数 占比", words="语气 占语气"),
    "growth.first": _slots("范围 指标 增速 上级 位次 差", words="比较"),
    "levels.rates": _slots("名称 金额 完成率 各差"),
    "levels.gap": _slots("差", words="进度"),
    "plan.ahead": _slots("完成率 差", words="进度"),
    "plan.required": _slots("序时 差", words="进度"),
    "level.rate": _slots("级别 完成率 差", words="进度"),
    "growth.driven": _slots("带动 指标 增速"),
    "idle.counted": _slots("个数"),
    "goal.distance": _slots("目标名 目标 金额 增速差"),
    "stock.left": _slots("个数 竣工 剩余"),
    "place.moved": _slots("上期 位数", words="升降"),
    "place.two": _slots("上级 个数 区划 总量位次 增幅位次"),
    "rate.last_year": _slots("差", words="比较"),
    "starts.planned": _slots("期 计划 开工 提前 未按期"),
    "slow.under": _slots("个数 线"),
    "ledger.parts": _slots("个数 级别 金额 完成率 前期 缓慢 在建 滞后 未开工"),
    "growth.moved": _slots("指标 增速 变化"),
}
