"""``juesuan template``: the empty workbook that a clerk fills in, of the accounts or of the year's performance work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.documents.refusal import Refusal
from juesuan.usage import Command, words_of

#: Years for which there is a classification.
FIRST, LAST = 2018, 2099


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("template", cls=Command, no_args_is_help=True)(template_command)


def template_command(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件", help="要生成的工作簿（xlsx）。")],
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="年度，如 2024。")] = None,
    area: Annotated[
        str, typer.Option("--area", metavar="地区", help="如 四川 或 四川省清河县，决定公开表的式样。")
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="金额单位：万元 或 元。")] = "",
    performance: Annotated[bool, typer.Option("--performance", help="生成预算绩效工作簿。")] = False,
    framework: Annotated[
        list[str] | None,
        typer.Option(
            "--framework", metavar="指标体系", help="绩效工作簿：列出各项指标的指标体系，可写多个。"
        ),
    ] = None,
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", metavar="工作簿", help="绩效工作簿：由决算数据填好项目和资金。"),
    ] = None,
    book: Annotated[
        Path | None,
        typer.Option("--book", metavar="工作簿", help="绩效工作簿：在已填的内容上补出监控、自评、评价各行。"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖。")] = False,
) -> None:
    """生成空白的决算数据工作簿，或预算绩效工作簿（--performance）。

    决算数据填好后用 juesuan compose 生成报告。
    """
    from juesuan.accounts.saving import put_workbook
    from juesuan.accounts.sheetforms import UNITS

    if year is not None and not FIRST <= year <= LAST:
        raise typer.BadParameter(f"年度应在 {FIRST} 到 {LAST} 之间", param_hint="--year")
    if unit and unit not in UNITS:
        raise typer.BadParameter(f"只能是{'或'.join(UNITS)}", param_hint="--unit")
    if performance:
        data = _performance(year, unit, words_of(framework), accounts, book, out)
    else:
        if framework or accounts or book:
            raise typer.BadParameter(
                "与 --framework、--accounts、--book 一起使用", param_hint="--performance"
            )
        data = _accounts(year, area, unit)
    put_workbook(out, data, force)
    words = f"空白工作簿已写入 {out}，请按“{'' if performance else '填表'}说明”填写"
    words = f"已在原有内容上补出各行，写入 {out}" if book else words
    typer.echo(f"{words}。", err=True)


def _accounts(year: int | None, area: str, unit: str) -> bytes:
    from juesuan.accounts.sheetforms import UNITS
    from juesuan.accounts.workbook import template
    from juesuan.taxonomy.areas import check_area

    if year is None:
        raise typer.BadParameter("请写明决算年度，如 2024", param_hint="--year")
    return template(check_area(area), year, unit or UNITS[0])


def _performance(
    year: int | None, unit: str, frameworks: list[str], accounts: Path | None, book: Path | None, out: Path
) -> bytes:
    from juesuan.accounts.loading import usable_accounts
    from juesuan.accounts.sheetforms import UNITS
    from juesuan.performance.workbook import template

    if book is not None:
        return _filled_up(book, unit, frameworks, out)
    known = usable_accounts(accounts).accounts if accounts is not None else None
    if year is None and known is not None:
        year = known.year
    if year is None:
        raise typer.BadParameter("请写明年度，如 2024", param_hint="--year")
    if known is not None and known.year != year:
        raise typer.BadParameter(f"决算数据是 {known.year} 年度的", param_hint="--year")
    return template(year, unit or UNITS[0], frameworks, known)


def _filled_up(book: Path, unit: str, frameworks: list[str], out: Path) -> bytes:
    from juesuan.accounts.loading import refusal_words
    from juesuan.performance.reading import read_workbook
    from juesuan.performance.workbook import fill_up

    loaded = read_workbook(book)
    for problem in loaded.problems:
        if problem.level != "error":
            typer.echo(f"提醒 {problem}", err=True)
    if loaded.book is None:
        raise Refusal(
            "problems", str(book), refusal_words(loaded.problems), "请逐项更正后重新运行，没有写出任何文件"
        )
    if loaded.problems and out.exists() and out.samefile(book):
        raise Refusal(
            "unread", str(out), "工作簿里有没能读取的内容，覆盖会丢失它们", "请用 -o 另写一个文件名"
        )
    return fill_up(loaded.book, unit or loaded.unit, frameworks, loaded.begun)
