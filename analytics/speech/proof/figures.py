"""Rules that see the whole text: sums, shares, digits, and one thing with two numbers.

Owns what must agree between sentences, and the tolerance rounding allows; each rule
returns problems and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from analytics.basics.numbers import shown
from analytics.speech.proof.problem import EditedText, LintProblem, sentences
from analytics.speech.proof.stated_pulls import agree, implied_contribution_pct

_NUMBER = r"\d+(?:\.\d+)?"
_HAN = r"\u4e00-\u9fff"
_STATUSES = ("较快", "正常", "预警", "滞后")
_OF_ALL = re.compile(r"(\d+)个[^，。；、\d]{0,10}中，")
_SECTOR_COUNTS = re.compile(
    rf"(\d+)个[^，。；\d]{{0,6}}项目中，一产、二产、三产[{_HAN}]*?分别为?(\d+)、(\d+)、(\d+)个"
)
_TOTAL_LEVEL = re.compile(rf"(?<!民间)固定资产投资(?:（不含农户）)?(?:完成)?({_NUMBER})亿元")
_SECTOR_LEVEL = re.compile(rf"第([一二三])产业[{_HAN}]*?({_NUMBER})亿元")
_RATIO = re.compile(rf"(?<![\d∶:])({_NUMBER})[∶:]({_NUMBER})[∶:]({_NUMBER})(?![\d∶:])")
_PART_SHARE = re.compile(
    rf"(建筑安装工程|设备工器具购置|其他费用)[^；。]*?占[{_HAN}]*?的?({_NUMBER})%"
)
_SECTOR_SHARE = re.compile(rf"第([一二三])产业[^；，。]*?占比(?:为|达到)?({_NUMBER})%")
_CNY_100M = re.compile(rf"({_NUMBER})亿元(?!以上|以下|级|项目)")
_GROWTH_IN_TIMES = re.compile(rf"增长{_NUMBER}倍")
_LARGE_PERCENT = re.compile(r"增长(\d{3,}(?:\.\d+)?)%")
_CONTRIBUTION = re.compile(rf"贡献率(?:为|达到|达)?({_NUMBER})%")
_PULL = re.compile(rf"(拉动|下拉)[{_HAN}]*?({_NUMBER})个百分点")
_TOTAL_GROWTH = re.compile(
    rf"(?:固定资产投资(?:（不含农户）)?|全部投资|总投资)(?:完成{_NUMBER}亿元，)?"
    rf"(?:同比)?(增长|下降)({_NUMBER})%"
)
_COUNTED = re.compile(rf"(?<![的\d.])(\d+)个([{_HAN}]{{2,12}}?(?:项目|单位|问题))")
_NAMED_GROWTH = re.compile(
    rf"(?:^|[，。；、：）])([{_HAN}]{{2,12}}?(?:投资|产业|业))(?:同比)?(增长|下降)({_NUMBER})%"
)
_SAID_OF_ALL = ("重点项目", "项目", "单位", "问题")

DocumentRule = Callable[[Sequence[EditedText]], Sequence[LintProblem]]


def parts_do_not_add(texts: Sequence[EditedText]) -> list[LintProblem]:
    """Statuses to projects, sectors to plans, sectors to the total."""
    found = [
        problem.at(text.id)
        for text in texts
        for sentence in sentences(text.text)
        for problem in (*_statuses(sentence), *_sector_counts(sentence))
    ]
    return [*found, *_sector_levels(texts)]


def shares_do_not_add(texts: Sequence[EditedText]) -> list[LintProblem]:
    """Three shares of one whole make 100, give or take a last digit."""
    found = []
    for text in texts:
        for sentence in sentences(text.text):
            triples = [match.groups() for match in _RATIO.finditer(sentence)]
            for pattern in (_PART_SHARE, _SECTOR_SHARE):
                shares = dict(pattern.findall(sentence))
                if len(shares) == 3:
                    triples.append(tuple(shares.values()))
            for triple in triples:
                total = sum(map(Decimal, triple), Decimal(0))
                if abs(total - 100) > Decimal("0.1"):
                    found.append(
                        LintProblem(
                            "shares_do_not_add",
                            sentence,
                            f"占比{'、'.join(triple)}合计{total}，不是100",
                            "请核对各项占比",
                            text.id,
                        )
                    )
    return found


def digits_differ(texts: Sequence[EditedText]) -> list[LintProblem]:
    """亿元 with one number of decimals in one text; the rarer ones are named."""
    places: dict[int, list[tuple[EditedText, str, str]]] = {}
    for text in texts:
        for sentence in sentences(text.text):
            for match in _CNY_100M.finditer(sentence):
                decimals = len(match[1].partition(".")[2])
                places.setdefault(decimals, []).append((text, sentence, match[0]))
    if len(places) < 2:
        return []
    usual = max(places, key=lambda decimals: (len(places[decimals]), decimals))
    return [
        LintProblem(
            "digits_differ",
            sentence,
            f"“{said}”的小数位数与全文其他金额（{usual}位）不同",
            f"请统一保留{usual}位小数",
            text.id,
        )
        for decimals, found in places.items()
        if decimals != usual
        for text, sentence, said in found
    ]


def times_and_percent(texts: Sequence[EditedText]) -> list[LintProblem]:
    """125.1% and 1.3倍 in one text: a reader cannot tell which is larger."""
    if not any(_GROWTH_IN_TIMES.search(text.text) for text in texts):
        return []
    return [
        LintProblem(
            "times_and_percent",
            sentence,
            f"“{match[0]}”用%，文中别处的成倍增长用“倍”",
            "请统一：增速满100%的都写“增长…倍”",
            text.id,
        )
        for text in texts
        for sentence in sentences(text.text)
        for match in _LARGE_PERCENT.finditer(sentence)
    ]


def pull_and_contribution(texts: Sequence[EditedText]) -> list[LintProblem]:
    """贡献率 is 拉动 over the total's growth, as far as one decimal can tell."""
    first = next((m for text in texts for m in [_TOTAL_GROWTH.search(text.text)] if m), None)
    found = []
    for text in texts:
        for sentence in sentences(text.text):
            # A sentence about a total of its own is held against that one.
            growth = _TOTAL_GROWTH.search(sentence) or first
            if growth is None or growth[1] == "下降" or not Decimal(growth[2]):
                continue
            total = Decimal(growth[2])
            shares, pulls = _CONTRIBUTION.findall(sentence), _PULL.findall(sentence)
            for share, (verb, pull) in zip(shares, pulls, strict=False):
                pulled = Decimal(pull)
                if verb == "拉动" and not agree(pulled, Decimal(share), total):
                    expected = implied_contribution_pct(pulled, total)
                    found.append(
                        LintProblem(
                            "pull_and_contribution",
                            sentence,
                            f"拉动{pull}个百分点，总增速{total}%，贡献率应约为"
                            f"{shown(expected)}%，文中写的是{share}%",
                            "请核对占比所用的基期和增速口径",
                            text.id,
                        )
                    )
    return found


