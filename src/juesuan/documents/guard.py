"""Reading a stranger's file in a child process that cannot eat the machine: memory, time and output are
bounded.

PDF and Excel engines are large C and Python programs that meet hostile bytes. Small files of known kinds are
read in place, because a process costs 80 ms; large ones, odd ones and uploads are read here. The answer comes
back as MessagePack with declared types, never as pickle, so that not even a captured child can run code in
its parent.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from typing import IO

import msgspec

from juesuan.documents import limits
from juesuan.documents.intake import read, shown_path
from juesuan.documents.model import Block, Document, Paragraph, Removed, Table
from juesuan.documents.refusal import Refusal

#: Exit status of a child that ran out of its memory.
_MEMORY_ENDED = 77

#: What a child needs of the environment; passwords and keys that the parent was given there stay with the
#: parent.
_ENVIRONMENT = (
    "PATH",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
)


class _Sheet(msgspec.Struct, array_like=True):
    """A :class:`Document` on the wire: blocks by kind with their index, because a union cannot be told apart
    there.
    """

    path: str
    media_type: str
    sha256: str
    paragraphs: list[tuple[int, Paragraph]]
    tables: list[tuple[int, Table]]
    lines: tuple[str, ...]
    removed: tuple[Removed, ...]
    warnings: tuple[str, ...]
    facts: dict[str, str]


class _Answer(msgspec.Struct, array_like=True):
    """What a child says: a document or the four strings of a refusal."""

    document: _Sheet | None = None
    refusal: tuple[str, str, str, str] | None = None


def read_guarded(
    path: str | os.PathLike[str],
    *,
    ocr: bool = True,
    memory: int = limits.CHILD_MEMORY_BYTES,
    seconds: float = limits.CHILD_WALL_SECONDS,
) -> Document:
    """Read a file in a child process of at most ``memory`` bytes of address space and ``seconds`` of time.

    Raises :class:`Refusal`: what the reader says of the file, or ``timeout``, ``memory``, ``crashed``.
    Scanned pages need the memory and time of the recogniser and get both. Without POSIX limits (Windows) only
    the time is bounded.
    """
    shown = shown_path(path)
    if ocr and _recognises():
        memory = max(memory, limits.CHILD_OCR_MEMORY_BYTES)
        seconds = max(seconds, limits.CHILD_OCR_SECONDS)
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    bounds = [str(memory), str(max(int(seconds), 1)), str(int(ocr))]
    command = [sys.executable, "-P", "-m", "juesuan.documents.guard", *bounds, os.fspath(path)]
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
        # A file, not a pipe: the child's file-size limit then bounds what it can make its parent read.
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=complaints,
            env=environment,
        )
        try:
            status = child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise _ended(shown, "timeout") from None
        finally:
            if child.returncode is None:
                child.kill()
                child.wait()
        return _received(answer, complaints, status, shown)


def _received(answer: IO[bytes], complaints: IO[bytes], status: int, path: str) -> Document:
    answer.seek(0)
    data = answer.read(limits.CHILD_ANSWER_BYTES + 1)
    if status == _MEMORY_ENDED or len(data) > limits.CHILD_ANSWER_BYTES:
        raise _ended(path, "memory")
    if status in (-int(getattr(signal, "SIGXCPU", 24)), -int(getattr(signal, "SIGXFSZ", 25))):
        raise _ended(path, "timeout")
    try:
        said = msgspec.msgpack.decode(data, type=_Answer)
    except msgspec.DecodeError:
        said = _Answer()
    if said.refusal is not None:
        raise Refusal(*said.refusal)
    if status != 0 or said.document is None:
        complaints.seek(0)
        refusal = _ended(path, "crashed")
        refusal.add_note(complaints.read(limits.MIB).decode("utf-8", errors="replace"))
        raise refusal
    return _unpacked(said.document)


def _ended(path: str, code: str) -> Refusal:
    reason = {
        "timeout": "读取时间过长，已停止",
        "memory": "读取时需要的内存过多，已停止",
        "crashed": "读取时程序意外中断，文件可能已损坏",
    }[code]
    return Refusal(
        code,
        path,
        reason,
        "请用原来的软件打开，删去无关的图片、附件和空白后另存再审核；仍不行时请改用 docx 或 PDF",
    )


def _recognises() -> bool:
    from juesuan.documents.ocr import available

    return available()


def _packed(document: Document) -> _Sheet:
    blocks = list(enumerate(document.blocks))
    return _Sheet(
        document.path,
        document.media_type,
        document.sha256,
        [(i, b) for i, b in blocks if isinstance(b, Paragraph)],
        [(i, b) for i, b in blocks if isinstance(b, Table)],
        document.lines,
        document.removed,
        document.warnings,
        document.facts,
    )


def _unpacked(sheet: _Sheet) -> Document:
    numbered: list[tuple[int, Block]] = [*sheet.paragraphs, *sheet.tables]
    numbered.sort(key=lambda pair: pair[0])
    return Document(
        sheet.path,
        sheet.media_type,
        sheet.sha256,
        tuple(block for _, block in numbered),
        sheet.lines,
        sheet.removed,
        sheet.warnings,
        sheet.facts,
    )


def _limit(memory: int, seconds: int) -> None:
    """Bind this process; a limit that the system does not know is not set."""
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.CHILD_ANSWER_BYTES),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in wanted:
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def _child(memory: str, seconds: str, ocr: str, path: str) -> int:
    """The child's whole life: bind itself, read, answer."""
    _limit(int(memory), int(seconds))
    try:
        try:
            said = _Answer(document=_packed(read(path, ocr=ocr == "1")))
        except Refusal as refusal:
            said = _Answer(refusal=(refusal.code, refusal.path, refusal.reason, refusal.advice))
        sys.stdout.buffer.write(msgspec.msgpack.encode(said))
        sys.stdout.buffer.flush()
    except MemoryError:
        return _MEMORY_ENDED
    return 0


if __name__ == "__main__":
    sys.exit(_child(*sys.argv[1:5]))
