"""The encoding of a web page: byte order mark, what the page says of itself, then what its bytes allow.

Pages that say gb2312 use characters of GBK, and saved pages often kept the old declaration after they were
converted, so a declaration is believed only as long as the bytes agree with it.
"""

from __future__ import annotations

import re

_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.I,
)
_HEAD = 16_384
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: Names under which pages declare what is really the largest national encoding.
_CHINESE = ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "ms936", "euc-cn", "hz-gb-2312")
_KNOWN = {"utf-8": "utf-8", "utf8": "utf-8", "gb18030": "gb18030", "big5": "big5", "big5-hkscs": "big5hkscs"}


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a page, and warnings where its encoding had to be guessed against its own
    declaration.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), ()
    head = data[:_HEAD]
    if len(head) > 20 and head.count(0) > len(head) // 4:
        name = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
        return data.decode(name, errors="replace"), ()
    declared = _declared(head)
    for name in dict.fromkeys((*([declared] if declared else ()), "utf-8", "gb18030", "big5")):
        try:
            page = data.decode(name)
        except UnicodeDecodeError:
            continue
        if declared and name != declared:
            return page, (f"网页声明的文字编码与内容不符，已按 {name.upper()} 读取；如有乱码请重新保存网页",)
        return page, ()
    page = data.decode(declared or "utf-8", errors="replace")
    return page, (f"网页中有 {page.count(chr(0xFFFD))} 处文字编码错误，这些字无法识别",)


def _declared(head: bytes) -> str:
    """The encoding a page declares, as Python names it; "" if it declares none that is known."""
    found = _META.search(head)
    if not found:
        return ""
    name = (found[1] or found[2]).decode("ascii").lower()
    # Western names are ignored: any bytes would pass for them, and a Chinese report is never written in them.
    return "gb18030" if name in _CHINESE else _KNOWN.get(name, "")
