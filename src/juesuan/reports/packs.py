"""Template packs: what a report of an area and year must contain, in which order and words, as data.

A pack is a folder with ``pack.toml`` (area, years, chapters, style, what must be explained) and ``sentences.toml``
(one Jinja text a section). It may extend another pack and then holds only what differs. Templates run in a sandbox and
see only the phrases of :mod:`juesuan.reports.phrases`, so a pack of a user's own can print facts and nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from juesuan.documents.refusal import Refusal
from juesuan.reports.phrases_print import Style

DEFAULT = "national"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report (第一部分 …): its heading and the keys of its sections, in order."""

    title: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: heading ("" for none), Jinja text, and a condition under which it appears ("" for always)."""

    key: str
    heading: str
    text: str
    when: str = ""


@dataclass(frozen=True)
class Pack:
    """A template pack with everything it inherits. ``required`` are the places whose reason must be given.

    ``annexed`` are the performance documents that the area publishes within the report, ``layout`` that of its
    self-evaluation tables.
    """

    name: str
    title: str
    areas: tuple[str, ...] = ()
    since: int = 0
    until: int = 9999
    kind: str = "部门"
    base: str = "initial"
    three_base: str = "adjusted"
    forms: str = ""
    regulations: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    annexed: tuple[str, ...] = ()
    layout: str = "部颁"
    chapters: tuple[Chapter, ...] = ()
    sections: dict[str, Section] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    origin: str = ""

    def fits(self, area: str, year: int) -> bool:
        """Is the pack made for this area and year? A pack without areas is made for none in particular."""
        return self.since <= year <= self.until and any(a in area for a in self.areas)


def names() -> list[str]:
    """The packs that come with the product."""
    return sorted(p.name for p in _home().iterdir() if p.is_dir() and p.joinpath("pack.toml").is_file())


def choose(area: str, year: int) -> Pack:
    """The pack of an area and year (the latest that fits), the national one if there is none."""
    fitting = [p for p in map(load, names()) if p.fits(area, year)]
    return max(fitting, key=lambda p: p.since) if fitting else load(DEFAULT)


def find(name: str) -> Pack:
    """A pack by name, or by the folder of a pack of one's own. Raises :class:`Refusal` naming what is wrong."""
    if name in names():
        return load(name)
    folder = Path(name)
    if not (folder / "pack.toml").is_file():
        raise Refusal(
            "no-pack", name, "没有这个模板", f"可用的模板：{'、'.join(names())}；自己的模板请给出文件夹"
        )
    return read(folder)


@lru_cache(maxsize=16)
def load(name: str) -> Pack:
    """A pack of the product."""
    return read(_home().joinpath(name))


def read(folder: Traversable) -> Pack:
    """Read a pack's folder and what it extends. Raises :class:`Refusal` if a file cannot be understood."""
    head = _toml(folder, "pack.toml")
    below = head.pop("extends", "")
    if below and below not in names():
        raise Refusal(
            "pack-extends",
            _shown(folder, "pack.toml"),
            f"extends 写的模板“{below}”不存在",
            f"可用：{'、'.join(names())}",
        )
    pack = load(below) if below else Pack("", "")
    own = {
        key: Section(key, s.get("heading", ""), s.get("text", ""), s.get("when", ""))
        for key, s in _sections(folder)
    }
    unknown = set(head) - {*Pack.__dataclass_fields__, "chapter"} | {"sections", "origin"} & set(head)
    if unknown:
        raise Refusal(
            "pack-field",
            _shown(folder, "pack.toml"),
            f"不认识的项目：{'、'.join(sorted(unknown))}",
            "请删除或改正",
        )
    changes: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in head.items() if k not in ("chapter", "style")
    }
    if "chapter" in head:
        changes["chapters"] = tuple(Chapter(c["title"], tuple(c["sections"])) for c in head["chapter"])
    unknown = set(head.get("style", {})) - set(Style.__dataclass_fields__)
    if unknown:
        raise Refusal(
            "pack-field",
            _shown(folder, "pack.toml"),
            f"[style] 中不认识的项目：{'、'.join(sorted(unknown))}",
            "请删除或改正",
        )
    return replace(
        pack,
        **changes,
        sections={**pack.sections, **own},
        style=replace(pack.style, **head.get("style", {})),
        origin=str(folder),
    )


def _sections(folder: Traversable) -> Iterator[tuple[str, dict[str, str]]]:
    if folder.joinpath("sentences.toml").is_file():
        for key, section in _toml(folder, "sentences.toml").items():
            if not isinstance(section, dict) or set(section) - {"heading", "text", "when"}:
                raise Refusal(
                    "pack-section",
                    _shown(folder, "sentences.toml"),
                    f"“{key}”一节写法不对",
                    "每节只能有 heading、text、when 三项",
                )
            yield key, section


def _toml(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            "pack-file", _shown(folder, name), "读不出这个文件", "请确认文件存在并以 UTF-8 保存"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise Refusal(
            "pack-toml", _shown(folder, name), f"TOML 写法有误（{error}）", "请按提示的行号改正"
        ) from error


def _shown(folder: Traversable, name: str) -> str:
    return f"{folder.name}/{name}"


def _home() -> Traversable:
    return files("juesuan.reports").joinpath("packs")
