"""``juesuan pack``: list the template packs, start one of one's own, check one (or a Word template) for names that do not
exist, and show the names that there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from juesuan.usage import Command, Group

if TYPE_CHECKING:
    from juesuan.reports.packs import Pack
    from juesuan.reports.packs_check import Wrong
    from juesuan.reports.word_values import Source


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        cls=Group, help="报告模板：查看、新建、检查。", no_args_is_help=True, rich_markup_mode=None
    )
    group.command("list", cls=Command)(list_command)
    group.command("new", cls=Command, no_args_is_help=True)(new_command)
    group.command("check", cls=Command, no_args_is_help=True)(check_command)
    group.command("names", cls=Command)(names_command)
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
    from juesuan.outward import put
    from juesuan.reports.packs import find
    from juesuan.reports.packs_new import files, target

    made = files(folder.name, find(below))
    goal = target(folder)
    put([(goal / name, text.encode()) for name, text in made.items()], goal)
    typer.echo(f"模板已建立：{goal}。请改写 sentences.toml，再用 juesuan pack check {goal} 检查。", err=True)


def check_command(
    pack: Annotated[
        str, typer.Argument(metavar="模板", help="模板名称、文件夹，或 Word 模板（docx、dotx）。")
    ],
) -> None:
    """检查模板中引用的事项、图和章节是否都存在。

    退出码：0 没有问题；1 有不存在的引用；2 模板读不出来。
    """
    wrong = _wrong_word(Path(pack)) if pack.lower().endswith((".docx", ".dotx")) else _wrong_pack(pack)
    for one in wrong:
        typer.echo(f"{one.section}：{one.words}。")
    typer.echo("模板没有问题。" if not wrong else f"共{len(wrong)}处需要改正。", err=True)
    raise typer.Exit(1 if wrong else 0)


def _wrong_pack(name: str) -> list[Wrong]:
    from juesuan.reports.packs import find
    from juesuan.reports.packs_check import check

    return check(find(name))


def _wrong_word(path: Path) -> list[Wrong]:
    from juesuan.documents.intake import load, shown_path
    from juesuan.reports.write_word import read_template

    return read_template(load(path, shown_path(path)), shown_path(path)).wrong


def names_command(
    book: Annotated[
        Path | None, typer.Argument(metavar="[工作簿]", help="决算数据工作簿；给出时列出每个名称现在的内容。")
    ] = None,
    prior: Annotated[
        Path | None, typer.Option("--prior", metavar="工作簿", help="上年的决算数据工作簿。")
    ] = None,
    area: Annotated[
        str, typer.Option("--area", metavar="地区", help="如 四川；不写则按工作簿中的地区。")
    ] = "",
    pack: Annotated[
        str, typer.Option("--pack", metavar="模板", help="模板名称或文件夹；不写则按地区和年度选择。")
    ] = "",
) -> None:
    """列出 Word 模板可以使用的名称，以及它们现在的内容。"""
    from juesuan.reports.packs_check import usable
    from juesuan.reports.word_list import listing

    chosen = usable(pack) if pack else None
    for line in listing(_source(book, prior, area, chosen) if book is not None else None, chosen):
        typer.echo(line)


def _source(book: Path, prior: Path | None, area: str, pack: Pack | None) -> Source:
    from juesuan.accounts.loading import usable_accounts
    from juesuan.accounts.tables import derive_tables
    from juesuan.reports.compose import desk
    from juesuan.reports.word_values import Source
    from juesuan.taxonomy.areas import check_area

    check_area(area)
    accounts = usable_accounts(book, prior).accounts
    assert accounts is not None  # usable_accounts refuses otherwise
    accounts = replace(accounts, entity=replace(accounts.entity, area=area)) if area else accounts
    derived = derive_tables(accounts)
    return Source(desk(accounts, pack, tables=derived.tables, facts=derived.facts), derived.tables)