def one_thing_two_numbers(texts: Sequence[EditedText]) -> list[LintProblem]:
    """20个省市重点项目 and 28个省市重点项目; one growth said twice differently."""
    said: dict[str, tuple[str, str]] = {}
    found = []
    for text in texts:
        for sentence in sentences(text.text):
            for thing, number in (*_counts(sentence), *_growths(sentence)):
                first = said.setdefault(thing, (number, sentence))
                if first[0] != number:
                    found.append(
                        LintProblem(
                            "one_thing_two_numbers",
                            sentence,
                            f"“{thing}”这里是{number}，前文“{first[1]}”里是{first[0]}",
                            "请核对期次和范围，同一事项只用一个数",
                            text.id,
                        )
                    )
    return found


DOCUMENT_RULES: tuple[DocumentRule, ...] = (
    parts_do_not_add,
    shares_do_not_add,
    digits_differ,
    times_and_percent,
    pull_and_contribution,
    one_thing_two_numbers,
)


def _statuses(sentence: str) -> Iterator[LintProblem]:
    counts = []
    for status in _STATUSES:
        match = re.search(rf"{status}(?:项目)?有?(\d+)个", sentence)
        if match is None:
            return
        counts.append(int(match[1]))
    unjudged = re.search(r"未评(\d+)个", sentence)
    counts.append(int(unjudged[1]) if unjudged else 0)
    whole = _OF_ALL.search(sentence) or re.search(r"(\d+)个[^，。；\d]{0,6}项目", sentence)
    if whole is None or sum(counts) == int(whole[1]):
        return
    yield LintProblem(
        "parts_do_not_add",
        sentence,
        f"各档合计{sum(counts)}个，总数写的是{whole[1]}个",
        "请核对各档个数和总数",
    )


def _sector_counts(sentence: str) -> Iterator[LintProblem]:
    for match in _SECTOR_COUNTS.finditer(sentence):
        total, *parts = map(int, match.groups())
        if sum(parts) != total:
            yield LintProblem(
                "parts_do_not_add",
                sentence,
                f"三次产业项目合计{sum(parts)}个，总数写的是{total}个",
                "请核对各产业个数和总数",
            )


def _sector_levels(texts: Sequence[EditedText]) -> Iterator[LintProblem]:
    """The sectors' amounts against the first total said; each is rounded."""
    totals = [match[1] for text in texts for match in _TOTAL_LEVEL.finditer(text.text)]
    if not totals:
        return
    total = Decimal(totals[0])
    for text in texts:
        for sentence in sentences(text.text):
            levels = dict(_SECTOR_LEVEL.findall(sentence))
            if len(levels) != 3:
                continue
            parts = [Decimal(level) for level in levels.values()]
            decimals = [len(one.partition(".")[2]) for one in (*levels.values(), totals[0])]
            last_digit = Decimal(1).scaleb(-min(decimals))
            if abs(sum(parts) - total) > last_digit * 2:
                yield LintProblem(
                    "parts_do_not_add",
                    sentence,
                    f"三次产业合计{sum(parts)}亿元，总量写的是{total}亿元",
                    "请核对分项与总量，或注明口径",
                    text.id,
                )


def _counts(sentence: str) -> Iterator[tuple[str, str]]:
    """Things counted without a 的 before: 新开工的36个 is a part of them."""
    for number, thing in _COUNTED.findall(sentence):
        if thing in _SAID_OF_ALL[1:]:
            continue
        yield thing, f"{number}个"


def _growths(sentence: str) -> Iterator[tuple[str, str]]:
    for thing, verb, number in _NAMED_GROWTH.findall(sentence):
        yield f"{thing}增速", f"{verb}{number}%"
