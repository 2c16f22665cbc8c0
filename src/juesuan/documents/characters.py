"""Look-alike characters that converters put in place of ordinary ones, turned back one for one.

PDF fonts map one glyph to several code points, and many producers pick the radical or the compatibility
ideograph (⼀ for 一, ⺠ for 民) instead of the character a person reads; a label search then finds nothing.
The replacement keeps the length, so every offset into the text stays valid. Digits, full-width forms and
punctuation are left as printed, because how a number is printed is evidence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—〔〕]"
#: Spaces beside a Chinese character or mark are layout (“3037.9 万元”); between words they are not.
LAYOUT_SPACE = re.compile(rf"(?<={_WIDE})[ \u3000\xa0]+|[ \u3000\xa0]+(?={_WIDE})|(?<=\d) +(?=[%％])")

# Radicals supplement: Unicode gives most of them no compatibility mapping, so the ideograph that each one
# depicts is listed here (Unicode's EquivalentUnifiedIdeograph property).
_SUPPLEMENT = {
    0x2E81: "厂", 0x2E82: "乛", 0x2E83: "乚", 0x2E84: "乙", 0x2E85: "亻", 0x2E86: "冂", 0x2E87: "几",
    0x2E88: "刀", 0x2E89: "刂", 0x2E8A: "卜", 0x2E8C: "小", 0x2E8D: "小", 0x2E8E: "兀", 0x2E90: "尢",
    0x2E92: "巳", 0x2E93: "幺", 0x2E94: "彑", 0x2E95: "彐", 0x2E96: "忄", 0x2E98: "扌", 0x2E99: "攵",
    0x2E9B: "旡", 0x2E9C: "日", 0x2E9D: "月", 0x2E9E: "歺", 0x2E9F: "母", 0x2EA0: "民", 0x2EA1: "氵",
    0x2EA2: "氺", 0x2EA3: "灬", 0x2EA4: "爫", 0x2EA5: "爫", 0x2EA6: "丬", 0x2EA7: "牛", 0x2EA8: "犭",
    0x2EA9: "王", 0x2EAA: "疋", 0x2EAB: "目", 0x2EAC: "示", 0x2EAD: "礻", 0x2EAE: "竹", 0x2EAF: "糹",
    0x2EB0: "纟", 0x2EB2: "罒", 0x2EB6: "羊", 0x2EB7: "羊", 0x2EB8: "羊", 0x2EB9: "耂", 0x2EBA: "肀",
    0x2EBB: "聿", 0x2EBC: "月", 0x2EBD: "臼", 0x2EBE: "艹", 0x2EBF: "艹", 0x2EC0: "艹", 0x2EC1: "虎",
    0x2EC2: "衤", 0x2EC3: "覀", 0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角", 0x2EC7: "角", 0x2EC8: "讠",
    0x2EC9: "贝", 0x2ECA: "足", 0x2ECB: "车", 0x2ECC: "辶", 0x2ECD: "辶", 0x2ECE: "辶", 0x2ECF: "阝",
    0x2ED0: "钅", 0x2ED1: "長", 0x2ED2: "镸", 0x2ED3: "长", 0x2ED4: "门", 0x2ED5: "阜", 0x2ED6: "阝",
    0x2ED7: "雨", 0x2ED8: "青", 0x2ED9: "韦", 0x2EDA: "页", 0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食",
    0x2EDE: "飠", 0x2EDF: "飠", 0x2EE0: "饣", 0x2EE1: "首", 0x2EE2: "马", 0x2EE3: "骨", 0x2EE4: "鬼",
    0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEA: "黾", 0x2EEB: "斉",
    0x2EEC: "齐", 0x2EED: "歯", 0x2EEE: "齿", 0x2EEF: "竜", 0x2EF0: "龙", 0x2EF1: "龜", 0x2EF2: "亀",
    0x2EF3: "龟",
}  # fmt: skip

# Kangxi radicals, compatibility ideographs and their supplement: Unicode's own mapping, where it is 1:1.
_COMPATIBILITY = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))

# Tabs stay (they separate the cells of a converted table), and so does the ideographic space.
_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F)


def _table() -> dict[int, str]:
    table = {code: " " for code in _SPACES}
    table.update(_SUPPLEMENT)
    for codes in _COMPATIBILITY:
        for code in codes:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    return table


_TABLE = _table()


#: The characters of the table, to see quickly that a text has none of them.
_ODD = frozenset(map(chr, _TABLE))


def normalise(text: str) -> str:
    """``text`` with look-alike ideographs and odd spaces made ordinary; same length, digits untouched."""
    return text if text.isascii() or _ODD.isdisjoint(text) else text.translate(_TABLE)


_HALF = re.compile(r"[,:;()?!](?:(?<=[;()?!])|(?<!\d[,:])|(?!\d|(?<=\d,) \d{3}(?!\d)))")
_FULL = str.maketrans(",:;()?!", "，：；（）？！")


def full_width(text: str) -> str:
    """``text`` with the marks of a Chinese sentence typed on a Latin keyboard (“收入5万元,其中:…”) as they are printed.

    Same length. The marks inside of a number (1,234.50, 10:30) stay.
    """
    return text if text.isascii() else _HALF.sub(lambda m: m[0].translate(_FULL), text)


@cache
def is_wide(char: str) -> bool:
    """Whether a character takes the full width of the em: ideographs, full-width forms and punctuation."""
    code = ord(char)
    if code < 0x1100:
        # Chinese fonts print these on the full width although Unicode calls their width ambiguous.
        return code in (0xB7, 0xD7)
    if code < 0x2E80:
        return code in _WIDE_PUNCTUATION
    return code <= 0xD7FF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFF60 or code >= 0x20000


# “ ” ‘ ’ … — ‰ ℃ ① … and arrows: quoted, dashed and numbered as full-width characters in Chinese type.
_WIDE_PUNCTUATION = frozenset(
    (0x2013, 0x2014, 0x2015, 0x2018, 0x2019, 0x201C, 0x201D, 0x2025, 0x2026, 0x2103, 0x2192, 0x221A, 0x25A0,
     0x25A1, 0x25CB, 0x25CF, 0x2605, 0x2606, *range(0x2160, 0x2180), *range(0x2460, 0x2500))
)  # fmt: skip
