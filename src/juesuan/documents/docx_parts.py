"""What a Word file says of itself, and what of it was not read.

Dates and authors help to tell versions apart. Pictures, embedded sheets, charts and included files may hold
tables that the audit cannot see: each kind is counted and said, because silence would look like a clean
report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from juesuan.documents.docx_names import MC, A, C, O, V, W
from juesuan.documents.docx_package import WordPackage
from juesuan.documents.model import Removed

#: Local name of a core or extended property → key in ``Document.facts``.
_FACTS = {
    "title": "title",
    "subject": "subject",
    "creator": "creator",
    "lastModifiedBy": "last-modified-by",
    "created": "created",
    "modified": "modified",
    "Application": "application",
    "Pages": "pages",
}
_UNREAD = (
    (
        (A + "blip", V + "imagedata"),
        "文中有 {} 张图片，图片里的文字和数字没有读取；如果图片是表格，请改为 Word 表格后再审核",
    ),
    (
        (O + "OLEObject",),
        "文中有 {} 个嵌入对象（例如 Excel 工作表），其中的内容没有读取；请把表格粘贴为 Word 表格后再审核",
    ),
    ((C + "chart",), "文中有 {} 幅统计图，图中的数字没有读取"),
    ((W + "altChunk",), "文中有 {} 处嵌入的其他文件，其中的内容没有读取；请用 Word 打开并另存后再审核"),
)
_LEFT_OUT = {
    "deleted": "文中有 {} 处修订标记为删除的内容，审核时按“接受修订”处理，没有计入",
    "hidden": "文中有 {} 处隐藏文字，没有计入审核；公开前请确认是否应当删除",
}


def facts(package: WordPackage) -> dict[str, str]:
    """Title, author, dates and page count as the file states them."""
    found: dict[str, str] = {}
    for kind, what in (("core-properties", "文档属性"), ("extended-properties", "文档属性")):
        for name in package.related(kind, ""):
            root = package.optional(name, what)
            for element in () if root is None else root:
                key = _FACTS.get(str(element.tag).rsplit("}", 1)[-1])
                text = (element.text or "").strip()
                if key and text:
                    found.setdefault(key, text)
    return found


def unread(root: Element, removed: Sequence[Removed]) -> list[str]:
    """Chinese sentences about what stands in the file but was not read."""
    warnings = []
    for tags, sentence in _UNREAD:
        count = sum(_count(root, tag) for tag in tags)
        if count:
            warnings.append(sentence.format(count))
    reasons = Counter(r.reason for r in removed)
    warnings.extend(sentence.format(reasons[r]) for r, sentence in _LEFT_OUT.items() if reasons[r])
    return warnings


def _count(root: Element, tag: str) -> int:
    """How often an element stands in the file; the fallback copy of a newer drawing is the same drawing."""
    copies = sum(1 for fallback in root.iter(MC + "Fallback") for _ in fallback.iter(tag))
    return sum(1 for _ in root.iter(tag)) - copies
