"""Money told by where it came from: “共投入资金T。其中中央资金A，省级资金B，县级资金C” can never be more than T.

Such a list may leave a source out, so falling short says nothing here; but sources do not overlap, and a row of them has
no member that belongs to another list, as other lists may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.evaluate import evaluate
from juesuan.claims.lists.adding import added
from juesuan.claims.model import Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.roles import budget_kind
from juesuan.taxonomy.vocabulary import squeeze

#: Whose money it is. What is called 地方 may hold what 省 and 县 gave, and 上级 what 中央 gave, unless they come before.
_SOURCE = re.compile(
    r"(?:[，,、；;：:（(]|其中|包括|分别为|和|及|与)*(?:争取|申请)?(?P<source>中央|国家|省|自治区|市|州|县|区|旗|乡镇|镇|地方|本级|自筹|社会|群众|企业|单位自)"
    r"(?:级|本级)?(?:财政|预算内|专项|补助|配套|衔接|资金|投资|投入|预算|经费|自筹|下达|安排|拨款|资本|捐赠)+(?:为|共)?"
)
_BEGINS = re.compile(r"[。，,；;：:（(\s]*(?:其中|包括|分别为|由|[（(：:])[：:，,]?")
_JOINED = re.compile(r"\s*[，,、；;和及与]")
_POT = re.compile(r"资金|投资|投入|预算|经费|下达|补助|到位")


def sources(passage: Passage, listed: Sequence[Claim]) -> Iterator[Claim]:
    """The lists of sources of a paragraph that make more than their whole, unless one of ``listed`` says how it comes out."""
    if "中央" not in passage.text and "省" not in passage.text and "市" not in passage.text:
        return
    figures = passage.figures
    for i in range(1, len(figures) - 1):
        whole = figures[i - 1]
        if not _leads(whole, figures[i]):
            continue
        parts = _row(figures, i)
        total = operand(passage, whole, "合计", 1)
        members: list[Operand] = [operand(passage, p, "分项", -1) for p in parts]
        exceeded = len(parts) >= 2 and added(members).low > total.interval.high
        if exceeded and not _comes_out(whole, listed):
            yield Claim(
                Kind.SUM,
                "parts-sum",
                Relation.LINEAR,
                (total, *members),
                "合计 = 各来源资金之和",
                f"sum:sources:{passage.context.title}:{squeeze(whole.label)[-10:]}:{passage.lead}",
            )


def _comes_out(whole: Figure, listed: Sequence[Claim]) -> bool:
    """Is the whole made up by fewer of them, so that the others are told of something else?"""
    return any(c.operands[0].number == whole.number and evaluate(c).state == "held" for c in listed)


def _leads(whole: Figure, first: Figure) -> bool:
    return (
        whole.role in ("amount", "budget")
        and whole.printed.unit.base == "元"
        and not whole.printed.about
        and first.sentence - whole.sentence <= 1
        and bool(_POT.search(whole.head))
        and _SOURCE.fullmatch(squeeze(whole.before).lstrip("。")) is None
        and _BEGINS.match(first.before) is not None
    )


def _row(figures: Sequence[Figure], i: int) -> list[Figure]:
    """The figures from ``i`` on that are named by one source each, up to the first that is not."""
    found: list[Figure] = []
    names: list[str] = []
    for f in figures[i:]:
        name = _SOURCE.fullmatch(squeeze(f.before).lstrip("。"))
        alike = f.printed.unit.base == "元" and not f.printed.about and f.role in ("amount", "budget")
        row = f.sentence == figures[i].sentence and f.depth == figures[i].depth
        if name is None or not alike or not row or name["source"] in names or "地方" in names:
            break
        if found and (not _JOINED.match(f.before) or _BEGINS.fullmatch(f.before[:3])):
            break
        if found and budget_kind(f.head) != budget_kind(found[0].head):
            break
        found.append(f)
        names.append(name["source"])
    return found
