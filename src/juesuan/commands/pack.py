"""``juesuan pack``: list the template packs, start one of one's own, check one for names that do not exist."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.usage import Command, Group


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        cls=Group, help="报告模板：查看、新建、检查。", no_args_is_help=True, rich_markup_mode=None
    )
    group.command("list", cls=Command)(list_command)
    group.command("new", cls=Command, no_args_is_help=True)(new_command)
    group.command("check", cls=Command, no_args_is_help=True)(check_command)
    app.add_typer(group, name="pack")


def list_command() -> None:
    """列出随产品提供的模板。"""
    from juesuan.reports.packs import load, names

    for name in names():
        pack = load(name)
        areas = "、".join(pack.areas) or "各地"
        until = "" if pack.until == 9999 else str(pack.until)
        typer.echo(f"{name}\t{pack.title}\t{areas}\t{pack.since or ''}—{until}")


def new_command(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="新模板的文件夹，名称就是模板名。")],
    below: Annotated[str, typer.Option("--from", metavar="模板", help="以哪个模板为基础。")] = "national",
) -> None:
    """新建自己的模板。"""
    from juesuan.reports.packs import find
    from juesuan.reports.packs_new import files, target
    from juesuan.reports.writers import save

    made = files(folder.name, find(below))
    goal = target(folder)
    save([(goal / name, text.encode()) for name, text in made.items()])
    typer.echo(f"模板已建立：{goal}。请改写 sentences.toml，再用 juesuan pack check {goal} 检查。", err=True)


def check_command(
    pack: Annotated[str, typer.Argument(metavar="模板", help="模板名称或文件夹。")],
) -> None:
    """检查模板中引用的事项、图和章节是否都存在。

    退出码：0 没有问题；1 有不存在的引用；2 模板读不出来。
    """
    from juesuan.reports.packs import find
    from juesuan.reports.packs_check import check

    wrong = check(find(pack))
    for one in wrong:
        typer.echo(f"{one.section}：{one.words}。")
    typer.echo("模板没有问题。" if not wrong else f"共{len(wrong)}处需要改正。", err=True)
    raise typer.Exit(1 if wrong else 0)
