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
    from juesuan.auditing import refuse_books
    from juesuan.claims.reading import read_report
    from juesuan.documents.intake import read_carefully
    from juesuan.documents.refusal import Refusal
    from juesuan.reports.compose_compare import compare, lines

    reports = []
    for path in (first, second):
        document = read_carefully(path)
        refuse_books(document)
        reports.append(read_report(document))
        if not reports[-1].figures:
            raise Refusal(
                "no-figures",
                str(path),
                "说明文字里没有数字，无法比较",
                "请给出带有文字说明的完整报告，只有表格的文件不能比较",
            )
    found = compare(*reports)
    for line in lines(found, first.name, second.name):
        typer.echo(line)
    raise typer.Exit(1 if found.differ or found.first_only or found.second_only else 0)
