"""Composing: from a workbook of 300 lines to a report of 40 pages, step by step and as commands of their own.

The year is made for this script: an invented bureau with so many functional items, each with basic lines by economic class
and a project line, two budgets and reasons, and the same the year before. ``--items 300`` makes every line an item
of its own, and a report of some 130 pages.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2

from juesuan.accounts.loading import usable_accounts
from juesuan.accounts.model import (
    Accounts,
    Assets,
    CarryOver,
    Entity,
    ExpenditureLine,
    Fund,
    IncomeLine,
    Nature,
    Procurement,
    Project,
    Reception,
    Source,
    Staff,
    ThreePublic,
)
from juesuan.accounts.tables import derive_tables
from juesuan.accounts.workbook import write_workbook
from juesuan.claims.reading import read_report
from juesuan.reports.compose import compose
from juesuan.reports.compose_document import as_document
from juesuan.reports.composition import Composition
from juesuan.reports.writers import FORMATS, write
from juesuan.rules.engine import run
from juesuan.taxonomy import functional

#: Lines of expenditure, and the functional items they are spread over.
LINES, ITEMS = 300, 38
BASIC = ("30101", "30102", "30103", "30108", "30112", "30201", "30207", "30211", "30228", "30299")
WHY_ITEM = "按规定调整"
WHY = dict.fromkeys(
    ("grand-total", "appropriation.grand-total", "general.expenditure", "agency-operating"),
    "项目经费按规定调整",
)


def codes(year: int, items: int) -> list[str]:
    """So many items of the general budget; those of funds and state capital are left out."""
    found = [
        c
        for c in sorted(functional(year).current)
        if len(c) == 7 and c[:3] not in ("223", "229", "231", "232", "234")
    ]
    return [c for c in found if not c.startswith(("21208", "21210", "21211", "21213"))][:items]


def year(number: int, more: int, items: int) -> Accounts:
    """One year; ``more`` moves every amount, so that the year before differs."""
    spent, income, projects = [], [], []
    for n, item in enumerate(codes(number, items)):
        own = []
        for k in range(max(LINES // items, 2) - 1):
            basic = 100_037 * ((n + k) % 37 + 11) + more
            economic = BASIC[(n + k) % len(BASIC)]
            own.append(
                ExpenditureLine(
                    item, Nature.BASIC, Fund.GENERAL, basic, basic - 10_000, basic, economic, "", WHY_ITEM
                )
            )
        project = 203_011 * (n % 23 + 7) + more
        own.append(
            ExpenditureLine(
                item, Nature.PROJECT, Fund.GENERAL, project, project, project + 500, "30227", f"项目{n + 1}"
            )
        )
        spent += own
        last = own[-1]
        projects.append(
            Project(last.project, Fund.GENERAL, item, project + 500, project, project, summary="按计划完成。")
        )
        income.append(IncomeLine(item, Source.APPROPRIATION, Fund.GENERAL, sum(e.outturn for e in own)))
    running, reception = 2_000_000 + more, 400_000 + more
    return Accounts(
        Entity("清河县综合保障局", "县保障局", "", tuple(f"承担第{n}项工作职责。" for n in range(1, 9)),
               ("完成年度重点工作。",), ("办公室", "财务股"), ("清河县综合保障局（本级）",), f"{number + 1}-09-12"),
        number, tuple(income), tuple(spent), (CarryOver(Fund.GENERAL, 0, 0),),
        three=ThreePublic(
            abroad_budget=0, purchase_budget=0, running=running, running_budget=running, vehicles=2,
            reception_budget=reception, receptions=(Reception(reception, 9, 72, "上级检查"),),
            reasons=(("total", "业务量增加"),),
        ),
        agency_operating=30_000_000 + more,
        procurement=Procurement(20_000_000, 0, 10_000_000, 15_000_000, 9_000_000, "办公设备"),
        staff=Staff((("行政", 30, 28),), (("退休", 9),)),
        assets=Assets((("机要通信用车", 2),)),
        projects=tuple(projects),
        reasons=WHY,
    )  # fmt: skip


def seconds(work: Callable[[], object], repeat: int = 3) -> str:
    """The median time of a few runs, on the clock and on the processors (children included)."""
    clock, worked = [], []
    for _ in range(repeat):
        before, start = os.times(), time.perf_counter()
        work()
        after = os.times()
        clock.append(time.perf_counter() - start)
        worked.append(sum(after[:4]) - sum(before[:4]))
    return f"{statistics.median(clock):6.2f} s   {statistics.median(worked):6.2f} s"


def steps(book: Path, last: Path, items: int) -> None:
    """Each step by itself and the whole, in a process that has done it before."""

    def loaded() -> Accounts:
        accounts = usable_accounts(book, last).accounts
        assert accounts is not None
        return accounts

    def composed(accounts: Accounts) -> Composition:
        derived = derive_tables(accounts)
        return compose(accounts, tables=derived.tables, facts=derived.facts)

    def whole(*formats: str) -> None:
        made = composed(loaded())
        run(read_report(as_document(made)))
        for format in formats:
            write(made, format)

    accounts = loaded()
    made = composed(accounts)
    document = as_document(made)
    pages = len(pypdfium2.PdfDocument(write(made, "pdf")))
    whole(*FORMATS)
    print(f"{len(accounts.expenditure)} lines of {items} items, {len(made.facts):,} facts, {pages} pages")
    print(f"{'':37}   clock    processors")
    print(f"   read and validate both workbooks  {seconds(loaded)}")
    print(f"   tables and sentences              {seconds(lambda: composed(accounts))}")
    print(f"   own audit                         {seconds(lambda: run(read_report(document)))}")
    for format in FORMATS:
        print(f"   write {format:<28}{seconds(lambda format=format: write(made, format))}")
    print(f"from the workbooks to docx           {seconds(lambda: whole('docx'))}")
    print(f"from the workbooks to all formats    {seconds(lambda: whole(*FORMATS))}")


def commands(book: Path, last: Path, folder: Path, word: Path) -> None:
    """The command from its start to its end, in a process of its own, as a clerk waits for it."""
    # Compiled modules are kept as in any installation, though in a folder of their own.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    goals = [[str(folder / f"r.{f}")] for f in FORMATS] + [[str(folder / "all")]]
    goals.append([str(folder / "w.docx"), "--word", str(word)])
    for goal in goals:
        command = [sys.executable, "-m", "juesuan", "compose", str(book), "--prior", str(last), "-o", *goal]
        took = seconds(
            lambda command=command: subprocess.run(command, capture_output=True, check=False, env=env)
        )
        print(f"juesuan compose -o {Path(goal[0]).name}{' --word' if len(goal) > 1 else '':<8} {took}")


def finished(command: list[str], env: dict[str, str]) -> None:
    """Run a command and see to it that it wrote its report."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if "已写出" not in done.stderr:
        raise SystemExit(done.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Print how long composing takes, step by step and as a whole."
    )
    parser.add_argument("--quick", action="store_true", help="leave out the commands")
    parser.add_argument("--items", type=int, default=ITEMS, help="functional items")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book, last = folder / "book.xlsx", folder / "last.xlsx"
        book.write_bytes(write_workbook(year(2024, 0, told.items)))
        last.write_bytes(
            write_workbook(replace(year(2023, 12_345, told.items), reasons={**WHY, "首次编制": "新设立"}))
        )
        steps(book, last, told.items)
        if not told.quick:
            commands(book, last, folder, Path(__file__).parent.parent / "examples/template.dotx")


if __name__ == "__main__":
    main()
