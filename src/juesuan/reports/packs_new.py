"""A pack of one's own, ready to be changed: a small folder that extends a pack of the product.

Starting from what already works, a user changes one section at a time and leaves the rest to the pack below, which keeps
getting better with the product.
"""

from __future__ import annotations

from pathlib import Path

from juesuan.documents.refusal import Refusal
from juesuan.reports.packs import Pack

_HEAD = """# 自定义模板：在“{title}”的基础上，只写不同的地方。改好后用 juesuan pack check 检查，用 juesuan compose --pack 使用。
name = "{name}"
title = "{name}"
extends = "{below}"
areas = []            # 适用地区；留空则只在 --pack 指定时使用

# 封面各行
# cover = ["{{{{ name }}}}", "{{{{ year }}}}年度{{{{ kind }}}}决算"]

# 必须说明原因的事项
# required = [{required}]

[style]
# decimals = {decimals}          # 金额（万元）的小数位数
# rate_decimals = {rates}     # 百分比的小数位数
# separators = {separators}     # 是否使用千位分隔符
# zeros = {zeros}         # 没有发生的项目是否也列出

# 改变章节和顺序时，把下面各章全部写出（去掉 #）：
{chapters}
"""
_SENTENCES = """# 每节一段：heading 是标题，text 是模板。数字不能直接写，用 money("事项")、share("部分", "整体")、change("事项") 等取得。
# 每行一段；“## ”开头是小标题，“- ”开头是编号条目，“@figure 名称”插入图，行末的 \\ 表示下一行接着写。
# 下面是可以改写的各节，去掉 # 后生效；没有写的沿用“{below}”。
{sections}
"""


def files(name: str, below: Pack) -> dict[str, str]:
    """The texts of a new pack's files, by file name."""
    chapters = "\n".join(
        f'# [[chapter]]\n# title = "{c.title}"\n# sections = [{", ".join(_quoted(s) for s in c.sections)}]\n'
        for c in below.chapters
    )
    sections = "\n".join(
        f"# [{s.key}]\n# heading = \"{s.heading}\"\n# text = '''\n{_commented(s.text)}\n# '''\n"
        for s in below.sections.values()
    )
    head = _HEAD.format(
        name=name,
        title=below.title,
        below=below.name,
        required=", ".join(map(_quoted, below.required)),
        decimals=below.style.decimals,
        rates=below.style.rate_decimals,
        separators=str(below.style.separators).lower(),
        zeros=str(below.style.zeros).lower(),
        chapters=chapters,
    )
    return {"pack.toml": head, "sentences.toml": _SENTENCES.format(below=below.name, sections=sections)}


def target(folder: Path) -> Path:
    """The folder of a new pack; one that holds something already is refused."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal("pack-exists", str(folder), "这个位置已经有内容，没有覆盖", "请换一个文件夹名")
    return folder


def _quoted(word: str) -> str:
    return f'"{word}"'


def _commented(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.strip().split("\n"))
