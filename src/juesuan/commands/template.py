"""``juesuan template``: the empty accounts workbook that a clerk fills in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.usage import Command

#: Years for which there is a classification.
FIRST, LAST = 2018, 2099


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("template", cls=Command, no_args_is_help=True)(template_command)


def template_command(
    year: Annotated[int, typer.Option("--year", metavar="年度", help="决算年度，如 2024。")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件", help="要生成的工作簿（xlsx）。")],
    area: Annotated[
        str, typer.Option("--area", metavar="地区", help="如 四川 或 四川省清河县，决定公开表的式样。")
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="金额单位：万元 或 元。")] = "万元",
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖。")] = False,
) -> None:
    """生成空白的决算数据工作簿。

    填好后用 juesuan compose 生成报告。
    """
    from juesuan.accounts.saving import put_workbook
    from juesuan.accounts.sheetforms import UNITS
    from juesuan.accounts.workbook import template

    if not FIRST <= year <= LAST:
        raise typer.BadParameter(f"年度应在 {FIRST} 到 {LAST} 之间", param_hint="--year")
    if unit not in UNITS:
        raise typer.BadParameter(f"只能是{'或'.join(UNITS)}", param_hint="--unit")
    put_workbook(out, template(area, year, unit), force)
    typer.echo(f"空白工作簿已写入 {out}，请按“填表说明”填写。", err=True)
