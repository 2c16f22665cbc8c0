"""Movements: “由15.30万元增至41.20万元，增长169.28%”. Two values of one thing, a direction, perhaps a change and a rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.claims.changes.turned import adds, holds, turned, turned_claim
from juesuan.claims.changes.words import moved
from juesuan.claims.model import Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import squeeze


def moves(passage: Passage) -> Iterator[Claim]:
    """The claims of each movement of a paragraph: its direction, its amount, its rate."""
    figures = passage.figures
    for i in range(1, len(figures)):
        if figures[i].role == "to" and figures[i - 1].role == "from":
            start, end = figures[i - 1], figures[i]
            if start.printed.unit.base == end.printed.unit.base and not (
                start.printed.about or end.printed.about
            ):
                if end.sign:  # “由A变为B” says no direction
                    yield _direction(passage, start, end)
                yield from _change(passage, start, end, figures[i + 1 : i + 3])
        elif figures[i].role == "change" and figures[i - 1].role == "from":
            yield from _grown(passage, i)
        elif figures[i].printed.unit.kind == "ratio" and figures[i - 1].printed.unit.kind == "ratio":
            yield from _rates(passage, figures[i - 1], figures[i])


def _rates(passage: Passage, start: Figure, end: Figure) -> Iterator[Claim]:
    """“普及率由94.6%降至96.1%”: two rates of one thing and the word for the way between them (points: claims.points)."""
    way = moved(start, end)
    alike = start.printed.unit.base == end.printed.unit.base and start.sentence == end.sentence
    if way and alike and not (start.printed.about or end.printed.about):
        yield _direction(passage, start, end.read_as(end.role, way, end.label, end.year))


def _grown(passage: Passage, i: int) -> Iterator[Claim]:
    """“固定资产由上年的A增加B，增长C%”: what it is now stands earlier, under the same name."""
    start, change = passage.figures[i - 1], passage.figures[i]
    if start.printed.unit.base != change.printed.unit.base or start.printed.about or change.printed.about:
        return
    name = squeeze(start.label)
    for now in reversed(passage.figures[: i - 1]):
        same = now.role == "amount" and now.printed.unit.base == change.printed.unit.base
        if same and name and squeeze(now.label) == name and not now.printed.about:
            yield _amount(passage, change, now, start, f"{_key(passage, 'grown')}:{name[-12:]}")
            break
    for rate in passage.figures[i + 1 : i + 2]:
        if rate.role == "growth" and rate.sentence == change.sentence and not rate.printed.about:
            yield Claim(
                Kind.CHANGE,
                "change-rate",
                Relation.RATIO,
                (
                    operand(passage, rate, "变动率", sign=rate.sign),
                    operand(passage, change, "变动额", top=change.sign),
                    operand(passage, start, "变动前", bottom=1),
                ),
                "变动率 = 变动额 ÷ 变动前",
                f"{_key(passage, 'grown-rate')}:{name[-12:]}",
            )


def _key(passage: Passage, what: str) -> str:
    return f"move-{what}:{passage.context.title}:{passage.lead}"


def _amount(passage: Passage, change: Figure, after: Figure, before: Figure, key: str) -> Claim:
    way = (
        operand(passage, change, "变动额", -1, sign=change.sign),
        operand(passage, after, "变动后", 1),
        operand(passage, before, "变动前", -1),
    )
    if not adds(way) and adds((turned(way[0]), *way[1:])):
        return turned_claim(way, key.replace("amount", "turned"))
    return Claim(
        Kind.CHANGE,
        "change-amount",
        Relation.LINEAR,
        way,
        "变动额 = 变动后 − 变动前",
        key,
    )


def _direction(passage: Passage, start: Figure, end: Figure) -> Claim:
    smaller, larger = (start, end) if end.sign > 0 else (end, start)
    return Claim(
        Kind.WORDING,
        "move-direction",
        Relation.AT_MOST,
        (operand(passage, smaller, "较小数"), operand(passage, larger, "较大数")),
        "“增至、降至”的方向应与两个数的大小一致",
        _key(passage, "direction"),
    )


def _change(passage: Passage, start: Figure, end: Figure, following: Sequence[Figure]) -> Iterator[Claim]:
    for f in following:
        if f.sentence != end.sentence or f.printed.about or f.role in ("from", "amount", "budget"):
            return
        if "其中" in f.before:
            return  # “由A调整为B，调增C，其中，补助收入调增D”
        if f.role == "change" and f.printed.unit.base == end.printed.unit.base:
            yield _amount(passage, f, end, start, _key(passage, "amount"))
        elif f.role == "growth":
            yield _rate(
                passage, start, end, f, neutral="动" in f.label or "化" in f.label or f.label == "幅度"
            )
            return


def _rate(passage: Passage, start: Figure, end: Figure, rate: Figure, neutral: bool) -> Claim:
    """The rate of a movement; what fits with the other sign has the wrong direction word, not a wrong figure."""
    sign = (1 if end.printed.base >= start.printed.base else -1) if neutral else rate.sign

    def way(sign: int) -> tuple[Operand, ...]:
        return (
            operand(passage, rate, "变动率", sign=sign),
            operand(passage, end, "变动后", top=1),
            operand(passage, start, "变动前", top=-1, bottom=1),
        )

    kind, check, words = Kind.CHANGE, "change-rate", "变动率 =（变动后 − 变动前）÷ 变动前"
    if not holds(way(sign)) and holds(way(-sign)):
        kind, check = Kind.WORDING, "change-direction"
        words = f"按所列数字应为“{'增长（上升）' if sign < 0 else '下降（降低）'}”"
    return Claim(kind, check, Relation.RATIO, way(sign), words, _key(passage, "rate"))
