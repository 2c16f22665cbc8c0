"""Where the program keeps what it would otherwise work out again at each start: the user's cache folder.

What is kept may be missing, old, cut off or written by another version at any time, and the folder may not be
writable: then it is worked out again. Nothing of a report is ever kept.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


def folder() -> Path:
    """The folder of this program in the user's cache, which need not exist yet."""
    home = (
        os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    )
    return Path(home) / "juesuan"


def kept(name: str) -> bytes | None:
    """What ``keep`` wrote under this name, or nothing if it is not there or not whole."""
    with suppress(OSError):
        data = (folder() / name).read_bytes()
        if data[:4] == _sum(data[4:]):
            return data[4:]
    return None


def keep(name: str, data: bytes) -> None:
    """Keep ``data`` under ``name``, whole or not at all; a folder that cannot be written is no error."""
    with suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=folder())
        with os.fdopen(handle, "wb") as file:
            file.write(_sum(data) + data)
        os.replace(written, folder() / name)


def remembered(name: str, source: bytes, work: Callable[[], Any]) -> Any:
    """What ``work`` makes of ``source``, from an earlier start if the source is still the same.

    It must be made of plain values (what ``marshal`` writes), and of the source alone.
    """
    name = f"{name}-{sys.implementation.cache_tag}"
    data = kept(name)
    before, made = marshal.loads(data) if data is not None else (None, None)
    if before != source:
        made = work()
        keep(name, marshal.dumps((source, made)))
    return made


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")
