"""The words of a web page's paragraph or cell: white space as a browser shows it, every character with its
place.
"""

from __future__ import annotations

import re

from juesuan.documents.cellwords import SOFT_BREAK
from juesuan.documents.characters import LAYOUT_SPACE, normalise
from juesuan.documents.model import Anchor, Run, Text

#: Stands for a line break until the source's own line ends, which mean nothing, have become spaces.
_BREAK = "\x0b"
_SPACES = str.maketrans("\t\n\r\f", "    ")
_DROP = re.compile(
    rf"{LAYOUT_SPACE.pattern}|{SOFT_BREAK.pattern}|(?<= ) +|(?<={_BREAK})[ \u3000]+|[ \u3000]+(?={_BREAK})"
    rf"|(?<={_BREAK}){_BREAK}+|[\u00ad\u200b-\u200d\u2060\ufeff]+"
)
#: Digits, Latin letters and ordinary ideographs without any space.
_SIMPLE = re.compile(r"[!-~\u4e00-\u9fff]+")


class Flow:
    """Collects text nodes in reading order and gives one :class:`Text`."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, Anchor]] = []

    def add(self, text: str, anchor: Anchor) -> None:
        """Append the characters of a text node that starts at ``anchor``."""
        self._parts.append((text.replace(_BREAK, " "), anchor))

    def line_break(self, anchor: Anchor) -> None:
        """Append a line break (inside a table cell)."""
        self._parts.append((_BREAK, anchor))

    def text(self) -> Text:
        """The words so far: one space where white space stood, none beside Chinese, ends stripped."""
        if len(self._parts) == 1 and _SIMPLE.fullmatch(self._parts[0][0]):
            # Most cells are one figure or one word: nothing to clean.
            words, anchor = self._parts[0]
            return Text(words, (Run(0, anchor),))
        source = "".join(part for part, _ in self._parts)
        shown = normalise(source.translate(_SPACES))
        begin = len(shown) - len(shown.lstrip())
        end = len(shown.rstrip())
        if begin >= end:
            return Text("")
        kept: list[tuple[int, int]] = []
        start = begin
        for gap in _DROP.finditer(shown, begin, end):
            if gap.start() > start:
                kept.append((start, gap.start()))
            start = gap.end()
        if start < end:
            kept.append((start, end))
        return self._placed(source, shown, kept)

    def _placed(self, source: str, shown: str, kept: list[tuple[int, int]]) -> Text:
        """The kept stretches, cut where one text node ends and the next begins."""
        runs: list[Run] = []
        words: list[str] = []
        length = offset = k = 0
        for part, anchor in self._parts:
            stop = offset + len(part)
            while k < len(kept) and kept[k][0] < stop:
                start, end = kept[k][0], min(kept[k][1], stop)
                lines = source.count("\n", offset, start)
                line = None if anchor.line is None else anchor.line + lines
                column = (anchor.column or 0) + start - offset
                runs.append(Run(length, Anchor(line, column, path=anchor.path)))
                words.append(shown[start:end])
                length += end - start
                if kept[k][1] <= stop:
                    k += 1
                else:
                    kept[k] = (stop, kept[k][1])
            offset = stop
        return Text("".join(words).replace(_BREAK, "\n"), tuple(runs))
