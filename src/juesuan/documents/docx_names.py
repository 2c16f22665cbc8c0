"""The names of WordprocessingML and the few ways to read its attributes.

Word, WPS and LibreOffice write the same elements in two sets of namespaces (transitional and strict) and with
every kind of careless attribute, so the whole docx reader asks for names and values through this module: it
knows one namespace, and a value that makes no sense is the default, never an exception.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix every producer uses
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: Strict namespace → transitional namespace (ECMA-376 part 1 and part 4).
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/chart": C[1:-1].encode(),
}
_OFF = {"0", "false", "off", "none"}


def is_strict(data: bytes) -> bool:
    """Does a part use the strict namespaces?"""
    return b"http://purl.oclc.org/ooxml/" in data


def transitional(data: bytes) -> bytes:
    """A part with its strict namespaces replaced by the transitional ones."""
    for strict, usual in STRICT.items():
        data = data.replace(strict, usual)
    return data


def strict(data: bytes) -> bytes:
    """The reverse of :func:`transitional`, for a part that is written back."""
    for name, usual in STRICT.items():
        data = data.replace(usual, name)
    return data


def value(element: Element | None, name: str = "val") -> str | None:
    """Attribute ``w:name`` of an element, ``None`` if either is absent."""
    return None if element is None else element.get(W + name)


def whole(text: str | None, default: int, low: int = 0, high: int = 32767) -> int:
    """A whole number as an attribute writes it, within bounds; ``default`` for anything else."""
    if text is None:
        return default
    text = text.strip()
    if not text.lstrip("-").isdecimal() or len(text) > 12:
        return default
    try:
        return max(low, min(high, int(text)))
    except ValueError:  # "--1" and the like
        return default


def on(parent: Element | None, name: str) -> bool | None:
    """A toggle property (``w:vanish``) below ``parent``: on, off, or ``None`` where nothing is said."""
    element = None if parent is None else parent.find(W + name)
    if element is None:
        return None
    return (element.get(W + "val") or "1").lower() not in _OFF
