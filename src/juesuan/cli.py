"""The command line: ``juesuan audit``, ``juesuan rules``, ``juesuan explain``.

Its readers are finance clerks, so everything it says is Chinese, and the exit code says the rest to
scripts: 0 no error found, 1 errors found, 2 at least one file could not be read or judged. Imports of
substance happen inside the commands, because a cold start should not cost more than the answer.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from juesuan import __version__
from juesuan.audit_output import Task, check_output, complain, format_of, write_each, write_one
from juesuan.commands import register_all
from juesuan.documents.refusal import Refusal
from juesuan.documents.system_errors import refusal_of
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


#: The exit code of a command that a person stopped, as shells have it.
INTERRUPTED = 130
_STOPPED = "已中断，没有写出。"


def main() -> None:
    """Entry point: run the command; wrong usage is explained in Chinese and ends with exit code 2."""
    gc.set_threshold(50_000, 20, 20)  # records are frozen and hold no cycles: looking for some is time lost
    try:
        code = app(prog_name="juesuan", standalone_mode=False)
        if code == INTERRUPTED:  # typer makes this of Ctrl-C, without a word
            complain(_STOPPED)
    except (Interrupted, KeyboardInterrupt, typer.Abort) as error:
        complain(str(error) or _STOPPED)
        code = INTERRUPTED
    except Refusal as refusal:
        complain(str(refusal))
        code = 2
    except BrokenPipeError:
        # The reader of a pipe (head, less) has seen enough; what is left unwritten is no failure of ours.
        sys.stderr.close()
        code = 0
    except OSError as error:
        # The last resort: what no room has refused in words of its own.
        complain(str(refusal_of(error)))
        code = 2
    except USAGE_ERRORS as error:
        complain(wrong_usage(error))
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="显示版本号。")] = False) -> None:
    if version:
        typer.echo(f"juesuan {__version__}")
        raise typer.Exit


@app.command("audit", cls=Command, no_args_is_help=True)
def audit_command(
    paths: Annotated[
        list[str], typer.Argument(metavar="报告...", help="报告文件、文件夹或通配符，可以给多个。")
    ],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help="输出格式：text、json、jsonl、sarif、html、docx（批注）、xlsx（问题清单）；不写则按输出文件的扩展名。",
        ),
    ] = None,
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
    from juesuan.findings.delivery import SINGLE
    from juesuan.findings.stream import progress

    format = format_of(format, out)
    if write_baseline and baseline is None:
        raise typer.BadParameter("请同时用 --baseline 指定要写入的文件", param_hint="--write-baseline")
    if jobs < 0:
        raise typer.BadParameter("进程数不能小于 0", param_hint="--jobs")
    if any(not path.strip() for path in paths):
        raise typer.BadParameter("有一个文件名是空的，请写明报告或文件夹；当前文件夹写 .", param_hint="报告")
    chosen = find_reports(paths)
    if chosen.aside:
        shown = "、".join(chosen.aside[:5]) + (" 等" if len(chosen.aside) > 5 else "")
        complain(f"另有 {len(chosen.aside)} 个文件不是可审核的格式，未审核：{shown}")
    names = chosen.reports
    task = Task([*(r.path for r in chosen.missing), *names], format, out, claims, None, {})
    check_output(task)
    audits = partial(audit_many, select=words_of(select), ignore=words_of(ignore))
    task.explained = _read_baseline(baseline, write_baseline)
    task.old = _old_audits(compare, audits) if compare is not None else None
    jobs = jobs or (0 if len(names) >= 4 else 1)  # starting processes costs more than auditing three files
    keep_text = format in ("html", "docx")
    found = progress(audits(names, jobs, claims=claims, keep_text=keep_text), len(names))
    results = _finish(task, chain(chosen.missing, found))
    try:
        write_each(task, results) if format in SINGLE else write_one(task, results)
    except KeyboardInterrupt:
        task.stopped = True
    if task.stopped:
        if write_baseline:
            complain("审核没有做完，说明文件没有写出。")
        raise Interrupted(len(task.done), len(task.paths))
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
    format = format.lower()
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


def _finish(task: Task, results: Iterable[AuditResult | Refusal]) -> Iterator[Audit | Refusal]:
    """Apply baseline and comparison to each result as it comes, and keep what the exit code needs."""
    from juesuan.findings.baseline import apply_baseline
    from juesuan.findings.compare import compare, earlier

    for result in results:
        made: Audit | Refusal = result
        if not isinstance(made, Refusal):
            made = apply_baseline(made, task.explained)
            if task.old is not None:
                old = earlier(made, task.old, only=task.single)
                _warn_of_another(made, old)
                made = compare(made, old)
        task.judge(made)
        _tell(task, made)
        yield made


def _warn_of_another(audit: Audit, old: dict[str, Any] | None) -> None:
    """Two units, or two years, have nothing to compare: who named the wrong file should not believe the result."""
    if old is None:
        return
    before, now = old["document"], (audit.entity, audit.year)
    said = [
        f"{unit}{year or ''}{'年' if year else ''}"
        for unit, year in ((before["entity"], before["year"]), now)
    ]
    if all(said) and said[0] != said[1]:
        complain(
            f"注意：旧结果是“{said[0]}”的，这份报告是“{said[1]}”的，比较的结果可能没有意义，请检查 --compare。"
        )


def _tell(task: Task, result: Audit | Refusal) -> None:
    """Say on the error stream what could not be audited, unless the text for people says it anyway."""
    if isinstance(result, Refusal):
        if task.format != "text" or task.single:
            complain(str(result))
    elif result.verdict == "blocked" and task.format != "text":
        complain(f"{result.document.path}：{result.blocked}。")


def _read_baseline(path: Path | None, writing: bool) -> dict[str, Explained]:
    from juesuan.findings.baseline import read_baseline

    if path is None or (writing and not path.exists()):
        return {}
    if not path.is_file():
        raise Refusal(
            "not-found", str(path), "找不到这个说明文件", "请检查文件名，或用 --write-baseline 先生成一份"
        )
    return read_baseline(path)


def _write_baseline(task: Task, path: Path) -> None:
    from juesuan.findings.baseline import baseline_text
    from juesuan.findings.delivery import write_whole

    audits = [r for r in task.done if not isinstance(r, Refusal)]
    text = baseline_text(audits, task.explained, as_json=path.suffix.lower() == ".json")
    write_whole(path, text.encode(), task.paths)
    complain(f"说明文件已写入 {path}，请在 explanation 中逐条填写说明")


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
