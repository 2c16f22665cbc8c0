"""Invented accounts and the statutory tables they print: the tables are derived, so clean ones must hold.

Amounts are 分 (integers); tables print 万元 with two decimals, each cell rounded by itself, as the system
does. A style says how a table is laid out, because areas and converters differ: codes in one or three
columns, line numbers, merged headings kept, lost, or (ragged) written once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text

CLASSES = {
    "201": "一般公共服务支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "221": "住房保障支出",
}
SECTIONS = {
    "20106": "财政事务",
    "20805": "行政事业单位养老支出",
    "21011": "行政事业单位医疗",
    "22102": "住房改革支出",
}
ITEMS = {
    "2010601": "行政运行",
    "2010602": "一般行政管理事务",
    "2010607": "信息化建设",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2101101": "行政单位医疗",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
}
NAMES = CLASSES | SECTIONS | ITEMS
ECONOMIC = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30113": "住房公积金",
    "303": "对个人和家庭的补助", "30302": "退休费", "30309": "奖励金",
    "302": "商品和服务支出", "30201": "办公费", "30211": "差旅费", "30228": "工会经费",
    "310": "资本性支出", "31002": "办公设备购置",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Accounts:
    """One year: item → (basic, project) paid from the general budget, and (basic, project) from other
    money.
    """

    general: dict[str, tuple[int, int]]
    other: dict[str, tuple[int, int]]
    opening: int
    closing: int
    other_opening: int
    other_closing: int
    abroad: int
    purchase: int
    running: int
    reception: int
    split: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How tables are laid out. ``merged``: kept (colspan), lost (blank cells) or ragged (written once)."""

    three_codes: bool = True
    order: bool = False
    merged: str = "kept"
    blank: str = ""
    unit: str = "万元"


Grid = list[list[str]]
Span = tuple[int, int, int, int]


