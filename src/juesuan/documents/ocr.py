"""Reading scanned pages through an optional recogniser, so that a scan is either read or refused with the way
to read it.

The PDF reader hands a page picture to a :data:`Recogniser` and gets back printed lines with their boxes. The
one we ship needs the extra ``[ocr]`` (rapidocr and onnxruntime, 350 MB, models included), which is imported
only when a scanned page is met; tests and other products pass their own function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from juesuan.documents.refusal import Refusal

#: Resolution at which a page is drawn for recognition: 200 dpi keeps 五号 digits apart, more only costs time.
DOTS_PER_INCH = 200

#: Lines the recogniser is less sure of than this are still read, but counted in a warning.
SURE_ENOUGH = 0.85


class PageImage(Protocol):
    """A page as pixels, row by row; a pypdfium2 bitmap is one. ``n_channels`` is 1 (grey), 3 (BGR) or 4
    (BGRx).
    """

    width: int
    height: int
    stride: int
    n_channels: int

    @property
    def buffer(self) -> Any:
        """The pixels: ``height`` rows of ``stride`` bytes."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One recognised line: its text, its box (x0, top, x1, bottom) in pixels from the top left, and its score
    0…1.
    """

    text: str
    box: tuple[float, float, float, float]
    score: float


Recogniser = Callable[[PageImage], Sequence[PrintedLine]]


def available() -> bool:
    """Is the extra ``[ocr]`` installed? Looks for the packages without importing them."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(image: PageImage) -> list[PrintedLine]:
    """The printed lines of a page picture, top to bottom, left to right.

    Raises ``ImportError`` if the extra is missing; ask :func:`available` or use :func:`recogniser_for` first.
    """
    answer = _engine()(_array(image))
    if answer.boxes is None or answer.txts is None:
        return []
    lines = [
        PrintedLine(str(text), _hull(box), float(score))
        for text, box, score in zip(answer.txts, answer.boxes, answer.scores, strict=True)
    ]
    return in_reading_order(lines)


def recogniser_for(path: str) -> Recogniser:
    """The recogniser to read ``path`` with; raises the :class:`Refusal` for scans if the extra is not
    installed.
    """
    if not available():
        raise scanned(path)
    return recognise


def scanned(path: str) -> Refusal:
    """The refusal of a file whose pages are pictures, with every way out."""
    return Refusal(
        "scanned",
        path,
        "页面是扫描图片，没有文字层，无法直接读取数字",
        "最好改用 Word 原稿，或由 Word“另存为 PDF”得到的文件；若只有扫描件，请先安装文字识别组件："
        "pip install 'juesuan[ocr]'，再重新审核",
    )


def in_reading_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines sorted into rows (boxes whose middles lie within each other's height), each row from left to
    right.
    """
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda one: (one.box[1] + one.box[3]) / 2):
        middle = (line.box[1] + line.box[3]) / 2
        if rows and rows[-1][0].box[1] <= middle <= rows[-1][0].box[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.box[0])]


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The recogniser of the extra, made once: its models take about a second to load."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})


def _array(image: PageImage) -> Any:
    """The pixels as the array that the extra expects (BGR), without the padding at the end of each row."""
    numpy: Any = import_module("numpy")
    flat = numpy.frombuffer(bytes(image.buffer), dtype=numpy.uint8)
    rows = flat[: image.height * image.stride].reshape(image.height, image.stride)
    pixels = rows[:, : image.width * image.n_channels].reshape(image.height, image.width, image.n_channels)
    if image.n_channels == 1:
        return numpy.repeat(pixels, 3, axis=2)
    return numpy.ascontiguousarray(pixels[:, :, :3])


def _hull(box: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    xs = [float(point[0]) for point in box]
    ys = [float(point[1]) for point in box]
    return (min(xs), min(ys), max(xs), max(ys))
