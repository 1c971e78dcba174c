"""Rules that see one sentence: the grammar of numbers, ranks, periods and marks.

Owns the patterns that are wrong in a Chinese bulletin; each rule yields problems and
changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from analytics.reference.indicators import read_indicators
from analytics.speech.proof.problem import LintProblem

_NUMBER = r"\d+(?:\.\d+)?"
_HAN = r"\u4e00-\u9fff"
_NUMBERS_AFTER = re.compile(r"[^，。；：（）]*")
_CLAUSE = re.compile(r"[，；：（）。]")
_PLACE_ENDINGS = "省市县区州旗镇乡道局委办会司团院厅"

_MOVED_BY = re.compile(
    rf"(?:增速|降幅|增幅|占比|比重|[{_HAN}]率)[^，。；（]*?"
    rf"(?:提高|回落|收窄|扩大|加快|放缓|缩小|上升|下滑|提升)了?{_NUMBER}%"
)
_APART_BY = re.compile(
    rf"(?:高于|低于|快于|慢于|高出|低出|超过|超出|超|滞后|落后|领先)"
    rf"[^，。；（）\d]*?(?:进度|节点|比例|目标|平均|水平|同期|全国|全省|全市|全县|全区)[^，。；（）\d]*"
    rf"{_NUMBER}%(?![^，。；]*?(?:目标|任务|以上|以内|的))"
)
_APART = re.compile(rf"相差{_NUMBER}%")
_NEGATIVE = re.compile(rf"(?:增长|下降|回落|提高)\s*[-−–－]\s*{_NUMBER}|负增长\s*{_NUMBER}")
_MINUS = re.compile(rf"(?<![\d%—～~A-Za-z/])[-−－]\s*{_NUMBER}%")
_RANK = re.compile(
    r"(?:排名|排位|位居|位列|并列|居|列|排)(?P<scope>[^，。；]{0,16}?)"
    r"(?P<place>第(?:\d+|[一二三四五六七八九十]+)位?(?![个批次期产二三季])|[末首]位|[前后][一二三四五\d]+位)"
)
_SCOPE = re.compile(r"全[国省市县区州旗镇]|[省市县区州旗]|街道|乡镇|单位|\d+个|地区|本级|各地")
_LIST_OF = re.compile(r"(?:分|各|在)[^，。；]{1,20}[看中]|个[^，。；]{1,8}中")
_ASCII_MARK = re.compile(rf"[{_HAN}][,;:()]|[,;:()][{_HAN}]")
_HYPHEN = re.compile(r"(?<!\d)1[-~～–－]\d{1,2}月")
_JANUARY = re.compile(r"(?<![\d—～~\-至])1月(?:份)?(?!\d|日|底|初|前|起|中旬|上旬|下旬|[—～~\-至])")
_ABOUT_GROWTH = re.compile(r"增长|下降|同比|完成|持平")
_FALL_IN_TIMES = re.compile(rf"(?:下降|减少|回落)了?{_NUMBER}倍")
_LARGE_IN_WAN = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)万元")
_AMOUNT = re.compile(rf"{_NUMBER}(亿元|万元)(以上|以下|及以上|以内)?")
_GAP = re.compile(
    rf"完成[^。；]*?的(?P<rate>{_NUMBER})%[^。；]*?(?P<way>滞后|低于|慢于|超过|超出|高于|快于|超|略超|略滞后)"
    rf"[^。；（]*?（(?P<schedule>{_NUMBER})%）(?P<gap>{_NUMBER})个百分点"
)
STUB = re.compile(r"【[^】]*(?:样句|请改写)[^】]*】")

Rule = Callable[[str], Iterator[LintProblem]]


def names_and_numbers(sentence: str) -> Iterator[LintProblem]:
    """As many numbers as names after 分别."""
    masked = _with_whole_names(sentence)
    for match in re.finditer("分别", masked):
        after = _NUMBERS_AFTER.match(masked, match.end())
        numbers = re.findall(_NUMBER, after[0]) if after else []
        names = _names_before(masked[: match.start()])
        if len(numbers) < 2 or names is None or len(numbers) == names:
            continue
        yield LintProblem(
            "names_and_numbers",
            sentence,
            f"“分别”前有{names}个名称，后有{len(numbers)}个数，名数不等",
            "请逐个对上：补足名称，或删去多余的数",
        )


def percent_for_points(sentence: str) -> Iterator[LintProblem]:
    """A difference of two rates is 个百分点."""
    for pattern in (_MOVED_BY, _APART_BY, _APART):
        for match in pattern.finditer(sentence):
            yield LintProblem(
                "percent_for_points",
                sentence,
                f"“{match[0]}”说的是两个比率之差，却用了%",
                "请把%改为“个百分点”",
            )


def negative_growth(sentence: str) -> Iterator[LintProblem]:
    for pattern in (_NEGATIVE, _MINUS):
        for match in pattern.finditer(sentence):
            yield LintProblem(
                "negative_growth",
                sentence,
                f"“{match[0].strip()}”用负数表示增减",
                "请写“下降”加正数，如“下降1.7%”",
            )
            return


def rank_without_scope(sentence: str) -> Iterator[LintProblem]:
    if _LIST_OF.search(sentence):
        return
    for match in _RANK.finditer(sentence):
        if not _SCOPE.search(match["scope"]):
            yield LintProblem(
                "rank_without_scope",
                sentence,
                f"“{match[0]}”没有说明在什么范围内排名",
                "请写明范围，如“居全市第3位”",
            )


def ascii_marks(sentence: str) -> Iterator[LintProblem]:
    if match := _ASCII_MARK.search(sentence):
        yield LintProblem(
            "ascii_marks",
            sentence,
            f"“{match[0]}”里是半角标点",
            "请改为全角的，。；：（）",
        )


def hyphen_in_period(sentence: str) -> Iterator[LintProblem]:
    for match in _HYPHEN.finditer(sentence):
        right = re.sub(r"[-~～–－]", "—", match[0])
        yield LintProblem(
            "hyphen_in_period",
            sentence,
            f"“{match[0]}”的连接号不对",
            f"请改为“{right}”（一字线）",
        )


def january_alone(sentence: str) -> Iterator[LintProblem]:
    """1月份数据免报: no figure is of January alone."""
    if "投资" not in sentence or not _ABOUT_GROWTH.search(sentence):
        return
    if match := _JANUARY.search(sentence):
        yield LintProblem(
            "january_alone",
            sentence,
            f"“{match[0]}”没有单独的投资数据，1月份免报",
            "请核对报告期，首期应写“1—2月”",
        )


def fall_in_times(sentence: str) -> Iterator[LintProblem]:
    for match in _FALL_IN_TIMES.finditer(sentence):
        yield LintProblem(
            "fall_in_times",
            sentence,
            f"“{match[0]}”不成立，下降不能超过全部",
            "请改写为下降百分之几",
        )


def unit_jumps(sentence: str) -> Iterator[LintProblem]:
    """万元 from one 亿元 on; both units for amounts in one sentence."""
    for match in _LARGE_IN_WAN.finditer(sentence):
        if float(match[1]) >= 10_000:
            yield LintProblem(
                "unit_jumps",
                sentence,
                f"“{match[0]}”已满1亿元",
                "请改用亿元，全文统一",
            )
            return
    units = {match[1] for match in _AMOUNT.finditer(sentence) if not match[2]}
    if len(units) > 1:
        yield LintProblem(
            "unit_jumps",
            sentence,
            "同一句里既有亿元又有万元",
            "请统一成亿元",
        )


def gap_differs(sentence: str) -> Iterator[LintProblem]:
    """A gap beside the two rates it is between; each may be rounded."""
    for match in _GAP.finditer(sentence):
        rate, schedule, gap = (float(match[name]) for name in ("rate", "schedule", "gap"))
        is_behind = match["way"] in ("滞后", "低于", "慢于", "略滞后")
        expected = schedule - rate if is_behind else rate - schedule
        if abs(expected - gap) > 0.15:
            yield LintProblem(
                "gap_differs",
                sentence,
                f"{match['rate']}%与{match['schedule']}%相差{abs(expected):.1f}个百分点，"
                f"文中写的是{match['way']}{match['gap']}个百分点",
                "请核对完成率、序时进度和两者之差",
            )


def stub_left(sentence: str) -> Iterator[LintProblem]:
    if STUB.search(sentence):
        yield LintProblem(
            "stub_left",
            sentence,
            "建议样句还没有改写",
            "请改写成本地的实际举措并删去方括号，或关闭这一段",
        )


SENTENCE_RULES: tuple[Rule, ...] = (
    names_and_numbers,
    percent_for_points,
    negative_growth,
    rank_without_scope,
    unit_jumps,
    gap_differs,
    ascii_marks,
    hyphen_in_period,
    january_alone,
    fall_in_times,
    stub_left,
)


def _names_before(text: str) -> int | None:
    """How many names the list before 分别 holds; None where there is no list.

    The list may stand one or more clauses before: 甲县、乙县增速居前两位，分别….
    """
    for clause in reversed(_CLAUSE.split(text)):
        listed = clause.partition("分别")[0]
        pieces = [piece for piece in listed.split("、") if piece]
        if not pieces or all(re.search(_NUMBER + r"[%亿万个]", piece) for piece in pieces):
            continue
        count = len(pieces) + _joined_by_and(pieces[-1])
        if count > 1:
            return count
    return None


def _joined_by_and(piece: str) -> int:
    """Whether the last piece is 丙和丁; 交通能源和水利投资 is one name."""
    subject = re.split(r"增速|投资完成率|完成率|同比|投资|项目|等(?=[^，]*$)", piece, maxsplit=1)[0]
    for left, right in (subject.split(mark, 1) for mark in "和与" if mark in subject):
        if not left or not right:
            continue
        if left[-1] == right[-1] or (left[-1] in _PLACE_ENDINGS and right[-1] in _PLACE_ENDINGS):
            return 1
    whole = re.fullmatch(r"(.+?投资)[和与](.+?投资).*", piece)
    return 1 if whole else 0


def _with_whole_names(sentence: str) -> str:
    """Names that hold 、 counted as one: 信息传输、软件和信息技术服务业."""
    for name in _names_with_marks():
        sentence = sentence.replace(name, name.replace("、", "·").replace("和", "·"))
    return sentence


@lru_cache(maxsize=1)
def _names_with_marks() -> tuple[str, ...]:
    names = {one.name for one in read_indicators() if "、" in one.name}
    return tuple(sorted(names, key=len, reverse=True))
