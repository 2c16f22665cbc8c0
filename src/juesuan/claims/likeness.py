"""Do two figures speak of one thing? A change may only be measured between amounts that bear one name, or none.

“本年支出减少663.17万元” does not change the 支出总计 told before it; “年初安排A，实际支出B” are one item's two amounts.
"""

from __future__ import annotations

import re

from juesuan.claims.model import Figure
from juesuan.claims.passages import Passage
from juesuan.taxonomy.vocabulary import concept_of, squeeze

_FUND = re.compile(
    r"政府性基金|一般公共|国有资本经营|预算|财政拨款|本年度?|当年|(?:19|20)\d\d年度?|决算|合计|数"
)


def same_name(f: Figure, change: Figure, passage: Passage) -> bool:
    """Is a figure called what the change is of: by its concept, or does one label end in the other?"""
    own = concept_of(change.head, passage.context.path)
    other = concept_of(f.head, passage.context.path)
    a, b = squeeze(change.label), squeeze(f.label)
    if own and other:
        # “政府性基金预算财政拨款支出减少” takes up the “本年支出” of its paragraph.
        taken_up = squeeze(f.head).startswith("本年") and _FUND.sub("", a) == _FUND.sub("", b) != ""
        return own[0].code == other[0].code or taken_up
    return len(a) >= 2 and len(b) >= 2 and (a.endswith(b) or b.endswith(a))


_COMPARED = re.compile(
    r"(?:与|比|较|同|占|是|为|上年度?|去年|本年度?|当年|今年|决算数?|预算数?|年初|全年|(?:19|20)\d\d年[度末底初]?|年[末底]|的|合计|总[计额]?|财政拨款)"
)


#: “年初安排A，实际支出B”: words that say what was done, not of what.
_PLAIN = re.compile(r"^(?:(?:实际|安排|批复|下达|列支)(?:支出|执行|支付|使用|完成)?)+$")


_BARE = ("支出", "收入", "数", "决算")


def one_thing(subject: Figure, base: Figure) -> bool:
    """Do the two amounts bear one name, or does one of them bear none?"""
    a, b = (_PLAIN.sub("", _COMPARED.sub("", squeeze(f.label))) for f in (subject, base))
    if b in _BARE and base.role == "prior" and subject.number.end + len(base.before) == base.number.start:
        return True  # “机关运行经费支出88.40万元，上年支出为92.10万元”
    if (
        a in _BARE
        and base.role in ("budget", "base")
        and base.number.end + len(subject.before) == subject.number.start
    ):
        return True  # “公务用车运行维护费预算15.00万元，支出13.20万元”
    return not a or not b or a == b or (len(b) > 4 and a.endswith(b)) or (len(a) > 4 and b.endswith(a))
