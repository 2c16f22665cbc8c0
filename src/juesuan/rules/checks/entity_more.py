"""Another body's name in the line that says whom to ask, another project as what was evaluated: a report taken over.

Superiors and supervisors may be named there too (the finance bureau's hotline), so only a name much like the
report's own, and named nowhere else, is called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from juesuan.claims.entities import ENDING, Name, apart, name_of, same_core
from juesuan.claims.model import Report
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, scan, stretches, words_of

_CONTACT = (
    r"(?:财务[处科部室]|办公室|计划财务[处科])?的?(?:(?:联系|咨询|监督|举报|办公|值班|服务)?电话|联系人|联系方式|传真|电子邮箱|邮箱|"
    r"邮编|(?:办公|通讯|通信|联系)?地址|(?:官方|门户)?网站|官网|负责解释)"
)
_ASKED = re.compile(rf"(?:^|(?<=[，。；：、由请]))([{HAN}（）]{{4,26}}?{ENDING})(?={_CONTACT})")
_SIGNS = ("电话", "联系", "传真", "邮箱", "邮编", "地址", "网站", "官网", "负责解释")
#: How many of its letters a name must share with one's own, in place, to be a slip for it.
_SHARED = 0.5
_SHORTEST = 5


@check("contact-of-another-unit")
def contact_of_another_unit(report: Report) -> Iterable[Breach]:
    """The telephone, address or web site of a body whose name is only like the report's own."""
    names = [report.profile.entity, *(a for a in report.profile.aliases if len(a) >= 2)]
    if not names[0]:
        raise NotApplicable("没有识别出编报单位名称")
    own = name_of(names[0])
    whole = words_of(report).text
    finds = Finds()
    for s, m in scan(report, _ASKED, *_SIGNS):
        said = m[1]
        if (
            any(said in n or n in said for n in names)
            or whole.count(said) > 1
            or not _like(name_of(said), own)
        ):
            continue
        finds.add(
            said,
            f"“{s.around(*m.span(), 6)}”：本报告的编报单位是{names[0]}，联系方式却写成了“{said}”，"
            "疑为套用其他单位报告的残留，请核对。",
            s.mark(*m.span()),
            stated=said,
            expected=names[0],
            certainty="likely",
        )
    return finds.breaches()


def _like(name: Name, own: Name) -> bool:
    """The same kind of body elsewhere, or a name that shares its beginning and its end with one's own."""
    if same_core(name, own):
        return apart(name, own)
    if min(len(name.core), len(own.core)) < _SHORTEST or apart(name, own):
        return False
    front, back = _alike(name.core, own.core), _alike(name.core[::-1], own.core[::-1])
    return bool(front and back) and front + back >= _SHARED * max(len(name.core), len(own.core))


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


_TITLED = re.compile(
    rf"^(?P<name>[{HAN}A-Za-z0-9“”（）()、]{{4,40}}?项目)(?:资金)?(?:支出)?(?:预算)?绩效(?:自我|自)?评价?(?:结果)?报告"
)
_EVALUATED = re.compile(
    rf"(?:评价|自评)(?:的)?对象(?:为|是|[:：])(?P<name>[{HAN}A-Za-z0-9“”（）()、]{{4,40}}?项目)"
)
_BEFORE_NAME = re.compile(rf"^.*20\d\d年度?|^[{HAN}]*?[{HAN}](?:省|市|州|盟|县|区|旗)(?![{HAN}]?(?:级|域))")
#: A title stands on the first page, if need be over two lines.
_FIRST_LINES = 6
_LONGEST_TITLE = 60


@check("another-project-evaluated")
def another_project(report: Report) -> Iterable[Breach]:
    """A project's evaluation report whose object of evaluation is another project than the one in its title."""
    every = [s for s in stretches(report, cells=False) if s.text]
    lines = every[:_FIRST_LINES]
    titles = [m["name"] for m in map(_TITLED.match, [*(s.text for s in lines), *_pairs(lines)]) if m]
    if not titles:
        raise NotApplicable("报告标题不是一个项目的绩效评价报告")
    title = titles[0]
    # A volume of several projects' reports: each has its own object.
    named = [
        *titles,
        *(m["name"] for s in every if len(s.text) <= _LONGEST_TITLE and (m := _TITLED.match(s.text))),
    ]
    finds = Finds()
    for s, m in scan(report, _EVALUATED, "对象", cells=False):
        one, *others = (_BEFORE_NAME.sub("", name).strip("“”") for name in (m["name"], *named))
        if not any(one in told for told in named) and not any(other in m["name"] for other in others):
            finds.add(
                m["name"],
                f"评价对象写作“{m['name']}”，与报告标题的项目“{title}”不是一个项目，疑为套用其他报告的残留，请核对。",
                s.mark(m.start("name"), m.end("name")),
                stated=m["name"],
                expected=title,
            )
    return finds.breaches()


def _pairs(lines: Sequence[Stretch]) -> list[str]:
    return [a.text + b.text for a, b in pairwise(lines)]
