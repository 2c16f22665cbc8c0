"""The nine statutory tables of the sample report, derived line by line from its ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sample.figures import (
    AID,
    APPROPRIATION,
    CAPITAL,
    ENTITY,
    NAMES,
    OPERATING,
    PERSONNEL,
    RUNNING,
    THREE,
    THREE_BUDGET,
    WAGES,
    amount_of,
    codes,
    total,
)
from sample.pen import Block, Break, Grid, Heading, Pen, Text

Spans = dict[tuple[int, int], tuple[int, int]]
HUNDREDS = "一二三四五六七八九十"
CLASSES = (
    "一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
    "社会保障和就业支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出",
    "资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出", "自然资源海洋气象等支出",
    "住房保障支出", "粮油物资储备支出", "国有资本经营预算支出", "灾害防治及应急管理支出", "其他支出",
)  # fmt: skip
CLASS_CODES = {name: code for code, name in NAMES.items() if len(code) == 3}
TITLES = (
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算明细表", "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表", "财政拨款“三公”经费支出决算表",
)  # fmt: skip


def numeral(n: int) -> str:
    """1–29 as a Chinese numeral."""
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else ("" if tens == 1 else HUNDREDS[tens - 1]) + "十") + (HUNDREDS[ones - 1] if ones else "")


def statutory_tables(pen: Pen) -> list[Block]:
    """All nine tables with their headings, form numbers and notes, each on a page of its own."""
    makers: tuple[Callable[[Pen], Grid], ...] = (
        totals, income, expenditure, appropriation, general, basic, fund, capital, three,
    )  # fmt: skip
    notes = (
        "本表反映部门本年度的总收支和年末结转结余情况。",
        "本表反映部门本年度取得的各项收入情况。",
        "本表反映部门本年度各项支出情况。",
        "本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。",
        "本表反映部门本年度一般公共预算财政拨款支出情况。",
        "本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
        "本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
        "本部门本年度没有国有资本经营预算财政拨款支出，故本表无数据。",
        "本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，决算数包括当年财政拨款预算和以前年度结转资金安排的实际支出。",
    )
    blocks: list[Block] = [Break(), Heading(1, "第二部分 2024年度部门决算表")]
    for i, (title, maker, note) in enumerate(zip(TITLES, makers, notes, strict=True), 1):
        if i > 1:
            blocks.append(Break())
        blocks += [
            Heading(2, f"{numeral(i)}、{title}"),
            Text(f"公开{i:02d}表", "right"),
            Text(f"部门：{ENTITY}　　　　金额单位：万元", "note"),
            maker(pen),
            Text(f"注：{note}", "note"),
        ]
    return blocks


def _cells(pen: Pen, slot: str, pairs: Iterable[tuple[str, int]], kind: str = "sum") -> tuple[str, ...]:
    # Official tables leave a cell empty where nothing was spent.
    return tuple(pen.number(f"{slot}.{key}", value, kind) if value else "" for key, value in pairs)


def totals(pen: Pen) -> Grid:
    """01: income by source beside expenditure by class, closed by the carry-overs."""
    sources = (
        ("一、一般公共预算财政拨款收入", total("income", "general")),
        ("二、政府性基金预算财政拨款收入", total("income", "fund")),
        ("三、国有资本经营预算财政拨款收入", 0), ("四、上级补助收入", 0), ("五、事业收入", 0), ("六、经营收入", 0),
        ("七、附属单位上缴收入", 0), ("八、其他收入", total("income", "other")),
    )  # fmt: skip
    left = [(name, *_cells(pen, "T1", [(f"in{i}", v)])) for i, (name, v) in enumerate(sources, 1)]
    left += [("", "")] * (len(CLASSES) - len(left))
    right = []
    for i, name in enumerate(CLASSES, 1):
        spent = total("expenditure", prefix=CLASS_CODES[name]) if name in CLASS_CODES else 0
        right.append((f"{numeral(i)}、{name}", *_cells(pen, "T1", [(f"out{i}", spent)])))
    opening, closing = total("opening"), total("closing")
    grand = total("income") + opening
    n = pen.number
    left += [
        ("本年收入合计", n("T1.income", total("income"), "sum")),
        ("使用非财政拨款结余", ""),
        ("年初结转和结余", n("T1.opening", opening, "balance")),
        ("总计", n("T1.grand.in", grand, "balance")),
    ]
    right += [
        ("本年支出合计", n("T1.expenditure", total("expenditure"), "sum")),
        ("结余分配", ""),
        ("年末结转和结余", n("T1.closing", closing, "balance")),
        ("总计", n("T1.grand.out", grand, "balance")),
    ]
    spans: Spans = {(0, 0): (1, 2), (0, 2): (1, 2)}
    head = (("收入", "", "支出", ""), ("项目", "决算数", "项目", "决算数"))
    return Grid(head + tuple((*a, *b) for a, b in zip(left, right, strict=True)), 2, spans, (34, 16, 34, 16))


def _by_code(pen: Pen, slot: str, funds: tuple[str, ...], values: Callable[[str], list[tuple[str, int]]]) -> list[tuple[str, ...]]:
    rows = [("合计", "", *_cells(pen, f"{slot}.all", values("")))]
    for code in codes(*funds):
        name = pen.words(f"{slot}.{code}.name", NAMES[code], "classification")
        rows.append((code, name, *_cells(pen, f"{slot}.{code}", values(code))))
    return rows


def income(pen: Pen) -> Grid:
    """02: income by item and source."""

    def values(code: str) -> list[tuple[str, int]]:
        own, other = total("income", *APPROPRIATION, prefix=code), total("income", "other", prefix=code)
        return [("total", own + other), ("own", own), ("a", 0), ("b", 0), ("c", 0), ("d", 0), ("other", other)]

    head = ("功能分类科目编码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    return _coded(head, _by_code(pen, "T2", (), values))


def expenditure(pen: Pen) -> Grid:
    """03: expenditure by item, basic and project."""

    def values(code: str) -> list[tuple[str, int]]:
        basic, project = total("basic", prefix=code), total("project", prefix=code)
        return [("total", basic + project), ("basic", basic), ("project", project), ("a", 0), ("b", 0), ("c", 0)]

    head = ("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    return _coded(head, _by_code(pen, "T3", (), values))


def _coded(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Grid:
    """Two head rows (项目 over code and name), then the total over both first columns, then the codes."""
    top = ("项目", "", *head[2:])
    second = (*head[:2], *("" for _ in head[2:]))
    spans: Spans = {(0, 0): (1, 2), (2, 0): (1, 2)}
    spans |= {(0, c): (2, 1) for c in range(2, len(head))}
    width = 54 // (len(head) - 2)
    return Grid((top, second, *rows), 2, spans, (14, 32, *(width for _ in head[2:])))


def appropriation(pen: Pen) -> Grid:
    """04: appropriations received and spent, by budget."""
    n = pen.number
    inc = {f: total("income", f) for f in APPROPRIATION}
    left = [
        ("一、一般公共预算财政拨款", n("T4.in.general", inc["general"], "sum")),
        ("二、政府性基金预算财政拨款", n("T4.in.fund", inc["fund"], "sum")),
        ("三、国有资本经营预算财政拨款", ""),
    ]
    left += [("", "")] * (len(CLASSES) - len(left))

    def four(slot: str, attribute: str, prefix: str = "", kind: str = "sum") -> tuple[str, ...]:
        g, f = (total(attribute, x, prefix=prefix) for x in APPROPRIATION)
        return _cells(pen, f"T4.{slot}", [("total", g + f), ("general", g), ("fund", f), ("capital", 0)], kind)

    right = []
    for i, name in enumerate(CLASSES, 1):
        cells = four(f"out{i}", "expenditure", CLASS_CODES[name]) if name in CLASS_CODES else ("",) * 4
        right.append((f"{numeral(i)}、{name}", *cells))
    opening = {f: total("opening", f) for f in APPROPRIATION}
    grand = {f: inc[f] + opening[f] for f in APPROPRIATION}
    left += [
        ("本年收入合计", n("T4.income", sum(inc.values()), "sum")),
        ("年初财政拨款结转和结余", n("T4.opening", sum(opening.values()), "balance")),
        ("一、一般公共预算财政拨款", n("T4.opening.general", opening["general"], "balance")),
        ("二、政府性基金预算财政拨款", n("T4.opening.fund", opening["fund"], "balance")),
        ("三、国有资本经营预算财政拨款", ""),
        ("总计", n("T4.grand.in", sum(grand.values()), "balance")),
    ]
    both = _cells(
        pen, "T4.grand.out", [("total", sum(grand.values())), *grand.items(), ("capital", 0)], "balance"
    )  # fmt: skip
    right += [
        ("本年支出合计", *four("expenditure", "expenditure")),
        ("年末财政拨款结转和结余", *four("closing", "closing", kind="balance")),
        ("", "", "", "", ""), ("", "", "", "", ""), ("", "", "", "", ""),
        ("总计", *both),
    ]  # fmt: skip
    head = (
        ("收入", "", "支出", "", "", "", ""),
        ("项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
    )
    spans: Spans = {(0, 0): (1, 2), (0, 2): (1, 5)}
    return Grid(head + tuple((*a, *b) for a, b in zip(left, right, strict=True)), 2, spans, (22, 12, 24, 12, 12, 12, 10))


def general(pen: Pen) -> Grid:
    """05: general-budget expenditure by item."""

    def values(code: str) -> list[tuple[str, int]]:
        basic, project = (total(a, "general", prefix=code) for a in ("basic", "project"))
        return [("total", basic + project), ("basic", basic), ("project", project)]

    return _coded(("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"), _by_code(pen, "T5", ("general",), values))


def basic(pen: Pen) -> Grid:
    """06: basic expenditure by economic class, three groups of columns side by side."""

    def group(title: tuple[str, str], items: dict[str, tuple[str, int]]) -> list[tuple[str, str, str]]:
        rows = [(*title, pen.number(f"T6.{title[0]}", amount_of(items), "sum"))]
        return rows + [(c, name, pen.number(f"T6.{c}", v, "sum")) for c, (name, v) in items.items()]

    left = group(("301", "工资福利支出"), WAGES) + group(("303", "对个人和家庭的补助"), AID)
    middle = group(("302", "商品和服务支出"), OPERATING)
    right = group(("310", "资本性支出"), CAPITAL)
    height = max(len(left), len(middle))
    blank = ("", "", "")
    columns = [g + [blank] * (height - len(g)) for g in (left, middle, right)]
    rows = [(*a, *b, *c) for a, b, c in zip(*columns, strict=True)]
    last = (
        "人员经费合计", "", pen.number("T6.personnel", PERSONNEL, "sum"),
        "公用经费合计", "", "", "", "", pen.number("T6.operating", RUNNING, "sum"),
    )  # fmt: skip
    head = (
        ("人员经费", "", "", "公用经费", "", "", "", "", ""),
        ("经济分类科目编码", "科目名称", "决算数") * 3,
    )
    bottom = height + 2
    spans: Spans = {(0, 0): (1, 3), (0, 3): (1, 6), (bottom, 0): (1, 2), (bottom, 3): (1, 5)}
    return Grid((*head, *rows, last), 2, spans, (9, 18, 9, 9, 18, 9, 9, 14, 9))


def fund(pen: Pen) -> Grid:
    """07: government fund, opening to closing."""

    def values(code: str) -> list[tuple[str, int]]:
        keys = ("opening", "income", "expenditure", "basic", "project", "closing")
        return [(k, total(k, "fund", prefix=code)) for k in keys]

    top = ("项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余")
    second = ("功能分类科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", "")
    spans: Spans = {(0, 0): (1, 2), (0, 4): (1, 3), (2, 0): (1, 2)} | {(0, c): (2, 1) for c in (2, 3, 7)}
    return Grid((top, second, *_by_code(pen, "T7", ("fund",), values)), 2, spans, (14, 30, 10, 9, 9, 9, 9, 10))


def capital(pen: Pen) -> Grid:
    """08: state capital, empty in this report."""
    head = ("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
    return _coded(head, [("合计", "", "", "", "")])


def three(pen: Pen) -> Grid:
    """09: the three public expenses, budget and outturn on one line."""

    def side(slot: str, v: dict[str, int]) -> tuple[str, ...]:
        car = v["purchase"] + v["running"]
        pairs = [
            ("total", v["abroad"] + car + v["reception"]), ("abroad", v["abroad"]), ("car", car),
            ("purchase", v["purchase"]), ("running", v["running"]), ("reception", v["reception"]),
        ]  # fmt: skip
        return tuple(pen.number(f"T9.{slot}.{key}", value, "sum") for key, value in pairs)

    group = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费")
    low = ("", "", "小计", "公务用车购置费", "公务用车运行维护费", "")
    head = (("预算数", "", "", "", "", "", "决算数", "", "", "", "", ""), group * 2, low * 2)
    spans: Spans = {(0, 0): (1, 6), (0, 6): (1, 6)}
    for start in (0, 6):
        spans |= {(1, start + c): (2, 1) for c in (0, 1, 5)} | {(1, start + 2): (1, 3)}
    return Grid((*head, side("budget", THREE_BUDGET) + side("outturn", THREE)), 3, spans)
