"""Numbers of a filled Word template put into their content controls, with the looks their tag had.

A filled tag is text in which each number stands between marks. The run is split around it and everything else of the
run, its font above all, stays. A template may itself be a report of ours: what such a file has bound before becomes plain
text, because last year's number must not be taken for this year's fact.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from docx.oxml.parser import parse_xml
from lxml import etree

from juesuan.documents.composition import Piece
from juesuan.documents.docx_names import W
from juesuan.reports.phrases_print import pieces, unmarked
from juesuan.reports.word_values import Source
from juesuan.reports.write_docx import SPACES
from juesuan.reports.write_docx_text import STORE, Bindings


def elements(xml: str) -> list[Any]:
    """The elements of a piece of document text."""
    return list(parse_xml(f"<w:body{SPACES}>{xml}</w:body>"))


def inner_properties(run: Any) -> str:
    """The character properties of a run as text, without their own element."""
    properties = run.find(f"{W}rPr") if run is not None else None
    return "" if properties is None else "".join(etree.tostring(e, encoding="unicode") for e in properties)


def bind(root: Any, source: Source, bindings: Bindings) -> None:
    """Every marked number below ``root`` in a content control."""
    for run in list(root.iter(f"{W}r")):
        if any("\ue000" in (t.text or "") for t in run.iterchildren(f"{W}t")):
            _open_controls(run)
            _replace(run, list(_split(run, source, bindings)))
    for cell in root.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            cell.append(parse_xml(f"<w:p{SPACES}/>"))  # a cell that a condition has emptied


def _split(run: Any, source: Source, bindings: Bindings) -> Iterator[Any]:
    """The run in parts: runs of plain words and controls in between."""
    inner = inner_properties(run)
    current = _empty(run)
    for child in run:
        text = (child.text or "") if child.tag == f"{W}t" else ""
        if child.tag == f"{W}rPr":
            continue
        if "\ue000" not in text:
            current.append(copy.deepcopy(child))
            continue
        for piece in pieces(text):
            if not piece.fact:
                current.append(_words(unmarked(piece.text)))
                continue
            if _filled(current):
                yield current
            yield from elements(bindings.control(Piece(piece.text, source.key(piece.fact)), inner))
            current = _empty(run)
    if _filled(current):
        yield current


def _empty(run: Any) -> Any:
    made = parse_xml(f"<w:r{SPACES}/>")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    return made


def _filled(run: Any) -> bool:
    return any(child.tag != f"{W}rPr" for child in run)


def _words(text: str) -> Any:
    made = parse_xml(f'<w:t{SPACES} xml:space="preserve"/>')
    made.text = text
    return made


def _replace(old: Any, new: list[Any]) -> None:
    for element in new:
        old.addprevious(element)
    old.getparent().remove(old)


def _open_controls(run: Any) -> None:
    """A control of the template for plain text only may hold no other control: it becomes one for any text."""
    for control in run.iterancestors(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        for kind in ("text", "dataBinding") if properties is not None else ():
            for element in properties.findall(f"{W}{kind}"):
                properties.remove(element)


def unbind(root: Any) -> None:
    """Controls of an earlier report become their characters."""
    for binding in list(root.iter(f"{W}dataBinding")):
        if binding.get(f"{W}storeItemID") != STORE:
            continue
        control = next(binding.iterancestors(f"{W}sdt"))
        content = control.find(f"{W}sdtContent")
        _replace(control, [] if content is None else list(content))
