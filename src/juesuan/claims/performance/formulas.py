"""Formula indicators whose operands the report prints itself: then the score is no matter of opinion.

“三公经费控制率≤100%得满分”, “在职人员控制率≤100%得满分，有超出不得分”: the printed expenses and staff
figures decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.claims.model import Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import CERTAIN, LIKELY, over, same, total
from juesuan.claims.performance.figures import operand, quantities, quantity_at
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.rubric import full_marks
from juesuan.claims.performance.sheets import Leaf, Sheet
from juesuan.claims.performance.tree import leaf_score, leaf_weight

_THREE = re.compile(
    r"(?P<year>20\d\d)年度?(?:实际)?[“\"]?三公[”\"]?经费[”\"]?(?:财政拨款)?(?:实际)?(?:支出|决算|支出决算)(?:总额|合计|数)?(?:为|共计?)?(?P<n>\d[\d,.]*)(?:万元|元)"
)
_POSTS = re.compile(r"(?:人员|核定|批复|总)?编制(?:数|人数|总数)?(?:共计?|为)?(?P<n>\d+)(?:人|名|个)")
_STAFF = re.compile(
    r"(?:(?:在职|在编|实有|实际)[^，。；,;\d]{0,10}?(?:人员|人数|职工)|(?:在职|在编|在岗|实有)+)(?:总数|共计?|共有|有|为)?(?P<n>\d+)(?:人|名)"
)
_MORE = re.compile(r"[，、,](?!其中)[^，。；、,;\d]{0,6}人员(?P<n>\d+)(?:人|名)")
_KIND_OF_POSTS = re.compile(r"^[^编]*(?:行政|事业|工勤|参公|机关|全额|差额)编制(?:数|人数)?(?:为)?\d")
_CONTROL = re.compile(r"在职人员控制率(?:为|是|达到?)?[:：]?(?P<n>\d+(?:\.\d+)?)[%％]")
_JUSTIFIED = re.compile(r"编制\d+(?:人|名|个)[，,][^；;。]*得\d")
_ZERO = re.compile(r"[≥>]=?(?P<limit>\d+)[%％]得0分|(?:有)?超(?:出|过|编)(?:的|者)?(?:，)?(?:则)?不得分")


def formula_claims(sheets: Sequence[Sheet], lines: Sequence[Box]) -> Iterator[Claim]:
    """Scores of formula indicators against the figures they are computed from."""
    for sheet in sheets:
        for leaf in sheet.leaves:
            if "控制率" in leaf.label or "变动率" in leaf.label:
                yield from _formula(leaf, lines)


def _formula(leaf: Leaf, lines: Sequence[Box]) -> Iterator[Claim]:
    box = leaf.box("rubric")
    weight, score = leaf_weight(leaf), leaf_score(leaf, 0)
    if box is None or weight is None or score is None:
        return
    pair = (
        _three(lines)
        if "三公" in leaf.label
        else _posts(lines)
        if re.search(r"在职|人员", leaf.label)
        else None
    )
    if pair is None:
        return
    top, bottom = pair
    base = sum((b.interval.middle for b in bottom), Decimal(0))
    if base == 0:
        return
    rate = sum((t.interval.middle for t in top), Decimal(0)) / base
    context = [replace(o, weight=Decimal(0)) for o in (*top, *bottom)]
    shown = f"{rate * 100:.2f}%"
    for sign, limit in full_marks(box.text):
        if sign == "≤" and rate <= limit:
            yield total(
                Kind.SCORE,
                "formula-gives-score",
                score,
                [weight, *context],
                f"“{leaf.label}”为{shown}，按评分细则应得满分",
                leaf.label[:16],
                LIKELY,
            )
        zero = _ZERO.search(box.text)
        if (
            sign == "≤"
            and rate > limit
            and zero is not None
            and (zero["limit"] is None or rate >= Decimal(zero["limit"]) / 100)
        ):
            yield total(
                Kind.SCORE,
                "formula-gives-score",
                score,
                [replace(weight, weight=Decimal(0)), *context],
                f"“{leaf.label}”为{shown}，按评分细则应得0分",
                leaf.label[:16],
                LIKELY,
            )


def _three(lines: Sequence[Box]) -> tuple[list[Operand], list[Operand]] | None:
    """This year's and last year's three public expenses, as the first paragraph that states both does."""
    for line in lines:
        stated: dict[int, Operand] = {}
        for m in _THREE.finditer(line.text):
            q = quantity_at(line.text, m)
            if q is not None:
                stated.setdefault(int(m["year"]), operand(line, q, f"{m['year']}年“三公”经费"))
        years = sorted(stated)
        if len(years) == 2 and years[1] == years[0] + 1:
            return [stated[years[1]]], [stated[years[0]]]
    return None


def _posts(lines: Sequence[Box]) -> tuple[list[Operand], list[Operand]] | None:
    """Staff and posts of the first paragraph that states both; staff may be given by kind."""
    for line in lines:
        posts, staff = posts_of(line), staff_of(line)
        if posts is not None and staff:
            return staff, [posts]
    return None


def posts_of(line: Box) -> Operand | None:
    """The posts a paragraph states first (实有人员编制46人)."""
    m = _POSTS.search(line.text) if "编制" in line.text else None
    q = quantity_at(line.text, m)
    return None if q is None else operand(line, q, "编制", exact=True)


def staff_of(line: Box) -> list[Operand]:
    """The staff in post a paragraph states: one figure, or several kinds in a row with their remarks left
    out."""
    m = _STAFF.search(line.text)
    if m is None:
        return []
    by_start = {q.start: q for q in quantities(line.text)}
    found = [operand(line, by_start[m.start("n")], "在职", exact=True)]
    at = m.end()
    while True:
        remark = re.match(r"[（(][^（）()]*[)）]", line.text[at:])
        at += remark.end() if remark else 0
        more = _MORE.match(line.text, at)
        if more is None:
            return found
        found.append(operand(line, by_start[more.start("n")], "在职", exact=True))
        at = more.end()


def staff_claims(lines: Sequence[Box]) -> Iterator[Claim]:
    """Posts named to justify a score are the posts the report opens with."""
    posted = [line for line in lines if "编制" in line.text]
    first = next((p for line in posted if (p := posts_of(line)) is not None), None)
    if first is None:
        return
    for line in posted:
        for _ in _JUSTIFIED.finditer(line.text):
            said = posts_of(line)
            if said is not None and said.span != first.span:
                yield same(
                    Kind.REPEAT, "posts-repeat", said, first, "核定编制数前后一致", line.text[:12], LIKELY
                )


def control_claims(lines: Sequence[Box]) -> Iterator[Claim]:
    """“核定编制36名，在职34人，在职人员控制率94.44%”: staff over posts (财预〔2013〕53号)."""
    for line in lines:
        m = _CONTROL.search(line.text) if "控制率" in line.text else None
        q = quantity_at(line.text, m)
        if q is None or q.sign:
            continue
        if _KIND_OF_POSTS.search(line.text):
            continue  # posts by kind, without their total in front
        here = posts_of(line)
        pair = (staff_of(line), [here]) if here is not None and staff_of(line) else _posts(lines)
        if pair is None or not pair[0]:
            continue
        staff, posts = pair
        yield Claim(
            Kind.SHARE,
            "staff-control-rate",
            Relation.RATIO,
            (
                operand(line, q, "在职人员控制率"),
                *(over(o, 1, 0) for o in staff),
                *(over(o, 0, 1) for o in posts),
            ),
            "在职人员控制率＝在职人员数÷编制数",
            "在职人员控制率",
            CERTAIN if here is not None and len(staff) == 1 else LIKELY,
        )
