"""Charts for paper: a Vega-Lite specification becomes SVG or PNG without a browser and without a network.

Both need a Chinese font; the one that comes as a dependency is registered, so that a bare server draws the same
picture as a desktop. Rendering is remembered, because Word, PDF and web page of one report show the same charts.
"""

from __future__ import annotations

import hashlib
import json
import struct
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from juesuan.cache import keep, kept

#: The family used in charts where the specification names none.
FONT = "Noto Sans SC"
#: Picture points per point of the drawing: 450 points wide on 150 mm give about 230 to the inch.
SCALE = 3
_SNIPPET = "window.drawChart = vegaEmbed;"


def svg(spec: dict[str, Any]) -> str:
    """The chart as an SVG document."""
    return _svg(_text(spec))


def png(spec: dict[str, Any]) -> bytes:
    """The chart as a PNG picture with ``SCALE`` points to each point of the drawing."""
    return _png(_text(spec))


def size(picture: bytes) -> tuple[float, float]:
    """Width and height of a chart's PNG in points on paper."""
    wide, high = struct.unpack(">II", picture[16:24])
    return wide / SCALE, high / SCALE


@lru_cache(maxsize=1)
def browser_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one JavaScript module text that offers ``window.drawChart``.

    Bundling takes longer than all other writing of a report, and its result depends on nothing but the versions, so it
    is kept in the user's cache.
    """
    name = (
        f"vega-{metadata.version('vl-convert-python')}-{hashlib.sha256(_SNIPPET.encode()).hexdigest()[:8]}.js"
    )
    known = kept(name)
    if known is not None:
        return known.decode()
    bundle: str = _converter().javascript_bundle(_SNIPPET)
    keep(name, bundle.encode())
    return bundle


def fonts() -> Path:
    """The directory of the fonts that come as a dependency (Noto Sans SC and Noto Serif SC, OFL)."""
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).parent


def _text(spec: dict[str, Any]) -> str:
    config = {"font": FONT, **spec.get("config", {})}
    return json.dumps({"background": "white", **spec, "config": config}, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=1)
def _converter() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(fonts()))
    return vl_convert


@lru_cache(maxsize=64)
def _svg(spec: str) -> str:
    drawing: str = _converter().vegalite_to_svg(spec)
    return drawing


@lru_cache(maxsize=64)
def _png(spec: str) -> bytes:
    picture: bytes = _converter().svg_to_png(_svg(spec), scale=SCALE)
    return picture
