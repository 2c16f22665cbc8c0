"""How the command line speaks of its own use: help pages and wrong usage in Chinese.

Click writes both in English. Its help page is kept and its few fixed words are put into Chinese; of its
errors the ones that a person can make are said anew, because a clerk who mistypes an option must not need
English to mend it.
"""

from __future__ import annotations

from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

#: Click's UsageError, wherever this version of typer keeps it (some carry click inside).
USAGE_ERRORS = cast("tuple[type[Exception], ...]", (typer.BadParameter.__mro__[1],))

_HELP_WORDS = {
    "Usage: ": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 ...",
    "{PATH...}...": "PATH...",
    "{CODE}": "CODE",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本帮助。",
    "[default: ": "[默认：",
    "[required]": "[必填]",
    " <list[str]>": "",
}


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


def wrong_usage(error: Any) -> str:
    """Wrong usage in Chinese; click's own English sentence only where it says something we cannot know."""
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
        text = f"缺少 {hint}。"
    elif name == "NoSuchCommand" or "No such command" in error.format_message():
        known = getattr(getattr(error.ctx, "command", None), "commands", {})
        text = f"没有这个命令，可用：{'、'.join(known)}。"
    elif name == "BadParameter":
        text = f"{hint}：{error.message}。"
    else:
        text = error.format_message()
    command = error.ctx.command_path if getattr(error, "ctx", None) is not None else "juesuan"
    return f"{text}\n用法见 {command} --help"
