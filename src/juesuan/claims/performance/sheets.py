"""Performance tables as records: projects with their funds, indicators with target, actual, weight and score.

Reads the row stream once; the makers of claims and the checks that are not arithmetic both work on these
records, so that a form is understood in one place only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from juesuan.amounts import Unit
from juesuan.claims.performance.figures import Quantity, lone, money_hint, quantities
from juesuan.claims.performance.roles import fund_header_of, header_of, role_of
from juesuan.claims.performance.rows import NUMERIC, Box, Header, Row, TableRun, lay, runs_of
from juesuan.claims.performance.shifted import behind_label, values_under
from juesuan.documents.model import Document

PROJECT_NAME = re.compile(
    r"(?:部门预算|专项|预算|一级|二级|支出|转移支付)?(?:[(（]?(?:项目|专项|政策)[)）]?)+(?:[(（].{1,6}[)）])?名称[:：]?"
)
TOTAL = re.compile(
    r"(?:总分|合计|总计|总得分|得分合计|自评(?:总分|得分|总得分)|合计(?:得分|分值)|评价总分|综合得分)(?:值)?(?:[(（][^()（）]{1,16}[)）])?[:：]?(?:100分?)?"
)
LEVEL2 = re.compile(
    r"(?:产出)?(?:数量|质量|时效|成本)(?:指标)?|(?:经济|社会|生态|环境)(?:效益|成本)?(?:指标)?|.{0,4}可持续(?:影响|发展)?(?:指标)?|"
    r"(?:服务对象|社会公众|群众)?.{0,6}满意度(?:指标)?"
)
NAME_WEIGHT = re.compile(r"[(（](\d+(?:\.\d+)?)分[)）]")
CODE = re.compile(r"[A-Z]\d{0,4}(?:[.．\-]\d{1,3})*(?=[^\d.．\-])")
LISTED = re.compile(r"(?:序号|(?:预算|支出)?项目(?:名称)?|专项名称|单位名称|(?:预算)?单位)")
SUBTOTAL = re.compile(r".{0,12}小计[:：]?")
_TITLE = re.compile(r"表(?:[(（]\d{4}年度?[)）])?$")
_WITH_EXECUTION = re.compile(r"[(（]含[^()（）]*执行")
_QUOTED = re.compile(r"[“\"]([^”\"]{2,40})[”\"]")
FUND_TOTAL = re.compile(
    r"(?:年度|项目|全年)?(?:资金|预算|经费)?(?:总额|合计|总计|总金额)[:：]?|年度资金总额.*|小计"
)
FUND_PART = re.compile(
    r"(?:其中[:：\-—]*)?.{0,12}(?:资金|拨款|结转|结余|收入|转移支付|债券|经费|配套|自筹|上级|本级|省级|市级|县级|中央|"
    r"基本支出|项目支出|一般公共预算|政府性基金|国有资本经营预算|其他)(?:.{0,8})[:：]?"
)


@dataclass(frozen=True, slots=True)
class Fund:
    """One money cell of a project: ``measure`` initial, budget or executed; ``part`` if it is an 其中 row."""

    measure: str
    label: Box
    box: Box
    quantity: Quantity
    part: bool
    row: int


class Leaf(msgspec.Struct, frozen=True, eq=False):
    """An indicator row: the boxes that play a role, the levels above it, the row it stands in.

    ``levels`` are the nearest first-, second- (and third-) level boxes, inherited ones included.
    """

    levels: tuple[Box, ...]
    name: Box
    boxes: dict[str, Box]
    row: Row
    merged: frozenset[str] = frozenset()
    """Roles whose cell covers several indicators: it speaks of them together."""

    def box(self, role: str) -> Box | None:
        """The box under a heading, if it says anything."""
        b = self.boxes.get(role)
        return None if b is None or b.blank else b

    def number(self, role: str) -> Quantity | None:
        """The one number printed under a heading."""
        b = self.box(role)
        return None if b is None else lone(b)

    @property
    def code(self) -> str:
        """The indicator's printed number (A11, C103), "" if none."""
        text = self.name.text
        m = CODE.match(text) if text[:1].isascii() else None
        return m.group() if m else ""

    @property
    def label(self) -> str:
        """The indicator's name without code and weight."""
        return bare(self.name.text)


