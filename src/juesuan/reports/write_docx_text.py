"""Words and numbers of a Word report as XML; each number is a content control that knows the fact it prints.

A control's tag is the key of the fact. All controls that print a fact the same way are bound to one node of a custom
XML part, so that a figure corrected in one place of the Word file is corrected wherever it stands, and the part also
keeps the fact itself (concept, year, value, formula) for whoever reads the file back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from juesuan.documents.composition import Piece, StatedFact
from juesuan.taxonomy import title_of

FACTS_NAMESPACE = "urn:juesuan:facts:1"
#: The identity of the custom XML part; any fixed one does, it is only looked up inside the same file.
STORE = "{6F1D2C5E-3B7A-4C39-9A58-0D5E3C1B7A42}"
#: Word refuses longer tags and titles of content controls.
LONGEST_TAG = 64
#: Marks that Western and Chinese fonts both have; Word takes the Western one unless told otherwise.
_SHARED = re.compile("[“”‘’—…·×±≤≥]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(slots=True)
class Bindings:
    """The facts of one report and the ways each is printed, in the order of their first appearance."""

    facts: dict[str, StatedFact]
    prints: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    controls: int = 0

    def control(self, piece: Piece, properties: str) -> str:
        """A content control around the characters of a piece that states a fact."""
        texts = self.prints.setdefault(piece.fact, [])
        if piece.text not in texts:
            texts.append(piece.text)
        fact = self.numbers.setdefault(piece.fact, len(self.numbers) + 1)
        self.controls += 1
        path = f"/f:facts[1]/f:fact[{fact}]/f:print[{texts.index(piece.text) + 1}]"
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(self._title(piece.fact))}"/>'
            f'<w:tag w:val="{attribute(tag_of(piece.fact, fact))}"/><w:id w:val="{self.controls}"/>'
            f"<w:dataBinding w:prefixMappings=\"xmlns:f='{FACTS_NAMESPACE}'\" "
            f'w:xpath="{path}" w:storeItemID="{STORE}"/><w:text/></w:sdtPr>'
            f"<w:sdtContent>{run(piece.text, properties)}</w:sdtContent></w:sdt>"
        )

    def _title(self, key: str) -> str:
        fact = self.facts.get(key)
        return ((title_of(fact.concept) if fact else "") or "数据")[:LONGEST_TAG]

    def part(self) -> str:
        """The custom XML part: every bound fact with its prints."""
        found = [f'<facts xmlns="{FACTS_NAMESPACE}">']
        for number, (key, texts) in enumerate(self.prints.items(), 1):
            about = ""
            fact = self.facts.get(key)
            if fact is not None:
                about = (
                    f' concept="{attribute(fact.concept)}" measure="{attribute(fact.measure)}" year="{fact.year}"'
                    f' scope="{attribute(fact.scope)}" value="{fact.value}" unit="{attribute(fact.unit)}"'
                    f' decimals="{fact.decimals}" formula="{attribute(fact.formula)}"'
                    + (f' scale="{fact.scale}"' if fact.scale else "")
                )
            tag = attribute(tag_of(key, number))
            prints = "".join(f"<print>{plain(t)}</print>" for t in texts)
            prints += "".join(f"<from>{plain(c)}</from>" for c in (fact.contributors if fact else ()))
            found.append(f'<fact key="{attribute(key)}" tag="{tag}"{about}>{prints}</fact>')
        return "".join((*found, "</facts>"))


def tag_of(key: str, number: int) -> str:
    """The tag of the controls of a fact: its key, or a short name where Word would refuse the key."""
    return key if len(key) <= LONGEST_TAG else f"fact-{number}"


def plain(text: str) -> str:
    """Text for XML; characters that XML does not know are left out."""
    return escape(_ILLEGAL.sub("", text), quote=False)


def attribute(text: str) -> str:
    """Text for an XML attribute."""
    return escape(_ILLEGAL.sub("", text), quote=True)


def run(text: str, properties: str = "") -> str:
    """A run of characters; line ends and tabs become Word's own."""
    if _SHARED.search(text):
        properties = '<w:rFonts w:hint="eastAsia"/>' + properties
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = []
    for part in re.split(r"([\n\t])", text):
        if part == "\n":
            pieces.append("<w:br/>")
        elif part == "\t":
            pieces.append("<w:tab/>")
        elif part:
            pieces.append(f'<w:t xml:space="preserve">{plain(part)}</w:t>')
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def runs(pieces: Sequence[Piece], bindings: Bindings, properties: str = "") -> str:
    """The characters of pieces, numbers in their controls."""
    return "".join(
        bindings.control(p, properties) if p.fact else run(p.text, properties) for p in pieces if p.text
    )


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of a style; ``properties`` are more paragraph properties in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
