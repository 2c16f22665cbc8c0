"""Where ``juesuan audit`` puts its results: on the screen, into one file, or into a file for each report.

Nothing that was finished may be lost when a person stops the work: what was audited until then is written, as a whole
file of its format, before the command says how far it came.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from juesuan.documents.refusal import Refusal

if TYPE_CHECKING:
    from juesuan.findings.baseline import Explained
    from juesuan.findings.model import Audit


@dataclass
class Task:
    """What one ``juesuan audit`` was asked for, and what it has found so far."""

    paths: list[str]
    format: str
    out: Path | None
    claims: bool
    old: list[dict[str, Any]] | None
    explained: dict[str, Explained]
    code: int = 0
    done: list[Any] = field(default_factory=list)
    stopped: bool = False

    @property
    def single(self) -> bool:
        """True if one report was named."""
        return len(self.paths) == 1

    def judge(self, result: Audit | Refusal) -> None:
        """Exit code: unreadable or blocked (2) outweighs errors (1), for the answer is incomplete.

        A workbook to be filled in that lies among the reports is none of them, so it makes the answer no less whole.
        """
        if isinstance(result, Refusal) and result.code == "workbook" and not self.single:
            return
        if isinstance(result, Refusal) or result.verdict == "blocked":
            self.code = 2
        elif result.errors:
            self.code = max(self.code, 1)


def write_one(task: Task, results: Iterator[Audit | Refusal]) -> None:
    """Formats in which all reports go into one stream: to the screen as they come, to a file as a whole."""
    from juesuan.findings.stream import chunks

    if task.format == "text" and task.single:
        results = (r for r in results if not isinstance(r, Refusal))  # said on the error stream
    if task.format == "text" and task.out is None and sys.stdout.isatty():
        from rich.console import Console

        from juesuan.findings.emit_text import print_audit, print_refusal, print_summary

        console = Console(highlight=False)
        for result in results:
            task.done.append(result)
            print_refusal(console, result) if isinstance(result, Refusal) else print_audit(console, result)
        if len(task.done) > 1:
            print_summary(console, task.done)
        return
    if task.out is not None:
        _write_file(task, task.out, results)
        return
    for part in chunks(task.format, _kept(task, results), many=not task.single, claims=task.claims):
        sys.stdout.buffer.write(part.encode())
        sys.stdout.buffer.flush()


def _write_file(task: Task, out: Path, results: Iterator[Audit | Refusal]) -> None:
    """All reports into one file, written as they come and put in its place in the end, whatever ended it."""
    from juesuan.findings.delivery import write_whole
    from juesuan.findings.stream import chunks

    def parts(of: Iterable[Audit | Refusal]) -> Iterator[bytes]:
        return (p.encode() for p in chunks(task.format, of, many=not task.single, claims=task.claims))

    kept = _kept(task, results)
    first = list(islice(kept, 1))
    if not first:
        return
    try:
        write_whole(out, parts(chain(first, kept)), task.paths)
    except KeyboardInterrupt:
        # It came while a result was being rendered, not waited for: what there is, is rendered anew.
        task.stopped = True
        write_whole(out, parts(task.done), task.paths)
    complain(f"已完成的 {len(task.done)} 份结果已写入 {out}" if task.stopped else f"结果已写入 {out}")


def _kept(task: Task, results: Iterator[Audit | Refusal]) -> Iterator[Audit | Refusal]:
    """The results, remembered; an interruption ends them, so that what is made of them gets its proper end."""
    try:
        for result in results:
            task.done.append(result)
            yield result
    except KeyboardInterrupt:
        task.stopped = True


def write_each(task: Task, results: Iterator[Audit | Refusal]) -> None:
    """Formats that need a file a report: into a folder if there are several."""
    from juesuan.findings.delivery import file_name, render, write_whole

    taken: set[str] = set()
    for path, result in zip(task.paths, _kept(task, results), strict=False):
        try:
            if isinstance(result, Refusal):
                continue  # said on the error stream
            data = render(result, task.format, path)
            if task.out is None:
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
                continue
            folder = not task.single or task.out.is_dir()
            goal = task.out / file_name(result, task.format, taken, task.paths) if folder else task.out
            write_whole(goal, data, task.paths)
        except Refusal as refusal:
            complain(str(refusal))
            task.code = 2
        else:
            complain(f"结果已写入 {goal}")


#: The format that the ending of a file's name stands for.
_ENDINGS = {
    ".txt": "text", ".log": "text", ".md": "text", ".json": "json", ".jsonl": "jsonl", ".sarif": "sarif",
    ".html": "html", ".htm": "html", ".docx": "docx", ".xlsx": "xlsx",
}  # fmt: skip
#: Endings of documents that are not written, in which text would only look like one of them.
_FOREIGN = (".pdf", ".doc", ".xls", ".wps", ".et", ".csv")


def format_of(asked: str | None, out: Path | None) -> str:
    """The format to write: the one asked for, else that of the output's ending, else text.

    Raises :class:`typer.BadParameter` for one that does not exist, and where the two contradict each other: a file
    that is not what its name says cannot be opened.
    """
    from juesuan.findings.delivery import FORMATS, SINGLE

    format = asked.lower().lstrip(".") if asked is not None else None
    if format is not None and format not in FORMATS:
        raise typer.BadParameter(f"没有“{asked}”这种格式，可用：{'、'.join(FORMATS)}", param_hint="--format")
    ending = out.suffix.lower() if out is not None and not out.is_dir() else ""
    if ending in _FOREIGN:
        raise typer.BadParameter(
            f"“{out}”：不能写成 {ending}，可用的格式：{'、'.join(FORMATS)}", param_hint="-o"
        )
    named = _ENDINGS.get(ending)
    if format is None or named is None:
        return format or named or "text"
    fits = (
        named == format or (format not in SINGLE and named == "text") or (format, named) == ("sarif", "json")
    )
    if not fits:
        raise typer.BadParameter(
            f"格式是 {format}，“{out}”的扩展名却是 {ending}；请改成一致的，或不写 -f 而按扩展名输出",
            param_hint="-o",
        )
    return format


def check_output(task: Task) -> None:
    """Refuse before the work what would be refused after it."""
    from juesuan.findings.delivery import SINGLE

    many = not task.single
    if task.out is None:
        if task.format in SINGLE and (many or sys.stdout.isatty()):
            what = "文件夹" if many else "文件"
            raise typer.BadParameter(f"{task.format} 格式请用 -o 指定输出{what}", param_hint="-o")
        return
    if any(task.out.exists() and Path(p).exists() and task.out.samefile(p) for p in task.paths):
        raise Refusal(
            "overwrite", str(task.out), "输出文件就是被审核的报告，不能覆盖", "请用 -o 另指定一个文件名"
        )
    a_file = task.out.suffix.lower() in _ENDINGS or task.out.exists()
    if task.format in SINGLE and many and a_file and not task.out.is_dir():
        raise typer.BadParameter(f"有多份报告，“{task.out}”应为文件夹", param_hint="-o")


def complain(text: str) -> None:
    """Say something on the error stream."""
    typer.echo(text, err=True)
