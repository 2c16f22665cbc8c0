"""``juesuan performance``: list the built-in scoring frameworks, start one of one's own, check it before it scores anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.usage import Command, Group


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        cls=Group, help="绩效指标体系：查看、新建、检查。", no_args_is_help=True, rich_markup_mode=None
    )
    group.command("list", cls=Command)(list_command)
    group.command("new", cls=Command, no_args_is_help=True)(new_command)
    group.command("check", cls=Command, no_args_is_help=True)(check_command)
    app.add_typer(group, name="performance")


def list_command() -> None:
    """列出随产品提供的指标体系。"""
    from juesuan.performance.frameworks import load, names

    for name in names():
        framework = load(name)
        size = f"{len(framework.indicators)}项指标" if framework.indicators else "按项目自定的指标"
        typer.echo(f"{name}\t{framework.title}\t{size}\t{framework.basis}")


def new_command(
    file: Annotated[Path, typer.Argument(metavar="文件", help="新指标体系的文件名，以 .toml 结尾。")],
    below: Annotated[
        str, typer.Option("--from", metavar="名称", help="以哪个内置指标体系为基础。")
    ] = "cy2013-53-overall",
) -> None:
    """把一个内置指标体系另存为自己的文件，供修改。"""
    from juesuan.performance.frameworks import save_copy

    save_copy(below, file)
    typer.echo(f"已写入 {file}。改好以后用 juesuan performance check {file} 检查。", err=True)


def check_command(
    framework: Annotated[
        str, typer.Argument(metavar="指标体系", help="指标体系文件（toml），或内置指标体系的名称。")
    ],
) -> None:
    """检查指标体系：分值合计、达不到的分数、取不到的数。

    退出码：0 可以使用；1 有错误；2 文件读不出来。
    """
    from juesuan.accounts.problems import errors
    from juesuan.performance.check import check_file

    problems = check_file(framework)
    wrong = errors(problems)
    for problem in problems:
        typer.echo(f"{'错误' if problem.level == 'error' else '提示'}  {problem}")
    asks = len(problems) - len(wrong)
    said = f"共{len(wrong)}处错误、{asks}处提示。" if problems else "指标体系没有问题。"
    typer.echo(said, err=True)
    raise typer.Exit(1 if wrong else 0)
