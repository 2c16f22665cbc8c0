"""``juesuan extract``: a published report, the official workbook of its tables or a data package, back into a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.usage import Command


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract", cls=Command, no_args_is_help=True)(extract_command)


def extract_command(
    report: Annotated[
        str,
        typer.Argument(
            metavar="报告",
            help="已公开的报告（docx、pdf、html、txt）、公开表（xls、xlsx、csv）或财政数据包（zip、文件夹）。",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件", help="要生成的工作簿（xlsx）。")],
    year: Annotated[
        int | None, typer.Option("--year", metavar="年度", help="报告没有写明年度时指定，如 2023。")
    ] = None,
    unit: Annotated[
        str, typer.Option("--unit", metavar="单位", help="工作簿的金额单位：万元 或 元。")
    ] = "万元",
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖。")] = False,
    performance: Annotated[
        bool, typer.Option("--performance", help="读取绩效部分，转换为预算绩效工作簿。")
    ] = False,
) -> None:
    """把已公开的报告、公开表或财政数据包转换为决算数据工作簿。

    能确定的数填入各表；只有合计的数单独列出；不能确定的列入“未能识别”，不作推测。

    绩效自评表、评价报告和问卷加 --performance：目标、完成值、分值、得分、项目资金和份数填入绩效工作簿，不能确定的列入“未能归位”。
    """
    from juesuan.accounts.extract import extract
    from juesuan.accounts.fiscal_import import read_package
    from juesuan.accounts.fiscal_package import is_package
    from juesuan.accounts.saving import check_goal, put_workbook
    from juesuan.accounts.sheetforms import UNITS
    from juesuan.accounts.sheets import UNREAD
    from juesuan.accounts.workbook import write_workbook

    if unit not in UNITS:
        raise typer.BadParameter(f"只能是{'或'.join(UNITS)}", param_hint="--unit")
    if performance:
        _performance(report, out, year, unit, force)
        return
    check_goal(out, force)
    made = read_package(report, year) if is_package(report) else extract(report, year)
    rows = [(u.what, u.where, u.why) for u in made.unread]
    put_workbook(out, write_workbook(made.accounts, unit, rows), force)
    said = f"已写入 {out}：明细能还原 {made.placed} 个数，另有 {len(made.accounts.stated)} 个数只有合计"
    typer.echo(said + (f"，{len(rows)} 项列入“{UNREAD}”，请人工核对。" if rows else "。"), err=True)


def _performance(report: str, out: Path, year: int | None, unit: str, force: bool) -> None:
    from juesuan.accounts.saving import check_free, check_goal
    from juesuan.outward import put
    from juesuan.performance.book_sheets import UNPLACED
    from juesuan.performance.extract import extract_performance
    from juesuan.performance.workbook import write_workbook

    check_goal(out, force)
    made = extract_performance(report, year, str(out.with_name(f"{out.stem}-指标体系.toml")))
    own = [(Path(f.file), f.text.encode()) for f in made.frameworks]
    for path, _ in own:
        check_free(path, force)
    rows = [(u.what, u.where, u.why) for u in made.unread]
    put([*own, (out, write_workbook(made.book, unit, rows))], out)
    counted = "、".join(f"{name}{count}个" for name, count in made.counts.items() if count) or "0个数"
    said = f"已写入 {out}：读到{counted}"
    typer.echo(said + (f"，{len(rows)} 项列入“{UNPLACED}”，请人工核对。" if rows else "。"), err=True)
    for path, _ in own:
        typer.echo(f"报告自己的指标体系写入 {path}，计分方法请按评分标准的文字补写。", err=True)
