"""One report in, everything that contradicts everything else out: the public Python interface.

``audit(path)`` is what the command line, the web application and the corpus runner call. ``audit_many``
does the same for many files over several processes, in their order, and a file that cannot be read (or that
brings a process down) is a result like any other: it never stops the rest and is never left out.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.documents.refusal import Refusal
from juesuan.documents.system_errors import advice_of, reason_of
from juesuan.findings.model import Audit, Finding
from juesuan.startup import quicken

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

    from juesuan.documents.model import Document

#: Endings of reports that are searched for in a folder only to be refused with the way to convert them.
_CONVERTIBLE = ("doc", "rtf", "ofd", "docm", "xlsm")
#: Submitted ahead of the result being waited for, so that no process idles and no more results wait in
#: memory.
_AHEAD = 3


@dataclass(frozen=True)
class AuditResult(Audit):
    """An :class:`~juesuan.findings.model.Audit` with what a program wants of it."""

    @property
    def clean(self) -> bool:
        """True if the report was judged and no unexplained error was found."""
        return self.verdict == "clean"

    def of_level(self, level: str) -> tuple[Finding, ...]:
        """The findings of one level: ``error``, ``warning`` or ``note``."""
        return tuple(f for f in self.findings if f.level == level)

    def to_dict(self, *, claims: bool = True) -> dict[str, Any]:
        """The published JSON object; ``claims`` are listed if the audit was asked to keep them."""
        from juesuan.findings.emit_json import audit_object

        return audit_object(self, claims=claims and bool(self.claims))

    def to_text(self, width: int = 100) -> str:
        """The same words as on the terminal, without colours."""
        from juesuan.findings.emit_text import text_of

        return text_of([self], width)


def audit(
    path: str | os.PathLike[str],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    claims: bool = False,
) -> AuditResult:
    """Read one published report and name every contradiction in it.

    ``select`` and ``ignore`` are rule codes, their beginnings (``S``), kinds, names or titles; ``claims``
    also keeps every relation that was checked. Raises :class:`~juesuan.documents.refusal.Refusal` if the
    file cannot be read, or if a word names no rule; its text says in Chinese which, why, and what to do.
    """
    # Imported here: the readers and the grammar are the bulk of a cold start, and `--help` needs none of
    # them.
    from juesuan.claims.reading import read_report
    from juesuan.documents.intake import read_carefully
    from juesuan.findings.build import build_audit
    from juesuan.rules.engine import run
    from juesuan.rules.registry import chosen

    start = time.perf_counter()
    chosen(select, ignore)
    with _uncollected():
        document = read_carefully(path)
        refuse_books(document)
        report = read_report(document)
        outcome = run(report, select=tuple(select), ignore=tuple(ignore))
        made = build_audit(report, outcome, claims=claims, seconds=time.perf_counter() - start)
    return AuditResult(**{f.name: getattr(made, f.name) for f in fields(Audit)})


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage in cycles meanwhile: a report's records are frozen and hold none, and looking through
    tens of thousands of them again and again takes a fifth of the time.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


#: Sheets that tell the workbooks people fill in from the public tables of a report, and what to do with such a book.
_BOOKS = (
    (frozenset({"单位信息", "收入", "汇总核对"}), "决算数据工作簿", "juesuan compose"),
    (frozenset({"单位信息", "绩效目标", "指标库"}), "预算绩效工作簿", "juesuan evaluate"),
)


def refuse_books(document: Document) -> None:
    """Raise :class:`Refusal` for a workbook to be filled in, which is no report: it is checked when one is made of it."""
    from juesuan.documents.model import Table

    texts = (
        t
        for b in document.blocks
        for t in ([c.text for c in b.cells[:1]] if isinstance(b, Table) else [b.text])
    )
    sheets = {t.runs[0].anchor.sheet for t in texts if t.runs}
    for names, title, command in _BOOKS:
        if names <= sheets:
            raise Refusal(
                "workbook",
                document.path,
                f"这是{title}，不是报告",
                f"请用 {command} 由它编制报告，数据在编制时检查",
            )


def audit_many(
    paths: Iterable[str | os.PathLike[str]],
    jobs: int = 0,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    claims: bool = False,
    keep_text: bool = False,
) -> Iterator[AuditResult | Refusal]:
    """Audit many reports in their order; yields a :class:`Refusal` in the place of each that could not be
    read.

    ``jobs`` is the number of processes (0: as many as there are processors, 1: none besides this one).
    ``keep_text`` sends the reports' text back too, which only the HTML and Word emitters need. A word of
    ``select`` or ``ignore`` that names no rule is refused at once, not once a file.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        # A child that runs the caller's script again because the script starts processes on import.
        raise SystemExit(1)
    if select or ignore:
        from juesuan.rules.registry import chosen

        chosen(select, ignore)
    work = partial(_attempt, select=tuple(select), ignore=tuple(ignore), claims=claims, keep_text=keep_text)
    names = [os.fspath(p) for p in paths]
    jobs = min(jobs or os.cpu_count() or 1, len(names))
    return _here(work, names) if jobs <= 1 else _over_processes(work, names, jobs)


