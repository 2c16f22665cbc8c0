"""PDF files written operator by operator, for what no typesetter makes on demand: odd rules, double text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from juesuan.documents.characters import is_wide


def show(
    x: float, y: float, value: str, size: float = 10.5, *, more: str = "", matrix: str = "1 0 0 1"
) -> str:
    """Operators that print ``value`` at a point; ``more`` sets e.g. the render mode (``3 Tr``)."""
    code = value.encode("utf-16-be").hex()
    return f"BT {more} /F {size} Tf {matrix} {x} {y} Tm <{code}> Tj ET 0 Tr\n"


def box(x: float, y: float, width: float, height: float) -> str:
    """A filled rectangle, which is how Word draws a line."""
    return f"{x} {y} {width} {height} re f\n"


def ruled(xs: Sequence[float], ys: Sequence[float], thickness: float = 0.48) -> str:
    """A grid as Word draws it: a filled rectangle for each side of each cell, and one for each corner."""
    half = thickness / 2
    out = [box(x - half, y - half, thickness, thickness) for x in xs for y in ys]
    for a, b in pairwise(xs):
        out += [box(a + half, y - half, b - a - thickness, thickness) for y in ys]
    for a, b in pairwise(ys):
        low, high = min(a, b), max(a, b)
        out += [box(x - half, low + half, thickness, high - low - thickness) for x in xs]
    return "".join(out)


def cells(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10.5) -> str:
    """The texts of a grid whose lines stand at ``xs`` and, from top to bottom, ``ys``."""
    return "".join(
        show(xs[c] + 3, (ys[r] + ys[r + 1]) / 2 - 0.35 * size, value, size)
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value
    )


def raw_pdf(
    pages: Sequence[str],
    *,
    media: str = "0 0 595 842",
    extra: str = "",
    trailer: str = "",
    image: bool = False,
) -> bytes:
    """A file with these content streams; ``extra`` goes into each page, ``image`` offers a grey picture /I.

    The font is of our own making: every character is a box, and only the table of codes says which it is.
    """
    used = sorted({chr(int(code[i : i + 4], 16)) for code in _codes(pages) for i in range(0, len(code), 4)})
    assert len(used) < 250
    number = {c: n for n, c in enumerate(used, 1)}
    widths = " ".join(str(1000 if is_wide(c) else 500) for c in used)
    mapping = "".join(f"<{number[c]:02x}> <{ord(c):04x}>\n" for c in used)
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{mapping}endbfchar\nendcmap end end"
    )
    kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(len(pages)))
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: "<</Type/Font/Subtype/Type3/FontBBox[0 -120 1000 880]/FontMatrix[.001 0 0 .001 0 0]"
        f"/CharProcs<</w 4 0 R/n 6 0 R>>/Encoding<</Differences[1 {' '.join(map(_glyph, used))}]>>"
        f"/FirstChar 1/LastChar {len(used)}/Widths[{widths}]/ToUnicode 5 0 R>>",
        4: _stream("1000 0 d0 50 -50 900 850 re f"),
        5: _stream(unicode),
        6: _stream("500 0 d0 50 -50 400 850 re f"),
        7: "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        "/Length 1>>stream\n\x80\nendstream",
    }
    picture = "/XObject<</I 7 0 R>>" if image else ""
    for i, content in enumerate(pages):
        objects[10 + 2 * i] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[{media}]/Contents {11 + 2 * i} 0 R"
            f"/Resources<</Font<</F 3 0 R>>{picture}>>{extra}>>"
        )
        objects[11 + 2 * i] = _stream(_encoded(content, number))
    return _file(objects, trailer)


def _glyph(char: str) -> str:
    return "/w" if is_wide(char) else "/n"


def _codes(pages: Sequence[str]) -> list[str]:
    return [part.split(">")[0] for page in pages for part in page.split("<")[1:]]


def _encoded(content: str, number: dict[str, int]) -> str:
    """The content with UTF-16 texts written in the codes of the font."""
    out = content.split("<")
    for i, part in enumerate(out[1:], 1):
        code, rest = part.split(">", 1)
        out[i] = (
            "".join(f"{number[chr(int(code[k : k + 4], 16))]:02x}" for k in range(0, len(code), 4))
            + ">"
            + rest
        )
    return "<".join(out)


def _stream(content: str) -> str:
    return f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream"


def _file(objects: dict[int, str], trailer: str) -> bytes:
    out = b"%PDF-1.7\n"
    offsets = {}
    for number, value in objects.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{value}\nendobj\n".encode("latin-1")
    start = len(out)
    size = max(objects) + 1
    out += f"xref\n0 {size}\n".encode()
    for number in range(size):
        kind = "n" if number in offsets else "f"
        out += f"{offsets.get(number, 0):010d} {0 if kind == 'n' else 65535:05d} {kind} \n".encode()
    out += f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return out
