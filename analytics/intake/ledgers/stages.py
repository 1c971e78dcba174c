"""The stage a printed word means: 谋划 签约 开工 在建 竣工 投产 达产.

Owns the normalising; what was printed stays beside it as project_kind.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analytics.intake.text import tight

# Asked in this order: 拟开工 is no start, 部分竣工 and 计划投产 are no end.
_RULES = (
    (
        "谋划",
        "未开工|拟新?开工|计划新?开工|待开工|预备|前期|储备|谋划|筹建|在谈|洽谈",
    ),
    ("在建", "部分竣工|(计划|拟|预计)(投产|竣工|建成|完工)|收尾|试投产|试生产"),
    ("达产", "达产|达效"),
    ("投产", "投产|投运|投用|投入使用|交付使用|运营"),
    ("竣工", "竣工|完工|建成"),
    ("在建", "续建|在建|施工|建设中|结转|停工|复工"),
    ("开工", "开工"),
    ("签约", "签约|落地"),
)
_PATTERNS = tuple((stage, re.compile(words)) for stage, words in _RULES)


@lru_cache(maxsize=4096)
def stage_of(text: str) -> str:
    """The stage of a printed kind, state or section heading; "" where it names none.

    >>> [stage_of(t) for t in ("续建", "新开工", "拟新开工", "预备重点项目", "收尾", "新建")]
    ['在建', '开工', '谋划', '谋划', '在建', '']
    """
    body = tight(text)
    return next((stage for stage, pattern in _PATTERNS if pattern.search(body)), "")
