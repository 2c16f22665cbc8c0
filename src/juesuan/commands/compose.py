"""``juesuan compose``: from the accounts workbook to the report, in whatever format its name asks for.

Everything that is wrong or missing is listed with its cell before anything is written; what is written has been audited
by the same rules that audit everybody else's reports.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from juesuan.documents.refusal import Refusal
from juesuan.outward import deliver, own_audit, spare_sources, tell_missing
from juesuan.usage import Command

if TYPE_CHECKING:
    from juesuan.accounts.model import Accounts
    from juesuan.accounts.tables import Derived
    from juesuan.reports.compose import Desk
    from juesuan.reports.composition import Composition
    from juesuan.reports.evaluation.results import Results
    from juesuan.reports.packs import Pack


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compose", cls=Command, no_args_is_help=True)(compose_command)


def compose_command(
    book: Annotated[Path, typer.Argument(metavar="工作簿", help="填好的决算数据工作簿（xlsx）。")],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="位置",
            help="报告.docx、.pdf、.html、.xlsx、.zip（开放数据），或文件夹（全部格式）。",
        ),
    ],
    prior: Annotated[
        Path | None,
        typer.Option("--prior", metavar="工作簿", help="上年的决算数据工作簿，用来说明增减变动。"),
    ] = None,
    area: Annotated[
        str, typer.Option("--area", metavar="地区", help="如 四川；不写则按工作簿中的地区。")
    ] = "",
    pack: Annotated[
        str,
        typer.Option("--pack", metavar="模板", help="模板名称，或自己的模板文件夹；不写则按地区和年度选择。"),
    ] = "",
    word: Annotated[
        Path | None,
        typer.Option(
            "--word", metavar="模板", help="自己的 Word 模板（docx、dotx），其中的标签换成本报告的数字。"
        ),
    ] = None,
    performance: Annotated[
        Path | None,
        typer.Option(
            "--performance",
            metavar="工作簿",
            help="同一年度的预算绩效工作簿，得分写进报告，有关的表编为附件。",
        ),
    ] = None,
    annex: Annotated[
        list[str] | None, typer.Option("--annex", metavar="标题", help="随报告公开的附件标题，可以写多个。")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="还缺内容时也先生成草稿。")] = False,
) -> None:
    """由决算数据编制公开报告。

    表、说明、图和名词解释都由同一套数据生成，写出前先按审核规则自查一遍。退出码：0 已写出；1 已写出，但自查发现问题；2 没有写出。
    """
    from juesuan.documents.intake import read_bytes
    from juesuan.reports.compose_document import as_document
    from juesuan.reports.writers import FORMATS, all_files, write

    whole = out.is_dir() or not out.suffix
    format = out.suffix.lower().lstrip(".")
    if not whole and format not in FORMATS:
        known = "、".join(f".{f}" for f in FORMATS)
        raise Refusal("format", str(out), "不支持这种格式", f"可用 {known}，或写一个文件夹名以生成全部格式")
    if word is not None and (whole or format != "docx"):
        raise Refusal(
            "format", str(out), "按 Word 模板只能生成 docx", "请把 -o 写成 报告.docx；其他格式不用 --word"
        )
    spare_sources(
        out, ((book, "数据工作簿"), (prior, "数据工作簿"), (word, "Word 模板"), (performance, "绩效工作簿"))
    )
    figures = _accounts(book, prior, area)
    task = Task(figures, pack, tuple(annex or ()), draft, str(book), _performance(performance, figures))
    if word is not None:
        data = _filled(task, word)
        code = own_audit([read_bytes(data, str(out))])
        files = [(out, data)]
    else:
        composition = _composed(task)
        tell_missing(composition.missing)
        code = own_audit([as_document(composition)])
        files = all_files(composition, out) if whole else [(out, write(composition, format))]
    deliver(files, out)
    raise typer.Exit(code)


@dataclass(frozen=True)
class Task:
    """What a report is to be made of."""

    accounts: Accounts
    pack: str
    annexes: tuple[str, ...]
    draft: bool
    book: str
    performance: Results | None


def _accounts(book: Path, prior: Path | None, area: str) -> Accounts:
    """The accounts of the workbook, validated, with last year's from a book of its own if one is given."""
    from juesuan.accounts.loading import usable_accounts
    from juesuan.taxonomy.areas import check_area

    check_area(area)
    loaded = usable_accounts(book, prior)
    for problem in loaded.problems:
        typer.echo(f"提醒 {problem}", err=True)
    accounts = loaded.accounts
    assert accounts is not None  # usable_accounts refuses otherwise
    return replace(accounts, entity=replace(accounts.entity, area=area)) if area else accounts


def _performance(book: Path | None, accounts: Accounts) -> Results | None:
    """The year's performance work, held against the accounts."""
    if book is None:
        return None
    from juesuan.performance.reading import usable_book
    from juesuan.reports.evaluation.results import results_of

    loaded = usable_book(book, accounts)
    for problem in loaded.problems:
        typer.echo(f"提醒 {problem}", err=True)
    assert loaded.book is not None  # usable_book refuses otherwise
    return results_of(loaded.book, accounts)


def _derived(task: Task) -> Derived:
    """The statutory tables; those that cannot be derived are told, and refused unless a draft will do."""
    from juesuan.accounts.tables import derive_tables

    derived = derive_tables(task.accounts)
    for problem in derived.problems:
        typer.echo(f"{'提醒' if task.draft else '错误'} {problem}", err=True)
    if derived.problems and not task.draft:
        raise Refusal(
            "tables",
            task.book,
            f"有{len(derived.problems)}张公开表不能生成",
            "请补充数据，或用 --draft 先生成草稿",
        )
    return derived


def _pack(task: Task) -> Pack:
    """The pack that was asked for, checked, or that of the area."""
    from juesuan.reports.packs import choose
    from juesuan.reports.packs_check import usable

    area = task.accounts.entity.area
    pack = usable(task.pack) if task.pack else choose(area, task.accounts.year)
    if not task.pack and area and not pack.fits(area, task.accounts.year):
        typer.echo(f"提醒 没有“{area}”{task.accounts.year}年度的模板，按“{pack.title}”编制。", err=True)
    if task.performance is not None and not any("annexes" in c.sections for c in pack.chapters):
        words = f"模板“{pack.title}”没有附件，绩效评价的表和报告没有编入；请用 juesuan evaluate 另行编制。"
        typer.echo(f"提醒 {words}", err=True)
    return pack


def _composed(task: Task) -> Composition:
    from juesuan.reports.compose import compose

    derived, pack = _derived(task), _pack(task)
    return compose(
        task.accounts,
        pack,
        tables=derived.tables,
        facts=derived.facts,
        annexes=task.annexes,
        performance=task.performance,
        draft=task.draft,
    )


def _filled(task: Task, word: Path) -> bytes:
    """The report in the clerk's own Word template."""
    from juesuan.documents.intake import load, shown_path
    from juesuan.reports.compose import desk
    from juesuan.reports.write_word import fill, read_template

    pack = _pack(task)
    template = read_template(load(word, shown_path(word)), shown_path(word), pack)
    derived = _derived(task)

    desks: list[Desk] = []

    def make() -> Desk:
        made = desk(
            task.accounts, pack, tables=derived.tables, facts=derived.facts, annexes=task.annexes,
            performance=task.performance,
        )  # fmt: skip
        desks.append(made)
        return made

    data = fill(template, make, derived.tables, task.draft)
    tell_missing(gap.words for made in desks for gap in made.phrases.gaps.values())
    return data
