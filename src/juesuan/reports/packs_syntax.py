"""What is wrong with the writing of a template, in Chinese: the template language says it in English only.

Who changes a sentence is a clerk who has copied a pack; the usual slips are a Chinese punctuation mark inside a tag, a
bracket or a tag that is not closed, and a tag that does not exist.
"""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError

_HALF = "标签里的标点请用半角（英文）"
#: What the template language says, and what that means; groups of the pattern go into the words.
_SAYINGS = (
    (re.compile(r"unexpected char '(.)'"), "有不能用的字符“{0}”，" + _HALF + "，引号要成对"),
    (re.compile(r"unknown tag '(end\w+)'.*needs to be closed is '(\w+)'"), "这里的“{0}”与前面的“{1}”不配对"),
    (re.compile(r"unknown tag '((?:end\w+|else|elif))'"), "“{0}”前面没有与它配对的标签"),
    (re.compile(r"unknown tag '(.+?)'"), "没有“{0}”这种标签，可用：if、for、set"),
    (re.compile(r"needs to be closed is '(\w+)'"), "“{0}”没有结束，请在后面补上 end{0} 标签"),
    (re.compile(r"[Uu]nexpected end of template"), "标签没有写完，请补上 }}}} 或 %}}"),
    (re.compile(r"Missing end of comment"), "注释没有写完，请补上 #}}"),
    (re.compile(r"Expected an expression"), "标签里缺少名称"),
    (re.compile(r"unexpected '(.)', expected '(.)'"), "这里是“{0}”，应为“{1}”，请检查括号是否成对"),
    (re.compile(r"expected token 'end of \w+ \w+', got '(.+?)'"), "“{0}”前面缺少逗号或运算符号"),
    (re.compile(r"expected token '(.+?)', got '(.+?)'"), "这里是“{1}”，应为“{0}”"),
    (re.compile(r"can't assign"), "等号左边只能写一个名称"),
)


def syntax_words(error: TemplateSyntaxError) -> str:
    """What a person has to put right, without the place."""
    said = error.message or ""
    for pattern, words in _SAYINGS:
        if m := pattern.search(said):
            return words.format(*m.groups())
    return "写法有误，请检查括号、引号是否用半角、是否成对"
