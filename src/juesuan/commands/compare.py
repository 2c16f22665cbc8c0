"""``juesuan compare``: the figures of two reports side by side, for example the composed one and the published one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.usage import Command


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare", cls=Command, no_args_is_help=True)(compare_command)


def compare_command(
    first: Annotated[Path, typer.Argument(metavar="报告一", help="例如由数据编制的报告。")],
    second: Annotated[Path, typer.Argument(metavar="报告二", help="例如已经公开的报告。")],
) -> None:
    """比较两份报告说明中的数字：哪些只在一边有，哪些不一样。

    退出码：0 没有差别；1 有差别；2 有文件不能读取。
    """
    from juesuan.claims.reading import read_report
    from juesuan.documents.intake import read_carefully
    from juesuan.reports.compose_compare import compare, lines

    found = compare(*(read_report(read_carefully(path)) for path in (first, second)))
    for line in lines(found, first.name, second.name):
        typer.echo(line)
    raise typer.Exit(1 if found.differ or found.first_only or found.second_only else 0)
