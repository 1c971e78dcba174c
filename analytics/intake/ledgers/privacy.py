"""Hides phone numbers and the names of people who only answer the phone.

Owns the masking; leaders and offices are public and stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

ABOUT, KEEP = "privacy", "保留"
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)([- ]?)(\d{4})\2(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[-－—)） ]{1,2})?(?<!\d)([2-9]\d{2,3})(\d{4})(?!\d)")
_AREA = re.compile(r"(?<!\d)(0\d{2,3}[-－—)） ]{1,2})(\d{3,4})(\d{4})(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)")
_MAIL = re.compile(r"[A-Za-z0-9_.+-]+(?=@)")
_HAN = re.compile(r"[\u4e00-\u9fff·]+")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁"
    "任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛阎闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴"
    "严莫孔向常汤康易乔赖文施洪辛柯庄游翁温涂詹欧阮蓝兰纪童凌霍葛俞章鲁柳季甘耿梅符齐褚安毕焦芦管娄裴祝"
    "伍倪穆麻盛卓连练简饶占危官鲍池雍丘申巫甄聂关祁包路左牛吉车束苗费岳柴解费党宁樊殷华曲舒尚桂沙单"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "夏侯", "尉迟", "公孙", "慕容", "令狐")
_POSTS = (
    "联系人|联络人|联络员|负责人|责任人|经办人|法人|电话|手机|副?局长|副?主任|副?书记|副?县长|副?市长|副?区长"
    "|副?镇长|副?乡长|副?部长|副?处长|副?科长|副?院长|副?校长|副?所长|副?总?经理|董事长|总工程师|总工"
    "|厂长|副?股长|副?站长|副?队长|副?会长|党组成员|工程师|科员|同志|先生|女士|总(?!公司|[部站院厂队会局行台社])"
)
_POST = re.compile(_POSTS)
_OFFICE = re.compile(
    "局|委|办|部|厅|公司|中心|集团|政府|街道|镇|乡|县|市|区|院|校|处|科|所|站|会|厂|行|社|村|队|组|园"
)
_SHORT_OFFICE = re.compile("党委|纪委|工委|..[局委办部厅所院镇乡]$")
_LONGEST_NAME = 4
_NAME = rf"(?:(?:{'|'.join(_COMPOUND)})|[{''.join(sorted(_SURNAMES))}])[\u4e00-\u9fff]{{1,2}}"
_NAMED = re.compile(
    rf"((?:联系人|联络人|联络员|负责人|责任人|经办人|对接人)[是为]?[:：\s]*)({_NAME})"
    r"(?=[\d\s,，、;；。:：()（）]|电话|手机|联系|$)"
)
_BEFORE_NUMBER = re.compile(
    rf"(?<!电)({_NAME})([:：,，(（\s]*(?:电话|手机)?[:：\s]*"
    r"(?:1\d\d[- ]?|0\d{2,3}[-－—)） ]{1,2})\*{4})"
)
_NO_OFFICE = re.compile(rf"^({_POSTS})$|\d{{4}}|@")
_BETWEEN = re.compile(r"[\s、,，;；:：/()（）]+")


def is_kept(answers: Mapping[str, str]) -> bool:
    """Whether the user said that names and numbers of contacts stay."""
    return answers.get(ABOUT, "") == KEEP


@lru_cache(maxsize=65536)
def without_numbers(text: str) -> str:
    """The text with phone, identity numbers and mail addresses hidden.

    >>> without_numbers("张三 13812345678，0599-8823456"), without_numbers("总投资12345678元")
    ('张三 138****5678，0599-****456', '总投资12345678元')
    """
    text = _IDENTITY.sub(r"\1********\2", text)
    text = _MOBILE.sub(r"\1\2****\2\4", text)
    text = _AREA.sub(lambda found: f"{found[1]}****{found[3][1:]}", text)
    return _MAIL.sub("***", text)


@lru_cache(maxsize=65536)
def without_contacts(text: str) -> str:
    """The same, and the names of people named as contacts or before their number.

    >>> without_contacts("主体封顶，联系人王建国13812345678"), without_contacts("联系人：李英")
    ('主体封顶，联系人王**138****5678', '联系人：李*')
    >>> without_contacts("由张三丰（0739-5551234）协调"), without_contacts("责任人已明确")
    ('由张**（0739-****234）协调', '责任人已明确')
    """
    text = _NAMED.sub(lambda found: found[1] + _hidden(found[2]), without_numbers(text))
    return _BEFORE_NUMBER.sub(lambda found: _hidden(found[1]) + found[2], text)


@lru_cache(maxsize=65536)
def office_and_people(text: str) -> tuple[str, str]:
    """单位及责任人 in one cell as the office and who answers for it.

    >>> office_and_people("县住建局 王一"), office_and_people("甲水务公司张三")
    (('县住建局', '王一'), ('甲水务公司', '张三'))
    >>> office_and_people("县住建局（李二、王一 13812345678）")
    ('县住建局', '李二；王一；13812345678')
    """
    parts = [part for part in _BETWEEN.split(text) if part]
    pairs = [_office_and_person(part) for part in parts]
    is_named = any(office for office, _ in pairs)
    if parts and not is_named and not (_is_person(parts[0]) or _NO_OFFICE.search(parts[0])):
        # 华润燃气 张三: the cell begins with the unit, whatever it is called.
        pairs[0] = parts[0], ""
    offices = dict.fromkeys(office for office, _ in pairs if office)
    return "；".join(offices), "；".join(person for _, person in pairs if person)


def _office_and_person(part: str) -> tuple[str, str]:
    runs = [run for run in _POST.split(part) if run]
    ends = [found.end() for found in _OFFICE.finditer(runs[0])] if runs else []
    if not ends or _is_person(runs[0]):
        return "", part
    office, rest = runs[0][: ends[-1]], runs[0][ends[-1] :]
    if (2 <= len(rest) <= _LONGEST_NAME and rest[0] in _SURNAMES) or re.search(r"\d", rest):
        return office, part.removeprefix(office)
    return runs[0], part.removeprefix(runs[0])


def _is_person(run: str) -> bool:
    """张会 and 王中心 are people, 文旅局 is an office."""
    is_short = len(run) <= 3 and run[:1] in _SURNAMES
    is_compound = len(run) <= _LONGEST_NAME and run.startswith(_COMPOUND)
    return (is_short or is_compound) and not _SHORT_OFFICE.search(run)


@lru_cache(maxsize=65536)
def masked(text: str) -> str:
    """A contact with the person's name and numbers hidden; the office stays.

    >>> masked("张三"), masked("欧阳修文"), masked("李四 13812345678")
    ('张*', '欧阳**', '李* 138****5678')
    >>> masked("市水利局王小明局长"), masked("市水利局"), masked("某某建设有限公司")
    ('市水利局王**局长', '市水利局', '某某建设有限公司')
    """
    text = without_numbers(text)
    if _LANDLINE.fullmatch(text.strip()):
        text = _LANDLINE.sub(r"\1****\3", text.strip())
    return _HAN.sub(lambda run: _without_names(run[0]), text)


def _without_names(run: str) -> str:
    parts: list[str] = []
    start = 0
    for post in _POST.finditer(run):
        parts += [_without_name(run[start : post.start()]), post[0]]
        start = post.end()
    return "".join((*parts, _without_name(run[start:])))


def _without_name(run: str) -> str:
    ends = [found.end() for found in _OFFICE.finditer(run)]
    if not ends or _is_person(run):
        return _hidden(run) if 2 <= len(run) <= _LONGEST_NAME else run
    office, rest = run[: ends[-1]], run[ends[-1] :]
    is_person = 2 <= len(rest) <= _LONGEST_NAME and rest[0] in _SURNAMES
    return office + (_hidden(rest) if is_person else rest)


def _hidden(name: str) -> str:
    kept = 2 if len(name) > 2 and name.startswith(_COMPOUND) else 1
    return name[:kept] + "*" * (len(name) - kept)
