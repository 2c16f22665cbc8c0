"""The command line: ``juesuan audit``, ``juesuan rules``, ``juesuan explain``.

Its readers are finance clerks, so everything it says is Chinese, and the exit code says the rest to
scripts: 0 no error found, 1 errors found, 2 at least one file could not be read or judged. Imports of
substance happen inside the commands, because a cold start should not cost more than the answer.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from juesuan import __version__
from juesuan.commands import register_all
from juesuan.documents.refusal import Refusal
from juesuan.usage import USAGE_ERRORS, Command, Group, Interrupted, words_of, wrong_usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from juesuan.auditing import AuditResult
    from juesuan.findings.baseline import Explained
    from juesuan.findings.model import Audit
    from juesuan.rules.model import Rule

app = typer.Typer(
    name="juesuan",
    cls=Group,
    help="决算：编制部门决算和绩效报告，审核已公开的报告，指出其中每一处自相矛盾的地方。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def main() -> None:
    """Entry point: run the command; wrong usage is explained in Chinese and ends with exit code 2."""
    gc.set_threshold(50_000, 20, 20)  # records are frozen and hold no cycles: looking for some is time lost
    try:
        code = app(prog_name="juesuan", standalone_mode=False)
    except (Interrupted, KeyboardInterrupt, typer.Abort) as error:
        _complain(str(error) or "已中断。")
        code = 130
    except Refusal as refusal:
        _complain(str(refusal))
        code = 2
    except BrokenPipeError:
        # The reader of a pipe (head, less) has seen enough; what is left unwritten is no failure of ours.
        sys.stderr.close()
        code = 0
    except USAGE_ERRORS as error:
        _complain(wrong_usage(error))
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="显示版本号。")] = False) -> None:
    if version:
        typer.echo(f"juesuan {__version__}")
        raise typer.Exit


@dataclass
class _Task:
    """What one ``juesuan audit`` was asked for, and what it has found so far."""

    paths: list[str]
    format: str
    out: Path | None
    claims: bool
    old: list[dict[str, Any]] | None
    explained: dict[str, Explained]
    code: int = 0
    done: list[Any] = field(default_factory=list)

    @property
    def single(self) -> bool:
        """True if one report was named."""
        return len(self.paths) == 1

    def judge(self, result: Audit | Refusal) -> None:
        """Exit code: unreadable or blocked (2) outweighs errors (1), for the answer is incomplete."""
        if isinstance(result, Refusal) or result.verdict == "blocked":
            self.code = 2
        elif result.errors:
            self.code = max(self.code, 1)


@app.command("audit", cls=Command, no_args_is_help=True)
def audit_command(
    paths: Annotated[
        list[str], typer.Argument(metavar="报告...", help="报告文件、文件夹或通配符，可以给多个。")
    ],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help="输出格式：text、json、jsonl、sarif、html、docx（批注）、xlsx（问题清单）。",
        ),
    ] = "text",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="位置", help="输出文件；多份报告用 html、docx、xlsx 时为文件夹。"
        ),
    ] = None,
    claims: Annotated[bool, typer.Option("--claims", help="json 中列出核对过的每一条关系。")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="规则", help="只检查这些规则（代码或其开头、类型、名称，逗号分隔）。"
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="规则", help="不检查这些规则（写法同上）。")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="数目", help="同时审核的进程数；0 为自动。")
    ] = 0,
    compare: Annotated[
        Path | None,
        typer.Option(
            "--compare",
            metavar="文件",
            help="与旧结果（json）或旧版报告比较，标出新出现、有变化、已消除的问题。",
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="文件",
            help="说明文件（toml 或 json）：已说明的问题照样列出，但不计为错误。",
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="把本次的问题写入 --baseline 指定的文件，供逐条填写说明。"),
    ] = False,
) -> None:
    """审核一份或多份报告。

    退出码：0 未发现错误；1 发现错误；2 有文件不能读取或未能审核。
    """
    from juesuan.auditing import audit_many, find_reports
    from juesuan.findings.delivery import FORMATS, SINGLE
    from juesuan.findings.stream import progress

    if format not in FORMATS:
        raise typer.BadParameter(f"没有“{format}”这种格式，可用：{'、'.join(FORMATS)}", param_hint="--format")
    if write_baseline and baseline is None:
        raise typer.BadParameter("请同时用 --baseline 指定要写入的文件", param_hint="--write-baseline")
    if jobs < 0:
        raise typer.BadParameter("进程数不能小于 0", param_hint="--jobs")
    chosen = find_reports(paths)
    if chosen.aside:
        shown = "、".join(chosen.aside[:5]) + (" 等" if len(chosen.aside) > 5 else "")
        _complain(f"另有 {len(chosen.aside)} 个文件不是可审核的格式，未审核：{shown}")
    names = chosen.reports
    task = _Task([*(r.path for r in chosen.missing), *names], format, out, claims, None, {})
    _check_output(task)
    audits = partial(audit_many, select=words_of(select), ignore=words_of(ignore))
    task.explained = _read_baseline(baseline, write_baseline)
    task.old = _old_audits(compare, audits) if compare is not None else None
    jobs = jobs or (0 if len(names) >= 4 else 1)  # starting processes costs more than auditing three files
    keep_text = format in ("html", "docx")
    found = progress(audits(names, jobs, claims=claims, keep_text=keep_text), len(names))
    results = _finish(task, chain(chosen.missing, found))
    try:
        _write_each(task, results) if format in SINGLE else _write_one(task, results)
    except KeyboardInterrupt:
        raise Interrupted(len(task.done), len(task.paths)) from None
    if write_baseline and baseline is not None:
        _write_baseline(task, baseline)
    raise typer.Exit(task.code)


@app.command("rules", cls=Command)
def rules_command(
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="类型", help="只列一类，如 sum、share、missing。")
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="格式", help="text 或 json。")] = "text",
) -> None:
    """列出全部检查规则。"""
    from juesuan.findings.explain import print_rules, rule_object
    from juesuan.findings.paper import on_screen
    from juesuan.rules import catalogue
    from juesuan.rules.model import KIND_TITLES

    if kind is not None and kind not in KIND_TITLES:
        raise typer.BadParameter(f"没有“{kind}”这一类，可用：{'、'.join(KIND_TITLES)}", param_hint="--kind")
    if format not in ("text", "json"):
        raise typer.BadParameter("只能是 text 或 json", param_hint="--format")
    rules = [r for r in catalogue() if kind is None or r.kind == kind]
    if format == "json":
        from juesuan.findings.emit_json import dumps

        typer.echo(dumps([rule_object(r) for r in rules]))
    else:
        on_screen(lambda console: print_rules(console, rules))


@app.command("explain", cls=Command)
def explain_command(
    code: Annotated[str, typer.Argument(metavar="规则", help="规则代码（如 S001）或名称。")],
) -> None:
    """说明一条规则：查什么、为什么、依据、例外、正反例。"""
    from juesuan.findings.explain import nearest, print_rule
    from juesuan.findings.paper import on_screen
    from juesuan.rules import catalogue

    rules = catalogue()
    found: list[Rule] = [r for r in rules if code.lower() in (r.code.lower(), r.name.lower(), r.title)]
    if not found:
        near = "、".join(f"{r.code} {r.title}" for r in nearest(code, rules))
        raise Refusal(
            "no-rule", code, "没有这条规则", f"相近的有：{near}" if near else "用 juesuan rules 查看全部规则"
        )
    on_screen(lambda console: print_rule(console, found[0]))


register_all(app)


def _finish(task: _Task, results: Iterable[AuditResult | Refusal]) -> Iterator[Audit | Refusal]:
    """Apply baseline and comparison to each result as it comes, and keep what the exit code needs."""
    from juesuan.findings.baseline import apply_baseline
    from juesuan.findings.compare import compare, earlier

    for result in results:
        made: Audit | Refusal = result
        if not isinstance(made, Refusal):
            made = apply_baseline(made, task.explained)
            if task.old is not None:
                made = compare(made, earlier(made, task.old, only=task.single))
        task.judge(made)
        _tell(task, made)
        yield made


def _tell(task: _Task, result: Audit | Refusal) -> None:
    """Say on the error stream what could not be audited, unless the text for people says it anyway."""
    if isinstance(result, Refusal):
        if task.format != "text" or task.single:
            _complain(str(result))
    elif result.verdict == "blocked" and task.format != "text":
        _complain(f"{result.document.path}：{result.blocked}。")


def _write_one(task: _Task, results: Iterator[Audit | Refusal]) -> None:
    """Formats in which all reports go into one stream: to the screen as they come, to a file as a whole."""
    from juesuan.findings.delivery import write_whole
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
    parts = chunks(task.format, _kept(task, results), many=not task.single, claims=task.claims)
    if task.out is not None:
        text = "".join(parts)
        if not text:
            return
        write_whole(task.out, text.encode(), task.paths)
        _complain(f"结果已写入 {task.out}")
        return
    for part in parts:
        sys.stdout.buffer.write(part.encode())
    sys.stdout.buffer.flush()


def _kept(task: _Task, results: Iterator[Audit | Refusal]) -> Iterator[Audit | Refusal]:
    for result in results:
        task.done.append(result)
        yield result


def _write_each(task: _Task, results: Iterator[Audit | Refusal]) -> None:
    """Formats that need a file a report: into a folder if there are several."""
    from juesuan.findings.delivery import file_name, render, write_whole

    taken: set[str] = set()
    for path, result in zip(task.paths, _kept(task, results), strict=True):
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
            _complain(str(refusal))
            task.code = 2
        else:
            _complain(f"结果已写入 {goal}")


def _check_output(task: _Task) -> None:
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
    if task.format in SINGLE and many and task.out.exists() and not task.out.is_dir():
        raise typer.BadParameter(f"有多份报告，“{task.out}”应为文件夹", param_hint="-o")


def _read_baseline(path: Path | None, writing: bool) -> dict[str, Explained]:
    from juesuan.findings.baseline import read_baseline

    if path is None or (writing and not path.exists()):
        return {}
    if not path.is_file():
        raise Refusal(
            "not-found", str(path), "找不到这个说明文件", "请检查文件名，或用 --write-baseline 先生成一份"
        )
    return read_baseline(path)


def _write_baseline(task: _Task, path: Path) -> None:
    from juesuan.findings.baseline import baseline_text
    from juesuan.findings.delivery import write_whole

    audits = [r for r in task.done if not isinstance(r, Refusal)]
    text = baseline_text(audits, task.explained, as_json=path.suffix.lower() == ".json")
    write_whole(path, text.encode(), task.paths)
    _complain(f"说明文件已写入 {path}，请在 explanation 中逐条填写说明")


def _old_audits(path: Path, audits: Callable[..., Iterator[AuditResult | Refusal]]) -> list[dict[str, Any]]:
    """Earlier results: read from JSON, or made by auditing the earlier version of the report."""
    from juesuan.auditing import find_reports
    from juesuan.findings.compare import read_audits

    if path.suffix.lower() in (".json", ".jsonl"):
        if not path.is_file():
            raise Refusal("not-found", str(path), "找不到旧的审核结果", "请检查文件名")
        return read_audits(path)
    chosen = find_reports([str(path)])
    objects = []
    for result in chain(chosen.missing, audits(chosen.reports, 1)):
        if isinstance(result, Refusal):
            raise result
        objects.append(result.to_dict(claims=False))
    return objects


def _complain(text: str) -> None:
    typer.echo(text, err=True)