@dataclass(frozen=True, slots=True)
class Pair:
    """A printed weight and score that belong together (fund row of a self-evaluation form, total row)."""

    weight: Box | None
    score: Box | None
    rate: Box | None = None
    less: Box | None = None
    """The points taken off, where a column tells them."""
    again: Box | None = None
    """The full marks once more, as the total row's caption (“100分”)."""


@dataclass
class Sheet:
    """One performance table: at most one project, its indicators, its total row.

    ``strays`` are rows that could not be read, each with the number of indicators read before it: there the
    table is torn, and no sum over the place is claimed without them.
    """

    title: str
    name: Box | None = None
    unit: Unit | None = None
    adjusted: bool = False
    """Does the budget column say that it is the year's (adjusted) budget?"""
    funds: list[Fund] = field(default_factory=list)
    rates: list[tuple[Box, Box, int]] = field(default_factory=list)
    """Label, rate and row of each 其中 row that prints its own execution rate."""
    execution: Pair | None = None
    header: Header | None = None
    leaves: list[Leaf] = field(default_factory=list)
    total: Pair | None = None
    subtotals: list[tuple[int, Pair]] = field(default_factory=list)
    strays: list[tuple[int, Row]] = field(default_factory=list)
    heading: str = ""
    """The listed project that the heading above names, for a table that names none."""

    @property
    def project(self) -> str:
        """The project's name as printed in the table, else as quoted in its title or named by its heading."""
        if self.name is not None:
            return self.name.text
        quoted = _QUOTED.search(self.title) if len(self.title) <= 60 and "。" not in self.title else None
        return quoted.group(1) if quoted else self.heading


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """An indicator's name without its code and without weights in brackets."""
    name = NAME_WEIGHT.sub("", name)
    m = CODE.match(name)
    return (name[m.end() :] if m else name).lstrip("：:、.．)） ").rstrip("：:、.．，,；;")


def sheets_of(document: Document, runs: Sequence[TableRun] | None = None) -> list[Sheet]:
    """Every performance table of a document (or of those of its ``runs``), in reading order."""
    found: list[Sheet] = []
    for title, rows in runs_of(document) if runs is None else runs:
        found += [s for s in _Reader(title).read(rows) if s.leaves or s.funds]
    for sheet in found:
        sheet.leaves = _with_merged(sheet.leaves)
    return found


def _with_merged(leaves: list[Leaf]) -> list[Leaf]:
    """Mark the roles whose cell is shared by several indicators."""
    uses = Counter((role, b.block, b.cell) for leaf in leaves for role, b in leaf.boxes.items())
    marked = []
    for leaf in leaves:
        shared = frozenset(r for r, b in leaf.boxes.items() if uses[r, b.block, b.cell] > 1)
        marked.append(replace(leaf, merged=shared))
    return marked


