"""Characters that look like Chinese but are not: radicals and compatibility forms a PDF font may leave behind.

Every replacement is one character for one, so that offsets and places stay true.
"""

from __future__ import annotations

import re
import unicodedata

_FOLD = {
    c: ord(n)
    for r in ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))
    for c in range(*r)
    if len(n := unicodedata.normalize("NFKC", chr(c))) == 1 and n != chr(c)
}
_FOLD |= {0x2EA0: ord("民"), 0x00A0: 0x20, 0x2002: 0x20, 0x2003: 0x20, 0x2009: 0x20, 0x202F: 0x20, 0x3000: 0x3000}

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—〔〕]"
#: Spaces beside a Chinese character or mark are layout (“3037.9 万元”); spaces between words or numbers are not.
LAYOUT_SPACE = re.compile(rf"(?<={_WIDE})[ \u3000\xa0]+|[ \u3000\xa0]+(?={_WIDE})|(?<=\d) +(?=[%％])")


def normalise(text: str) -> str:
    """``text`` with look-alike characters replaced by the ones meant; same length."""
    return text.translate(_FOLD)
