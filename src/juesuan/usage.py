"""How the command line speaks of its own use: help pages and wrong usage in Chinese.

Click writes both in English. Its help page is kept and its few fixed words are put into Chinese; of its
errors the ones that a person can make are said anew, because a clerk who mistypes an option must not need
English to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

#: Click's UsageError, wherever this version of typer keeps it (some carry click inside).
USAGE_ERRORS = cast("tuple[type[Exception], ...]", (typer.BadParameter.__mro__[1],))

_CHINESE = re.compile(r"[\u4e00-\u9fff]")

_HELP_WORDS = {
    "Usage: ": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 ...",
    "{报告...}...": "报告...",
    "{规则}": "规则",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本帮助。",
    "[default: ": "[默认：",
    "[required]": "[必填]",
    " <list[str]>": "",
}


class Interrupted(Exception):
    """A run over reports that a person stopped; it says how far it had come."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(f"已中断：{done} 份已完成，其余 {total - done} 份未审核。")


def words_of(values: Iterable[str] | None) -> list[str]:
    """The words of options that may be given several times and hold several words each, by commas."""
    parts = (part.strip() for value in values or () for part in re.split("[,，、]", value))
    return [part for part in parts if part]


class Group(TyperGroup):
    """The commands, with their help page in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The page."""
        return _chinese(super().get_help(ctx))


class Command(TyperCommand):
    """One command, with its help page in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The page."""
        return _chinese(super().get_help(ctx))


def _chinese(text: str) -> str:
    for english, chinese in _HELP_WORDS.items():
        text = text.replace(english, chinese)
    return text


#: What click says of a wrong value, as patterns, and the same in Chinese.
_SAID = (
    (r"'?(.*?)'? is not a valid integer( range)?\.?", r"“\1”不是整数"),
    (r"'?(.*?)'? is not a valid float( range)?\.?", r"“\1”不是数字"),
    (r"'?(.*?)'? is not a valid boolean\.?.*", r"“\1”不是“是”或“否”"),
    (r"'?(.*?)'? is not one of (.*?)\.?", r"“\1”不在可以选的值里：\2"),
    (r"(?:File|Path|Directory) '(.*?)' does not exist\.?", r"找不到“\1”"),
    (r"Option '?(.*?)'? requires (?:an argument|\d+ arguments)\.?", r"\1 后面要写上内容"),
    (r"Option '?(.*?)'? does not take a value\.?", r"\1 后面不写内容"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)\.?", r"多写了“\1”"),
    (r"Missing command\.?", "缺少命令"),
)


def _in_chinese(message: str) -> str:
    """Click's own sentence in Chinese; what is Chinese already stays as it is."""
    for pattern, words in _SAID:
        found = re.fullmatch(pattern, message, re.S)
        if found:
            return found.expand(words)
    return message.rstrip("。.") if _CHINESE.search(message) else "写法不对"


def _no_command(error: Any) -> str:
    """A command that does not exist: its word, the nearest one, and all there are."""
    known = getattr(getattr(error.ctx, "command", None), "commands", {})
    quoted = re.search(r"No such command ['\"](.*?)['\"]\.?", error.format_message(), re.S)
    word = quoted[1] if quoted else ""
    near = get_close_matches(word.lower(), known, 1)
    asked = f"，是不是 {near[0]}？" if near else "，"
    return f"没有“{word}”这个命令{asked}可用：{'、'.join(known)}。"


def wrong_usage(error: Any) -> str:
    """Wrong usage in Chinese."""
    name = type(error).__name__
    hint = getattr(error, "param_hint", None) or ""
    param = getattr(error, "param", None)
    if not hint and param is not None:
        hint = (
            param.metavar if param.param_type_name == "argument" and param.metavar else "/".join(param.opts)
        )
    if name == "NoArgsIsHelpError":
        return str(error.ctx.get_help())
    if name == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        text = f"没有 {error.option_name} 这个选项" + (f"，是不是 {'、'.join(near)}？" if near else "。")
    elif name == "MissingParameter":
        text = f"缺少“{hint.rstrip('.')}”。"
    elif name == "NoSuchCommand" or "No such command" in error.format_message():
        text = _no_command(error)
    elif name == "BadParameter":
        text = f"{hint}：{_in_chinese(error.message)}。"
    else:
        text = f"{_in_chinese(error.format_message())}。"
    command = error.ctx.command_path if getattr(error, "ctx", None) is not None else "juesuan"
    return f"{text}\n用法见 {command} --help"
