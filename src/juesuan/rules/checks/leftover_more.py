"""Errors that a word processor printed instead of what it should have inserted, and blanks marked by a single sign.

Field errors differ by version and punctuation (错误!未定义书签。), so they are known by their shape: the word for error,
an exclamation mark, and what could not be found. A lone X or a row of dots is a blank only where an answer is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, scan

_FIELD = re.compile(
    r"错误(?:!(?:未找到|未定义)[\u4e00-\u9fff]{2,4}|[!！](?:文档中没有|没有|不能|无法|链接|超级链接|找不到|未指定|未知|"
    r"书签|自动图文集|主控文档)[\u4e00-\u9fff]{2,16})[。.]?"
)
_WORD = re.compile(r"错误[!！]")
_DOTS = re.compile(r"(?<=[:：])(?:[.．·]{3,}|。{2,}|[…]{1,2}(?=[，；]))|(?<=附件)[.．·…]{2,}")
_LONE = re.compile(r"(?<=[:：])[XxＸｘ×✕](?=[。；，]|$)")
_SIGNS = re.compile(r"[:：](?:[.．·]{3}|。。|…|[XxＸｘ×✕](?:[。；，]|$))|附件[.．·…]{2}", re.MULTILINE)


@check("field-error")
def field_error(report: Report) -> Iterable[Breach]:
    """What stands where a cross-reference, a bookmark or a link was lost."""
    finds = Finds()
    for s, m in scan(report, _FIELD, _WORD, contents=True):
        finds.add(
            m[0],
            f"“{m[0]}”是排版软件找不到引用对象时自动写出的提示，不是报告内容，应恢复引用或删除。",
            s.mark(*m.span()),
            stated=m[0],
            expected="删除",
        )
    return finds.breaches()


@check("bare-blank")
def bare_blank(report: Report) -> Iterable[Breach]:
    """A row of dots or a lone X where an answer is due (联系人：X；具体情况：……)."""
    finds = Finds()
    for pattern in (_DOTS, _LONE):
        for s, m in scan(report, pattern, _SIGNS, cells=False):
            start = max(s.text.rfind(c, 0, m.start() - 1) for c in "。；，") + 1
            start = max(start, m.start() - 10)
            words = s.text[start : m.end()]
            finds.add(
                words,
                f"“{words}”后面没有填写内容，只留着“{m[0]}”，请补上或删去这一项。",
                s.mark(start, m.end()),
                stated=m[0],
            )
    return finds.breaches()


#: “占基本支出预算%，”: the sign stands, the number is gone. “百分比%” names a column, and so do brackets.
_NUMBERLESS = re.compile(
    r"(?:占|完成|增长|下降|上升|达|[率比例重度]为)(?P<what>[\u4e00-\u9fff“”（）、]{0,20}?)[%％](?=[，。；、]|$)"
)
_PERCENT = re.compile(r"[\u4e00-\u9fff（）][%％](?:[，。；、]|$)", re.MULTILINE)


@check("percent-without-number")
def percent_without_number(report: Report) -> Iterable[Breach]:
    """A per cent sign behind words in a sentence that tells figures: its number was deleted or never filled in."""
    finds = Finds()
    for s, m in scan(report, _NUMBERLESS, _PERCENT, cells=False):
        if not any(c.isdigit() for c in s.text[max(0, m.start() - 40) : m.start()]):
            continue  # a heading or a rule (“占比%”), no statement
        start = max(s.text.rfind(c, 0, m.start()) for c in "。；，") + 1
        words = s.text[max(start, m.start() - 10) : m.end()]
        finds.add(
            words,
            f"“{words}”的百分号前面没有数字，请补上。",
            s.mark(max(start, m.start() - 10), m.end()),
            stated="%",
        )
    return finds.breaches()