class _Reader:
    """Walks the rows of one run and fills sheets."""

    def __init__(self, title: str) -> None:
        self.sheets = [Sheet(title)]
        self.title = title
        self.fund_header: Header | None = None
        self.levels: dict[str, Box] = {}

    def read(self, rows: list[Row]) -> list[Sheet]:
        for row in rows:
            self._row(row)
        return self.sheets

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def _start(self) -> None:
        if self.sheet.leaves or self.sheet.funds or self.sheet.name is not None:
            self.sheets.append(Sheet(self.title))
        self.fund_header, self.levels = None, {}

    def _row(self, row: Row) -> None:
        own = row.own
        if not own or self._title(own) or self._named(row) or self._headed(row):
            return
        if any(role_of(b.text) == "option" for b in own):
            self._start()  # a questionnaire follows; it has a reader of its own
        elif not self._fund_row(row) and not self._fund_pairs(row):
            self._indicator(row)

    def _title(self, own: tuple[Box, ...]) -> bool:
        """A row that is the title of the next table."""
        if len(own) != 1 or len(own[0].text) <= 6 or not _TITLE.search(own[0].text):
            return False
        self._start()
        self.title = self.sheet.title = own[0].text
        return True

    def _named(self, row: Row) -> bool:
        """A row that names the project."""
        name = self._project_name(row)
        if name is None:
            return False
        if self.sheet.name is not None or self.sheet.leaves:
            self._start()
        self.sheet.name = name
        return True

    def _headed(self, row: Row) -> bool:
        """A row that heads indicators or funds."""
        header = header_of(row)
        if header is not None:
            if self.sheet.header is not None and self.sheet.total is not None:
                self._start()
            if self.sheet.header is None or header.roles != self.sheet.header.roles:
                self.levels = {}
            self.sheet.header, self.fund_header = header, None
            return True
        funds = fund_header_of(row)
        if funds is None:
            return False
        if any(LISTED.fullmatch(b.text) for b in row.boxes):
            self._start()  # one project a row: a list of projects, not a project
            return True
        if self.sheet.leaves:
            self._start()
        self.fund_header = funds
        self.sheet.adjusted = bool(re.search(r"全年|调整", row.text))
        self.sheet.unit = money_hint(row.text) or money_hint(self.sheet.title)
        return True

    @staticmethod
    def _project_name(row: Row) -> Box | None:
        for label, value in zip(row.boxes, row.boxes[1:], strict=False):
            if PROJECT_NAME.fullmatch(label.text) and value.text and not PROJECT_NAME.fullmatch(value.text):
                return value if not role_of(value.text) else None
        return None

    def _fund_row(self, row: Row) -> bool:
        header = self.fund_header or self._doubled()
        if header is None:
            return False
        # Where merged cells are written out, the words of the heading stand in every row below it.
        heads = {b.text for b in header.row.boxes}
        own = [b for b in row.own if not NUMERIC.fullmatch(b.text)]
        label = next((b for b in own if b.text not in heads), own[0] if own else None)
        if self.fund_header is None:  # in an indicator table the row is one only by its name
            label = next((b for b in own if FUND_TOTAL.fullmatch(b.text)), None)
        if label is None or (quantities(label.text) and len(label.text) > 30):
            return False
        whole, part = FUND_TOTAL.fullmatch(label.text), FUND_PART.fullmatch(label.text)
        if not whole and (self.fund_header is None or not part):
            return False
        cells = behind_label(row, header, label) or values_under(row, header)
        for measure in ("initial", "budget", "executed"):
            box = cells.get(measure)
            q = lone(box) if box is not None else None
            if box is not None and q is not None:
                self.sheet.funds.append(Fund(measure, label, box, q, whole is None, row.index))
        if not whole and "rate" in cells:
            self.sheet.rates.append((label, cells["rate"], row.index))
        if whole and any(r in cells for r in ("rate", "weight", "score")):
            self.sheet.execution = Pair(cells.get("weight"), cells.get("score"), cells.get("rate"))
        return True

    def _doubled(self) -> Header | None:
        """“指标值（全年预算数）｜完成值（全年执行数）”: one heading for indicators and, in brackets, for the funds among them."""
        header = self.sheet.header
        if header is None or "预算" not in header.row.text or "执行" not in header.row.text:
            return None
        named = {"target": "budget", "actual": "executed"}
        roles = [named.get(r, r if r in ("weight", "score", "rate") else "") for r in header.roles]
        told = [b.text for b, r in zip(header.row.boxes, roles, strict=True) if r in ("budget", "executed")]
        both = any("预算" in t for t in told) and any("执行" in t for t in told)
        return Header(header.row, tuple(roles)) if both else None

    def _fund_pairs(self, row: Row) -> bool:
        """预算数： 20 | 执行数： 4.46, and under it 其中-财政拨款： 20 | 其中-财政拨款： 4.46."""
        pairs = [
            (label, value)
            for label, value in zip(row.boxes, row.boxes[1:], strict=False)
            if label.text.endswith((":", "：")) and not value.text.endswith((":", "："))
        ]
        if len(pairs) < 2 or self.sheet.leaves:
            return False
        roles = [role_of(label.text) for label, _ in pairs]
        main = "budget" in roles and "executed" in roles
        if not main and not all(FUND_PART.fullmatch(label.text) for label, _ in pairs):
            return False
        if main:
            self.sheet.unit = money_hint(row.text) or money_hint(self.sheet.title)
        elif not self.sheet.funds:
            return False
        for (label, value), role in zip(pairs, roles if main else ("budget", "executed"), strict=False):
            q = lone(value)
            if q is not None and role in ("budget", "executed", "initial"):
                self.sheet.funds.append(Fund(role, label, value, q, not main, row.index))
        return True

    def _indicator(self, row: Row) -> None:
        sheet = self.sheet
        header = sheet.header or _bare_header(row)
        if header is None:
            return
        if sheet.header is not None and any(SUBTOTAL.fullmatch(b.text) for b in row.own):
            cells = values_under(row, header)
            sheet.subtotals.append((len(sheet.leaves), Pair(cells.get("weight"), cells.get("score"))))
            return
        if sheet.header is not None and _is_total(row):
            cells = values_under(row, header)
            if cells:
                if sheet.execution is None and _WITH_EXECUTION.search(row.text):
                    sheet.execution = Pair(None, None)  # counted in, but its points stand elsewhere
                again = next(
                    (
                        b
                        for b in row.own
                        if re.fullmatch(r"\d+分", b.text)
                        and b not in (cells.get("weight"), cells.get("score"))
                    ),
                    None,
                )
                sheet.total = Pair(
                    cells.get("weight"), cells.get("score"), less=cells.get("less"), again=again
                )
            return
        cells = lay(row, header)
        name = self._name(cells)
        if name is None or not any(
            cells[r].text for r in ("target", "actual", "weight", "score") if r in cells
        ):
            sheet.strays.append((len(sheet.leaves), row))
            return
        sheet.leaves.append(Leaf(tuple(self.levels.values()), name, cells, row))

    def _name(self, cells: dict[str, Box]) -> Box | None:
        """The box that names the indicator; remembers the levels above it."""
        for i, role in enumerate(("level1", "level2", "level3")):
            box = cells.get(role)
            if box is None or not box.text or NUMERIC.fullmatch(box.text):
                continue
            if role in self.levels and self.levels[role].text != box.text and not box.inherited:
                for lower in ("level2", "level3")[max(i, 0) :]:
                    self.levels.pop(lower, None)
            if role != "level3":
                self.levels = {k: v for k, v in self.levels.items() if k < role} | {role: box}
        for role in ("level3", "level2", "level1"):
            box = cells.get(role)
            if box is not None and box.text and not NUMERIC.fullmatch(box.text):
                return box
        return None


def _is_total(row: Row) -> bool:
    words = [b.text for b in row.own]
    rest = [w for w in words if not NUMERIC.fullmatch(w) and not TOTAL.fullmatch(w)]
    numbers = [w for w in words if NUMERIC.fullmatch(w)]
    return (not rest and bool(numbers)) or (
        len(words) >= 2 and bool(TOTAL.fullmatch(words[0])) and bool(numbers)
    )


def _bare_header(row: Row) -> Header | None:
    """A row that goes on with an indicator table whose heading is lost: level 2, name, target, actual."""
    for i, box in reversed(tuple(enumerate(row.boxes))):
        if LEVEL2.fullmatch(box.text) and len(row.boxes) >= i + 4:
            names = ["level1"] * (i > 0) + ["level2", "level3", "target", "actual"]
            roles = [""] * (i - (i > 0)) + names
            return Header(row, tuple(roles + [""] * (len(row.boxes) - len(roles))))
    return None
