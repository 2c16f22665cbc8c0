"""Cleaning a line of converted text: what a converter left in it is taken out, and every kept character keeps its column.

Word and Markdown converters leave bookmarks, image stubs, emphasis and layout spaces; numbers split by such marks
must be read whole, and the marks must still be reported, so each removal is recorded.
"""

from __future__ import annotations

import re

from juesuan.documents.characters import LAYOUT_SPACE, normalise
from juesuan.documents.model import Anchor, Removed, Run, Text

_MARK = re.compile(
    r"\[bookmark: [^\]]*\]|\[image: ?[^\]]*\]|!\[[^\]]*\]\([^)]*\)|\*\*|__|<!--.*?-->|</?(?:b|i|u|strong|em|span|font)\b[^>]*>"
    r"|\bPAGEREF _Toc\d+ ?(?:\\h)?|HYPERLINK \\l \"[^\"]*\"|[\u200b\u200c\u200d\ufeff\u00ad]"
)
#: What every mark holds, and every layout space: a quick look before the slow one.
_SIGN = re.compile(r"[\[*_<LP\u200b\u200c\u200d\ufeff\u00ad]")
_BLANK = re.compile(r"[ \u3000\xa0]")


class LineBuilder:
    """Collects the kept pieces of one or more source lines into one :class:`Text`."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def add(self, piece: str, line: int, column: int) -> None:
        """Append source characters that start at ``line``/``column``."""
        if not piece:
            return
        last = self._runs[-1].anchor if self._runs else None
        follows = (
            last is not None
            and last.line == line
            and last.column is not None
            and last.column + (self._length - self._runs[-1].start) == column
        )
        if not follows:
            self._runs.append(Run(self._length, Anchor(line=line, column=column)))
        self._parts.append(piece)
        self._length += len(piece)

    def clean(self, source: str, line: int, column: int, removed: list[Removed]) -> None:
        """Append what is text in ``source`` (which starts at ``column``) and record what is not."""
        if not (_SIGN.search(source) and _MARK.search(source)):
            plain = normalise(source)
            if not (_BLANK.search(plain) and LAYOUT_SPACE.search(plain)):
                self.add(plain, line, column)  # most lines need no cleaning at all
                return
        keep = bytearray(b"\x01" * len(source))
        for m in _MARK.finditer(source):
            keep[m.start() : m.end()] = bytes(m.end() - m.start())
            removed.append(Removed(m[0], "mark", Anchor(line=line, column=column + m.start())))
        visible = [i for i, k in enumerate(keep) if k]
        squeezed = normalise("".join(source[i] for i in visible))
        drop = {i for m in LAYOUT_SPACE.finditer(squeezed) for i in range(m.start(), m.end())}
        start = 0
        for k in range(1, len(visible) + 1):
            breaks = k == len(visible) or visible[k] != visible[k - 1] + 1 or k in drop or (k - 1) in drop
            if breaks:
                if start not in drop and start < len(visible):
                    self.add(squeezed[start:k], line, column + visible[start])
                start = k

    def text(self) -> Text:
        """The text built so far, without leading and trailing white space."""
        value = "".join(self._parts)
        lead = len(value) - len(value.lstrip())
        value = value.strip()
        runs: list[Run] = []
        for run in self._runs:
            start = run.start - lead
            if start >= len(value):
                break
            if start < 0:
                a = run.anchor
                runs = [Run(0, Anchor(line=a.line, column=(a.column or 0) - start))]
            else:
                runs.append(Run(start, run.anchor))
        return Text(value, tuple(runs))

    @property
    def value(self) -> str:
        """The characters so far."""
        return "".join(self._parts)