class Printer:
    """Prints 分 in the style's unit; nought prints as the style's blank."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def __call__(self, cents: int) -> str:
        if not cents:
            return self.style.blank
        scale = Decimal(1_000_000) if self.style.unit == "万元" else Decimal(100)
        return f"{(Decimal(cents) / scale).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def total(lines: dict[str, tuple[int, int]], prefix: str = "", part: int | None = None) -> int:
    """The sum over the items below a code: all of it, or basic (0) or project (1) only."""
    return sum(sum(v) if part is None else v[part] for code, v in lines.items() if code.startswith(prefix))


def codes(lines: dict[str, tuple[int, int]]) -> list[str]:
    """The codes a table prints: every item with its section and class."""
    used = {code[:n] for code, v in lines.items() if any(v) for n in (3, 5, 7)}
    return sorted(used)


def everything(a: Accounts) -> dict[str, tuple[int, int]]:
    """Item → (basic, project) from all money."""
    keys = sorted(a.general.keys() | a.other.keys())
    none = (0, 0)
    return {
        k: tuple(x + y for x, y in zip(a.general.get(k, none), a.other.get(k, none), strict=True))
        for k in keys
    }  # type: ignore[misc]


def document(a: Accounts, style: Style) -> Document:
    """The nine tables with their titles."""
    blocks: list[Block] = [Paragraph(Text("第二部分 2024年度部门决算表"), 1)]
    for title, grid, spans in (
        overview(a, style), income(a, style), expenditure(a, style), appropriation(a, style),
        general(a, style), basic(a, style), three(a, style), fund(style),
    ):  # fmt: skip
        blocks += [Paragraph(Text(title), 2), Paragraph(Text(f"部门：清河县财政局　金额单位：{style.unit}"))]
        blocks.append(table(grid, spans, style))
    return Document("accounts", "text/plain", "0", tuple(blocks))


def table(grid: Grid, spans: list[Span], style: Style) -> Table:
    """A grid as a Table. ``spans`` are (row, column, rows, columns) of merged heading cells."""
    covered = {
        (r + i, c + j): (r, c) for r, c, h, w in spans for i in range(h) for j in range(w) if (i, j) != (0, 0)
    }
    size = {(r, c): (h, w) for r, c, h, w in spans}
    cells: list[Cell] = []
    for r, row in enumerate(grid):
        at = 0
        for c, value in enumerate(row):
            if style.merged == "ragged":
                origin = covered.get((r, c))
                if origin is None or origin[0] != r:  # a cell continued from above is an empty cell
                    cells.append(Cell(Text("" if origin else value), r, at))
                    at += 1
            elif style.merged == "lost" or (r, c) not in covered:
                height, width = size.get((r, c), (1, 1)) if style.merged == "kept" else (1, 1)
                cells.append(Cell(Text(value), r, c, height, width))
    return Table(tuple(cells), len(grid), len(grid[0]), ragged=style.merged == "ragged")


def two_sided(left: list[list[str]], right: list[list[str]], style: Style) -> tuple[Grid, int, int]:
    """Rows of both sides beside each other; line numbers are put in if the style has them."""
    wide_l, wide_r = len(left[0]), len(right[0])
    count = max(len(left), len(right))
    body_l = left[:-1] + [[""] * wide_l] * (count - len(left)) + left[-1:]
    body_r = right[:-1] + [[""] * wide_r] * (count - len(right)) + right[-1:]
    if style.order:
        body_l = [[row[0], str(i + 1), *row[1:]] for i, row in enumerate(body_l)]
        body_r = [[row[0], str(i + count + 1), *row[1:]] for i, row in enumerate(body_r)]
    return [x + y for x, y in zip(body_l, body_r, strict=True)], len(body_l[0]), len(body_r[0])


def _class_rows(lines: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    numbers = "一二三四五六七八九十"
    return [(code, f"{numbers[i]}、{name}") for i, (code, name) in enumerate(CLASSES.items())]


def overview(a: Accounts, style: Style) -> tuple[str, Grid, list[Span]]:
    p, all_ = Printer(style), everything(a)
    spent = total(all_)
    appropriated = total(a.general) + a.closing - a.opening
    other = total(a.other) + a.other_closing - a.other_opening
    opening, closing = a.opening + a.other_opening, a.closing + a.other_closing
    left = [
        ["一、一般公共预算财政拨款收入", p(appropriated)], ["二、政府性基金预算财政拨款收入", p(0)],
        ["三、其他收入", p(other)], ["本年收入合计", p(appropriated + other)],
        ["使用非财政拨款结余", p(0)], ["年初结转和结余", p(opening)],
        ["总计", p(appropriated + other + opening)],
    ]  # fmt: skip
    right = [[label, p(total(all_, code))] for code, label in _class_rows(all_)]
    right += [
        ["本年支出合计", p(spent)],
        ["结余分配", p(0)],
        ["年末结转和结余", p(closing)],
        ["总计", p(spent + closing)],
    ]
    body, wide_l, wide_r = two_sided(left, right, style)
    order = ["行次"] if style.order else []
    head = [
        ["收入", *[""] * (wide_l - 1), "支出", *[""] * (wide_r - 1)],
        ["项目", *order, "决算数", "项目", *order, "决算数"],
    ]
    return "收入支出决算总表", head + body, [(0, 0, 1, wide_l), (0, wide_l, 1, wide_r)]


def _coded(code: str, style: Style) -> list[str]:
    if not style.three_codes:
        return [code]
    return [code[:3], code[3:5], code[5:7]]


def _items(columns: list[str], rows: list[tuple[str, list[str]]], style: Style) -> tuple[Grid, list[Span]]:
    """A table of items; the row with code "" is 合计."""
    n = 3 if style.three_codes else 1
    head = [
        ["项目", *[""] * n, *columns],
        ["功能分类科目编码", *[""] * (n - 1), "科目名称", *[""] * len(columns)],
    ]
    spans: list[Span] = [(0, 0, 1, n + 1), *[(0, n + 1 + i, 2, 1) for i in range(len(columns))]]
    if n > 1:
        spans.append((1, 0, 1, n))
    grid: Grid = head
    for code, values in rows:
        if not code:
            spans.append((len(grid), 0, 1, n + 1))
        label = [*_coded(code, style), NAMES[code]] if code else ["合计", *[""] * n]
        grid = [*grid, [*label, *values]]
    return grid, spans


def income(a: Accounts, style: Style) -> tuple[str, Grid, list[Span]]:
    p, all_ = Printer(style), everything(a)
    first = next(iter(sorted(k for k, v in all_.items() if any(v))))
    appropriated = {k: (sum(v), 0) for k, v in a.general.items()}
    others = {k: (sum(v), 0) for k, v in a.other.items()}
    appropriated[first] = (sum(a.general.get(first, (0, 0))) + a.closing - a.opening, 0)
    others[first] = (sum(a.other.get(first, (0, 0))) + a.other_closing - a.other_opening, 0)

    def values(code: str) -> list[str]:
        x, y = total(appropriated, code), total(others, code)
        return [p(x + y), p(x), p(0), p(0), p(y)]

    columns = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "其他收入"]
    grid, spans = _items(columns, [("", values("")), *((c, values(c)) for c in codes(all_))], style)
    return "收入决算表", grid, spans


def _spending(lines: dict[str, tuple[int, int]], columns: list[str], style: Style) -> tuple[Grid, list[Span]]:
    p = Printer(style)

    def values(code: str) -> list[str]:
        rest = [p(0)] * (len(columns) - 3)
        return [p(total(lines, code)), p(total(lines, code, 0)), p(total(lines, code, 1)), *rest]

    return _items(columns, [("", values("")), *((c, values(c)) for c in codes(lines))], style)


def expenditure(a: Accounts, style: Style) -> tuple[str, Grid, list[Span]]:
    columns = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    return "支出决算表", *_spending(everything(a), columns, style)


def general(a: Accounts, style: Style) -> tuple[str, Grid, list[Span]]:
    columns = ["本年支出合计", "基本支出", "项目支出"]
    return "一般公共预算财政拨款支出决算表", *_spending(a.general, columns, style)


def appropriation(a: Accounts, style: Style) -> tuple[str, Grid, list[Span]]:
    p = Printer(style)
    spent = total(a.general)
    got = spent + a.closing - a.opening
    funds = ["一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款"]
    left = [[name, p(v)] for name, v in zip(funds, (got, 0, 0), strict=True)]
    left += [["本年收入合计", p(got)], ["年初财政拨款结转和结余", p(a.opening)]]
    left += [[name, p(v)] for name, v in zip(funds, (a.opening, 0, 0), strict=True)]
    left += [["总计", p(got + a.opening)]]

    def row(label: str, value: int) -> list[str]:
        return [label, p(value), p(value), p(0), p(0)]

    right = [row(label, total(a.general, code)) for code, label in _class_rows(a.general)]
    right += [
        row("本年支出合计", spent),
        row("年末财政拨款结转和结余", a.closing),
        row("总计", spent + a.closing),
    ]
    body, wide_l, wide_r = two_sided(left, right, style)
    order = ["行次"] if style.order else []
    columns = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    head = [
        ["收入", *[""] * (wide_l - 1), "支出", *[""] * (wide_r - 1)],
        ["项目", *order, "金额", "项目", *order, *columns],
    ]
    return "财政拨款收入支出决算总表", head + body, [(0, 0, 1, wide_l), (0, wide_l, 1, wide_r)]


def economic(a: Accounts) -> dict[str, int]:
    """Basic expenditure spread over economic items by the accounts' shares; the last item takes the rest."""
    items = [code for code in ECONOMIC if len(code) == 5]
    left = total(a.general, "", 0)
    spread: dict[str, int] = {}
    for code, share in zip(items[:-1], a.split, strict=False):
        spread[code] = min(left, left * share // 100)
        left -= spread[code]
    spread[items[-1]] = left
    for code in ECONOMIC:
        if len(code) == 3:
            spread[code] = sum(v for k, v in spread.items() if len(k) == 5 and k.startswith(code))
    return spread


def basic(a: Accounts, style: Style) -> tuple[str, Grid, list[Span]]:
    p, spread = Printer(style), economic(a)
    left = [code for code in ECONOMIC if code[:3] in ("301", "303")]
    right = [code for code in ECONOMIC if code not in left]
    count = max(len(left), len(right))
    rows: Grid = []
    for i in range(count):
        row: list[str] = []
        for side in (left, right):
            row += [side[i], ECONOMIC[side[i]], p(spread[side[i]])] if i < len(side) else ["", "", ""]
        rows.append(row)
    people = spread["301"] + spread["303"]
    rows.append(["人员经费合计", "", p(people), "公用经费合计", "", p(total(a.general, "", 0) - people)])
    head = [["人员经费", "", "", "公用经费", "", ""], ["科目编码", "科目名称", "决算数"] * 2]
    last = len(rows) + 1
    spans = [(0, 0, 1, 3), (0, 3, 1, 3), (last, 0, 1, 2), (last, 3, 1, 2)]
    return "一般公共预算财政拨款基本支出决算表", head + rows, spans


def three(a: Accounts, style: Style) -> tuple[str, Grid, list[Span]]:
    p = Printer(replace(style, blank="0.00"))
    car = a.purchase + a.running
    six = [a.abroad + car + a.reception, a.abroad, car, a.purchase, a.running, a.reception]
    names = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
    head = [
        ["预算数", *[""] * 5, "决算数", *[""] * 5],
        names * 2,
        ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2,
    ]
    spans: list[Span] = [(0, 0, 1, 6), (0, 6, 1, 6)]
    for at in (0, 6):
        spans += [(1, at + 2, 1, 3), *[(1, at + i, 2, 1) for i in (0, 1, 5)]]
    budget = [p(2 * v) for v in six]
    return "财政拨款“三公”经费支出决算表", [*head, [*budget, *map(p, six)]], spans


def fund(style: Style) -> tuple[str, Grid, list[Span]]:
    columns = ["年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"]
    n = 3 if style.three_codes else 1
    head = [
        ["项目", *[""] * n, *columns],
        ["功能分类科目编码", *[""] * (n - 1), "科目名称", "", "", "小计", "基本支出", "项目支出", ""],
    ]
    spans: list[Span] = [(0, 0, 1, n + 1), (0, n + 3, 1, 3), *[(0, n + 1 + i, 2, 1) for i in (0, 1, 5)]]
    if n > 1:
        spans.append((1, 0, 1, n))
    spans.append((2, 0, 1, n + 1))
    return "政府性基金预算财政拨款收入支出决算表", [*head, ["合计", *[""] * (n + 6)]], spans


def spending_tables(a: Accounts, style: Style) -> tuple[tuple[str, Grid, list[Span]], ...]:
    """The two tables of expenditure by item."""
    return expenditure(a, style), general(a, style)
