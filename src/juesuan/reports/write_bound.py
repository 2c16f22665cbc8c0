"""What a report that we wrote says of its own numbers: each bound number and, where the format carries them, the facts.

Content controls, ``data-fact``, named cells and the file attached to a PDF are read back here, so that a report can be
taken up again exactly, without reading its sentences. Files of other hands simply bind nothing.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from juesuan.documents.composition import StatedFact
from juesuan.documents.docx_names import W
from juesuan.documents.refusal import Refusal
from juesuan.reports.write_docx_text import FACTS_NAMESPACE
from juesuan.reports.write_facts import fact_from
from juesuan.reports.write_xlsx import fact_of

_F = f"{{{FACTS_NAMESPACE}}}"
#: A part of a package that claims to be larger is not read.
_LARGEST = 200_000_000
_PLACE = re.compile(r"'?(.+?)'?!\$?([A-Z]+)\$?(\d+)")


@dataclass(frozen=True)
class Bound:
    """``stated``: (key, printed characters) in reading order; ``facts`` by key, as far as the file tells them."""

    stated: tuple[tuple[str, str], ...] = ()
    facts: dict[str, StatedFact] = field(default_factory=dict)


def read_bound(data: bytes, format: str, path: str = "") -> Bound:
    """The bound numbers of a report in docx, pdf, html or xlsx.

    The file must have passed the intake (:mod:`juesuan.documents.intake`) before. Raises :class:`Refusal`
    (``damaged``) if what it says of its numbers cannot be understood.
    """
    readers = {"docx": _docx, "pdf": _pdf, "html": _html, "xlsx": _xlsx}
    try:
        return readers[format](data)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise Refusal(
            "damaged",
            path,
            f"报告中随数字保存的数据读不出来（{error}）",
            "请用原来的工作簿重新编制，或按普通报告提取",
        ) from error


def _facts(records: Iterable[dict[str, Any]]) -> dict[str, StatedFact]:
    return {fact.key: fact for fact in map(fact_from, records)}


def _docx(data: bytes) -> Bound:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [n for n in package.namelist() if re.fullmatch(r"customXml/item\d+\.xml", n)]
        stores = [root for n in names if (root := _part(package, n)).tag == f"{_F}facts"]
        body = _part(package, "word/document.xml")
    keys: dict[str, str] = {}
    records: list[dict[str, Any]] = []
    for element in (e for root in stores for e in root.iter(f"{_F}fact")):
        keys[element.get("tag")] = element.get("key")
        if element.get("concept") is not None:
            records.append(
                dict(element.attrib) | {"contributors": [e.text or "" for e in element.iter(f"{_F}from")]}
            )
    found = []
    for control in body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        content = control.find(f"{W}sdtContent")
        if tag is not None and content is not None and tag.get(f"{W}val") in keys:
            found.append((keys[tag.get(f"{W}val")], "".join(t.text or "" for t in content.iter(f"{W}t"))))
    return Bound(tuple(found), _facts(records))


def _part(package: zipfile.ZipFile, name: str) -> Any:
    if package.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(package.read(name), parser)


def _pdf(data: bytes) -> Bound:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for i in range(document.count_attachments()):
        attached = document.get_attachment(i)
        if attached.get_name() == "facts.json":
            told = json.loads(bytes(attached.get_data()))
            return Bound(tuple((s["fact"], s["text"]) for s in told["stated"]), _facts(told["facts"]))
    return Bound()


def _html(data: bytes) -> Bound:
    from lxml import html

    page = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    store = page.xpath("//script[@id='facts']")
    told = json.loads(store[0].text_content()) if store else {}
    stated = tuple((n.get("data-fact"), n.text_content()) for n in page.xpath("//main//*[@data-fact]"))
    return Bound(stated, _facts(told.values()))


def _xlsx(data: bytes) -> Bound:
    """Named cells in the order of sheets, rows and columns; a workbook does not carry the facts themselves.

    What only the text of the report tells stands once, on the last sheet.
    """
    import openpyxl
    from openpyxl.utils import column_index_from_string

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found: list[tuple[tuple[int, int, int], str, str]] = []
    for name, defined in book.defined_names.items():
        key, place = fact_of(name), _PLACE.fullmatch(defined.attr_text)
        if key is None or place is None:
            continue
        sheet = place[1].replace("''", "'")
        at = (book.sheetnames.index(sheet), int(place[3]), column_index_from_string(place[2]))
        value = book[sheet].cell(at[1], at[2])
        found.append((at, key, _printed(value.value, value.number_format)))
    return Bound(tuple((key, text) for _, key, text in sorted(found)))


def _printed(value: object, pattern: str) -> str:
    """A number as one of our own formats prints it; other values as they are."""
    if not isinstance(value, int | float):
        return "" if value is None else str(value)
    pattern, _, unit = pattern.rstrip('"').partition('"')
    decimals = len(pattern.rstrip("%").partition(".")[2])
    shown = value * 100 if pattern.endswith("%") else value
    text = f"{shown:,.{decimals}f}" if "," in pattern else f"{shown:.{decimals}f}"
    return f"{text}%" if pattern.endswith("%") else text + unit
