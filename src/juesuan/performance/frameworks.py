"""Scoring frameworks: the indicator systems of the regulations as data files, one's own beside the built-in ones.

A framework says what is scored, with what weight, by which rule, on whose authority. It either lists its indicators
(整体支出评价) or says how the indicators of a project's own objective are weighted and scored (项目自评); the file
format is documented in ``docs/guide``. Reading is strict: a key that no reader knows is an error, not a comment.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct, ValidationError, convert

from juesuan.documents.refusal import Refusal
from juesuan.findings.delivery import write_whole
from juesuan.performance.framework_words import in_chinese
from juesuan.performance.kinds import HUNDRED, Rule
from juesuan.performance.terms import Subject


class Grade(Struct, frozen=True, forbid_unknown_fields=True):
    """An outcome in words and the least total (of 100) that earns it."""

    name: str
    least: Decimal


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """Weight of a first-level (or, with ``level2``, second-level) group.

    Only for frameworks of project objectives: ``optional`` groups may be absent, and their weight then goes to the
    group named in ``moves_to``; ``also`` are other names that forms give it.
    """

    level1: str
    weight: Decimal
    level2: str = ""
    optional: bool = False
    moves_to: str = ""
    also: tuple[str, ...] = ()


class FrameworkIndicator(Struct, frozen=True, forbid_unknown_fields=True):
    """One third-level indicator: what it measures, its weight in points, its rule, and the rule in words.

    ``formula`` is a code of ``formulas.toml`` that gives the value to be scored; ``text`` is the rule as printed;
    ``explain`` 指标解释, ``source`` 数据来源, ``basis`` the regulation. ``own``: the entity puts its own indicator here
    (个性指标).
    """

    code: str
    level1: str
    level2: str
    name: str
    weight: Decimal
    rule: Rule
    text: str
    formula: str = ""
    explain: str = ""
    source: str = ""
    basis: str = ""
    own: bool = False


class OwnRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How the indicators of a project's own objective are scored.

    ``execution`` scores 预算执行率 with ``execution_weight`` points; ``satisfaction`` scores measured satisfaction in
    the group named 满意度 (otherwise ``quantitative``); ``completed_in_full``: a finished project that kept within its
    budget has full points for execution. ``upper`` names the groups (costs) in which a target with an equal sign is an
    upper limit. ``texts`` are the rules in words, by the names of these fields.
    """

    quantitative: Rule
    qualitative: Rule
    execution: Rule
    execution_weight: Decimal
    satisfaction: Rule | None = None
    completed_in_full: bool = False
    upper: tuple[str, ...] = ()
    texts: dict[str, str] = {}


class Framework(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole indicator system. ``decimals`` is the precision of every score, ``total`` the sum of all weights."""

    code: str
    title: str
    subject: Subject
    basis: str
    grades: tuple[Grade, ...]
    sections: tuple[Section, ...] = ()
    indicators: tuple[FrameworkIndicator, ...] = ()
    own: OwnRules | None = None
    total: Decimal = HUNDRED
    decimals: int = 2
    note: str = ""

    def indicator(self, code: str) -> FrameworkIndicator | None:
        """The indicator of that code."""
        return next((i for i in self.indicators if i.code == code), None)

    def grade(self, points: Decimal) -> str:
        """The grade (等级) of a total."""
        share = points * HUNDRED / self.total
        best_first = sorted(self.grades, key=lambda g: g.least, reverse=True)
        return next((g.name for g in best_first if share >= g.least), "")


def _folder() -> Any:
    return files("juesuan.taxonomy").joinpath("data", "frameworks")


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Codes of the built-in frameworks, in order."""
    found = (f.name.removesuffix(".toml") for f in _folder().iterdir() if f.name.endswith(".toml"))
    return tuple(sorted(found))


@lru_cache(maxsize=32)
def load(code: str) -> Framework:
    """The built-in framework of that code; :class:`Refusal` if there is none."""
    return framework_of(tables(_built_in(code), code), code)


def _built_in(code: str) -> str:
    if code not in names():
        raise Refusal("no-framework", code, "没有这个指标体系", f"可用的有：{'、'.join(names())}")
    text: str = _folder().joinpath(f"{code}.toml").read_text(encoding="utf-8")
    return text


def save_copy(code: str, goal: Path) -> None:
    """Write a built-in framework to ``goal`` for its owner to change; never over a file that is there."""
    text = _built_in(code)
    if goal.suffix.lower() != ".toml":
        raise Refusal(
            "bad-name", str(goal), "指标体系的文件名应以 .toml 结尾", "请另写文件名，如 本县指标体系.toml"
        )
    if goal.exists():
        raise Refusal("exists", str(goal), "文件已经存在，没有覆盖", "请换一个文件名")
    write_whole(goal, text.replace(f'code = "{code}"', f'code = "{goal.stem}"', 1).encode())


def find(name: str) -> Framework:
    """A built-in framework by its code, or one's own by its path (ending in ``.toml``)."""
    return read(Path(name)) if name.endswith(".toml") else load(name)


def read(path: Path) -> Framework:
    """A framework of one's own; :class:`Refusal` names the file, the place and the way out."""
    return framework_of(tables(text_of(path), str(path)), str(path))


def text_of(path: Path) -> str:
    """The text of a framework file."""
    if not path.is_file():
        raise Refusal("not-found", str(path), "找不到这个指标体系文件", "请检查文件名")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("encoding", str(path), "文件不是 UTF-8 编码", "请另存为 UTF-8 编码的文本文件") from None


def tables(text: str, file: str) -> dict[str, Any]:
    """The tables of a TOML text, numbers as Decimal; :class:`Refusal` with the line of a slip."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("toml", file, f"文件格式有误（{in_chinese(str(error))}）", "请改正后再试") from None


def framework_of(data: dict[str, Any], file: str) -> Framework:
    """The framework that tables state; :class:`Refusal` names the indicator and the key that cannot be."""
    try:
        return convert(data, Framework)
    except ValidationError as error:
        raise Refusal("framework", file, in_chinese(str(error), data), "请对照内置指标体系改正") from None
