"""``juesuan evaluate``: from the performance workbook to tables, working papers and reports.

Scores are computed, never typed; everything that is wrong or missing is listed with its cell before anything is written,
and what is written has been audited by the same rules that audit everybody else's reports.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from juesuan.documents.refusal import Refusal
from juesuan.outward import deliver, own_audit, spare_sources, tell_missing
from juesuan.usage import Command, words_of

if TYPE_CHECKING:
    from juesuan.reports.evaluation.results import Results

#: The formats of performance documents.
_FORMATS = ("docx", "pdf", "html", "xlsx")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate", cls=Command, no_args_is_help=True)(evaluate_command)


def evaluate_command(
    book: Annotated[Path, typer.Argument(metavar="工作簿", help="填好的预算绩效工作簿（xlsx）。")],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="位置",
            help="报告.docx、.pdf、.html、.xlsx，或文件夹（每个部分一个文件）。",
        ),
    ],
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", metavar="工作簿", help="同一年度的决算数据工作簿，公式指标从中取数。"),
    ] = None,
    prior: Annotated[
        Path | None,
        typer.Option("--prior", metavar="工作簿", help="上年的决算数据工作簿，与 --accounts 同用。"),
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part", metavar="部分", help="只编制这些部分，可以写多个；不写则编制有数据的全部部分。"
        ),
    ] = None,
    layout: Annotated[
        str, typer.Option("--layout", metavar="表样", help="自评表的表样：部颁、四川2019、四川2020。")
    ] = "部颁",
    format: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="格式", help="输出为文件夹时的格式，可以写多个；不写为 docx。"),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="还缺内容时也先生成草稿。")] = False,
) -> None:
    """由预算绩效工作簿编制自评表、评分表、底稿和评价报告。

    部分：整体评价报告、项目评价报告、评分表、自评表、重点工作、成本效益、问卷、底稿、事前评估、监控表、整改台账。
    得分由规则和数据算出，写出前先按审核规则自查一遍。退出码：0 已写出；1 已写出，但自查发现问题；2 没有写出。
    """
    from juesuan.reports.compose_document import as_document
    from juesuan.reports.evaluation.document import chosen, compose_each, compose_parts
    from juesuan.reports.evaluation.parts import LAYOUTS
    from juesuan.reports.writers import file_name, write

    whole = out.is_dir() or not out.suffix
    formats = _formats(out, whole, words_of(format))
    if layout not in LAYOUTS:
        raise Refusal("layout", layout, "没有这种表样", f"可选的有：{'、'.join(LAYOUTS)}")
    if prior is not None and accounts is None:
        raise Refusal(
            "prior", str(prior), "只给了上年决算数据，没有给本年的", "请同时用 --accounts 给出本年的"
        )
    spare_sources(out, ((book, "绩效工作簿"), (accounts, "决算数据工作簿"), (prior, "决算数据工作簿")))
    results = _results(book, accounts, prior)
    parts = chosen(results, words_of(part))
    made = (
        compose_each(results, parts, layout, draft=draft)
        if whole
        else [compose_parts(results, parts, layout, draft=draft)]
    )
    tell_missing(words for c in made for words in c.missing)
    code = own_audit(map(as_document, made))
    if whole:
        files = [(out / f"{file_name(c.title)}.{f}", write(c, f)) for c in made for f in formats]
    else:
        files = [(out, write(made[0], formats[0]))]
    deliver(files, out)
    if "xlsx" in formats and any(p.name.endswith("报告") for p in parts):
        typer.echo("提醒 xlsx 只含报告中的表格和数据来源，文字部分请另存为 docx、pdf 或 html。", err=True)
    raise typer.Exit(code)


def _formats(out: Path, whole: bool, asked: list[str]) -> list[str]:
    """The formats to write; a file's is that of its name."""
    known = "、".join(f".{f}" for f in _FORMATS)
    if not whole:
        own = out.suffix.lower().lstrip(".")
        if own not in _FORMATS or (asked and asked != [own]):
            raise Refusal(
                "format", str(out), "不支持这种格式", f"可用 {known}，或写一个文件夹名，每个部分一个文件"
            )
        return [own]
    wrong = [f for f in asked if f.lower().lstrip(".") not in _FORMATS]
    if wrong:
        raise Refusal("format", "、".join(wrong), "不支持这种格式", f"可用 {known}")
    return [f.lower().lstrip(".") for f in asked] or ["docx"]


def _results(book: Path, accounts: Path | None, prior: Path | None) -> Results:
    """The book, validated (with its accounts, if given), and everything computed from it."""
    from juesuan.accounts.loading import usable_accounts
    from juesuan.performance.reading import usable_book
    from juesuan.reports.evaluation.results import results_of

    figures = None
    if accounts is not None:
        loaded = usable_accounts(accounts, prior)
        for problem in loaded.problems:
            typer.echo(f"提醒 {problem}", err=True)
        figures = loaded.accounts
    found = usable_book(book, figures)
    for problem in found.problems:
        typer.echo(f"提醒 {problem}", err=True)
    assert found.book is not None  # usable_book refuses otherwise
    return results_of(found.book, figures)