def _attempt(
    path: str, *, select: tuple[str, ...], ignore: tuple[str, ...], claims: bool, keep_text: bool
) -> AuditResult | Refusal:
    try:
        result = audit(path, select=select, ignore=ignore, claims=claims)
    except Refusal as refusal:
        return refusal
    except (MemoryError, RecursionError) as error:
        return _failure(path, error)
    if keep_text:
        return result
    bare = replace(result.document, blocks=(), lines=(), removed=())
    return replace(result, document=bare)


def _here(work: partial[AuditResult | Refusal], names: list[str]) -> Iterator[AuditResult | Refusal]:
    """Without further processes; a thread only so that a failure comes back as a value, as from a process."""
    with ThreadPoolExecutor(1) as pool:
        for name in names:
            future = pool.submit(work, name)
            error = future.exception()
            yield future.result() if error is None else _failure(name, error)


def _over_processes(
    work: partial[AuditResult | Refusal], names: list[str], jobs: int
) -> Iterator[AuditResult | Refusal]:
    """Results in order. A process that dies takes the whole pool with it, so the pool is opened anew behind
    it.
    """
    # Spawned, not forked: the same on every system, and no lock of a thread in this process is copied into
    # a child.
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    rest = deque(names)
    while rest:
        suspects: list[str] = []
        with ProcessPoolExecutor(jobs, context, _begin, (started,)) as pool:
            waiting: deque[tuple[str, Future[AuditResult | Refusal]]] = deque()
            try:
                while rest or waiting:
                    _submit(pool, work, rest, waiting, jobs * _AHEAD)
                    if not waiting:
                        break
                    name, future = waiting.popleft()
                    error = future.exception()
                    if isinstance(error, BrokenProcessPool):
                        if not started.is_set():
                            raise _not_started() from None
                        # Any file under way may have done it: each is tried again, in a process of its own.
                        suspects = [name, *(n for n, _ in waiting)]
                        break
                    yield future.result() if error is None else _failure(name, error)
            finally:
                pool.shutdown(cancel_futures=True)  # an interruption need not wait for what was to come
        for name in suspects:
            yield _alone(work, name, context)


def _submit(
    pool: ProcessPoolExecutor,
    work: partial[AuditResult | Refusal],
    rest: deque[str],
    waiting: deque[tuple[str, Future[AuditResult | Refusal]]],
    limit: int,
) -> None:
    """Hand over files until ``limit`` are under way; a pool that has just died takes none, and they stay."""
    while rest and len(waiting) < limit:
        try:
            with _uninterrupted():
                future = pool.submit(work, rest[0])
        except BrokenProcessPool:
            return
        waiting.append((rest.popleft(), future))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes started here are born deaf to Ctrl-C (they inherit the mask); this one hears it a moment later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _alone(work: partial[AuditResult | Refusal], name: str, context: Any) -> AuditResult | Refusal:
    with ProcessPoolExecutor(1, context, _begin) as pool:
        with _uninterrupted():
            future = pool.submit(work, name)
        error = future.exception()
        return future.result() if error is None else _failure(name, error)


