"""What the columns of performance tables are called: the headings of all provinces, by role.

One list of aliases a role, matched against a heading with its bracketed remarks removed; a heading row is
one that names a level of indicators or a fund and at least one value column.
"""

from __future__ import annotations

import re
from functools import lru_cache

from juesuan.claims.performance.rows import Header, Row

_REMARK = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_ROLES: tuple[tuple[str, str], ...] = (
    ("level1", r"一级指标|(?:绩效)?指标类别|指标类型"),
    ("level2", r"二级指标|绩效指标分类"),
    (
        "level3",
        r"(?:三|四)级指标|指标名称|绩效指标(?:名称)?|具体指标|评价指标|考核指标|指标内容|指标|评价内容|考核内容",
    ),
    (
        "target",
        r"(?:年度|预期|全年|年初|当年|设定|计划|绩效)?(?:设定|预期)?(?:绩效)?(?:目标|指标)值|(?:年初)?(?:预期|目标|计划|设定)(?:目标)?值|"
        r"年度(?:绩效)?指标|(?:年初|全年)目标|指标标准值|预期指标",
    ),
    (
        "actual",
        r"(?:全年|年度|当年|实际)?(?:实际)?(?:完成)(?:指标)?(?:值|数|情况|结果)(?:及完成率)?|实际(?:完成|达到|指标)?(?:指标)?值|"
        r"(?:全年)?实际(?:值|数)|执行值|业绩值|(?:全年|实际)完成",
    ),
    (
        "weight",
        r"(?:指标)?(?:分值|权重|标准分|满分|总分值|标准分值|分值权重|权重分值?|基准分|参考分|赋分|权数)(?:权重)?",
    ),
    (
        "score",
        r"(?:自评|评价|实际|指标|单位自评|部门自评|考核|最终|本次|综合)?(?:得分|评分|自评分|评价分)(?:值|情况)?|自评分值?|实得分",
    ),
    ("less", r"(?:自评|评价)?扣分(?:值|分值|数|情况)?|扣减分值?|失分"),
    ("unit", r"(?:计量|度量|指标值?)单位|度量|单位"),
    ("sign", r"(?:指标)?(?:性质|运算符号?|比较符号?|方向)"),
    (
        "rubric",
        r"(?:指标)?(?:评分|计分|评价|考核|打分|扣分|得分)(?:细则|标准|办法|方法|规则|说明|要点|依据)|指标说明|评分标准及说明|评价要点",
    ),
    ("explain", r"指标(?:解释|内涵|含义|定义)"),
    ("reason", r".*(?:偏差|未完成|扣分).*(?:原因|分析|措施).*|备注|说明"),
    ("initial", r"年初(?:财政)?(?:预算|批复)(?:数|金额|资金)?|年初安排数?"),
    (
        "budget",
        r"(?:全年|调整后?|年度|本年|项目|当年)?预算(?:安排)?(?:数|金额|资金|总额)|(?:全年|调整)预算(?:数|额)?|计划(?:数|资金|投资|金额)",
    ),
    (
        "executed",
        r"(?:全年|年度|本年|预算|项目)?(?:实际)?(?:执行|支出|使用)(?:数|金额|资金)|实际(?:完成|支出|执行|使用)(?:数|金额)|全年执行数?|决算数",
    ),
    ("option", r"选项(?:内容)?|评价选项|选择项"),
    ("rate", r"(?:预算)?(?:执行|完成)率|执行进度"),
    ("got", r"得分(?:率|比例)"),
)
_ANY = re.compile("|".join(f"(?P<{role}>{pattern})" for role, pattern in _ROLES))
_LEVELS = ("level1", "level2", "level3")


@lru_cache(maxsize=4096)
def role_of(heading: str) -> str:
    """The role a column heading names, "" if none. ``heading`` has no white space."""
    if len(heading) > 60:
        return ""
    words = _REMARK.sub("", heading).strip(":：、 ")
    if len(words) > 14:
        return ""
    m = _ANY.fullmatch(words)
    return "" if m is None else m.lastgroup or ""


def header_of(row: Row) -> Header | None:
    """The row as heading of an indicator table, or ``None``."""
    plain = tuple(role_of(b.text) for b in row.boxes)
    if not any(r in _LEVELS for r in plain):
        return None
    roles = _own_weights(_one_name(plain))
    levels = sum(r in _LEVELS for r in roles)
    values = sum(r.rstrip("123") in ("target", "actual", "weight", "score") for r in roles)
    if levels >= 1 and values >= 1 and levels + values >= 3:
        return Header(row, roles)
    return None


def fund_header_of(row: Row) -> Header | None:
    """The row as heading of a project's funds (预算数, 执行数 …), or ``None``.

    实际完成数 heads both money and indicators, so here a plain "actual" beside a budget column is the
    executed one.
    """
    roles = [role_of(b.text) for b in row.boxes]
    if any(r in _LEVELS for r in roles) or not any(r in ("initial", "budget") for r in roles):
        return None
    roles = ["executed" if r == "actual" else r for r in roles]
    # “预算执行率（B/A×100%）” is a heading; a number outside brackets is a value
    if "executed" not in roles or any(c.isdigit() for c in _REMARK.sub("", row.text)):
        return None
    return Header(row, tuple(roles))


def _one_name(roles: tuple[str, ...]) -> tuple[str, ...]:
    """绩效指标 | 一级指标 | 二级指标 | 三级指标: the block's caption reads like a column of names; the last
    one is it."""
    last = max((i for i, r in enumerate(roles) if r == "level3"), default=-1)
    return tuple("" if r == "level3" and i != last else r for i, r in enumerate(roles))


def _own_weights(roles: tuple[str, ...]) -> tuple[str, ...]:
    """一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值: each weight column belongs to the level before
    it."""
    places = [i for i, r in enumerate(roles) if r == "weight"]
    named = list(roles)
    for i in places[:-1]:
        level = next((r for r in reversed(roles[:i]) if r in _LEVELS), "level1")
        named[i] = f"weight{level[-1]}"
    return tuple(named)