def _begin(started: Event | None = None) -> None:
    """A child says that it came up. Ctrl-C reaches it too, but is for the first process to act on."""
    quicken()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if started is not None:
        started.set()


def _not_started() -> Refusal:
    return Refusal(
        "no-processes",
        "audit_many",
        "审核进程没有能够启动",
        '脚本里请把调用写在 if __name__ == "__main__": 之下；仍然不行的，用 jobs=1（命令行 --jobs 1）',
    )


def _failure(path: str, error: BaseException) -> Refusal:
    if isinstance(error, BrokenProcessPool):
        what = "审核这份文件的进程异常中止（文件可能损坏，或内存不足）"
    elif isinstance(error, MemoryError):
        what = "审核这份文件时内存不足"
    else:
        what = f"审核程序在这份文件上出错（{type(error).__name__}: {error}）"
    return Refusal("crashed", path, what, "请单独重新审核这份文件；如仍然出错，请把这段信息反馈给开发者")


#: Forms to be filled in, which a folder may hold beside the reports made from them.
_TEMPLATES = frozenset({".dotx", ".xltx", ".xlt", ".ots"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What paths, folders and patterns name: reports to audit, files left aside, and what names nothing."""

    reports: tuple[str, ...]
    aside: tuple[str, ...] = ()
    missing: tuple[Refusal, ...] = ()


def find_reports(patterns: Iterable[str]) -> Selection:
    """The report files that paths, directories and patterns name, each once.

    A directory is searched in depth for known suffixes, in the order of names; what it holds besides (and is
    not hidden or an editor's lock file) is left aside, so that nothing is passed over in silence.
    """
    found: dict[str, None] = {}
    aside: list[str] = []
    missing: list[Refusal] = []
    for pattern in patterns:
        try:
            names = _in_folder(Path(pattern), aside) if Path(pattern).is_dir() else _named(pattern)
        except Refusal as refusal:
            missing.append(refusal)
        except OSError as error:  # a name that the system does not take is no reason to leave the others
            missing.append(Refusal("missing", pattern, reason_of(error), advice_of(error)))
        else:
            found.update(dict.fromkeys(names))
    return Selection(tuple(found), tuple(aside), tuple(missing))


def _in_folder(folder: Path, aside: list[str]) -> list[str]:
    """The reports of a folder; what it holds besides goes to ``aside``."""
    from juesuan.documents.formats import READABLE

    suffixes = {f".{e}" for e in (*(e for f in READABLE for e in f.endings), *_CONVERTIBLE)} - _TEMPLATES
    inside = [p for p in sorted(folder.rglob("*")) if p.is_file() and not _hidden(p.relative_to(folder))]
    aside += [str(p) for p in inside if p.suffix.lower() not in suffixes]
    names = [str(p) for p in inside if p.suffix.lower() in suffixes]
    if not names:
        raise Refusal(
            "missing",
            str(folder),
            "文件夹里没有可以审核的报告",
            "请放入 docx、pdf、xlsx、html 或 txt 格式的报告",
        )
    return names


def _named(pattern: str) -> list[str]:
    """The files that a name or pattern means."""
    if pattern == "-":
        raise Refusal("missing", pattern, "不能从标准输入读取报告", "请先存成文件，再给出文件名")
    if Path(pattern).exists():
        return [pattern]
    names = sorted(str(p) for p in _glob(pattern) if p.is_file() and not _hidden(Path(p.name)))
    if not names:
        raise Refusal(
            "missing", pattern, "找不到这个文件", "请检查文件名和所在文件夹；文件名含空格时请加引号"
        )
    return names


def _glob(pattern: str) -> Iterable[Path]:
    if not any(c in pattern for c in "*?["):
        return ()
    path = Path(pattern)
    return Path(path.anchor).glob(str(path.relative_to(path.anchor))) if path.anchor else Path().glob(pattern)


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)
