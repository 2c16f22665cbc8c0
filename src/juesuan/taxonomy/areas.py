"""The provinces, as people write them: an area decides forms and words of a report, so one that is none is told.

Hong Kong, Macau and Taiwan are not among them, because they publish no departmental accounts of this kind.
"""

from __future__ import annotations

from difflib import get_close_matches

from juesuan.documents.refusal import Refusal

PROVINCES = (
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西",
    "西藏", "宁夏", "新疆",
)  # fmt: skip


def province_of(area: str) -> str:
    """The province that an area names first (四川省清河县: 四川), "" if it names none."""
    found = [(at, p) for p in PROVINCES if (at := area.find(p)) >= 0]
    return min(found)[1] if found else ""


def check_area(area: str) -> str:
    """``area`` itself; raises :class:`Refusal` naming what is near if it is in no province. "" is none in particular."""
    if not area or province_of(area):
        return area
    near = get_close_matches(area[:3], PROVINCES, 3, 0.4) or get_close_matches(area[:2], PROVINCES, 3, 0.4)
    hint = f"相近的有：{'、'.join(near)}；" if near else ""
    advice = (
        f"{hint}请写省、自治区或直辖市的名称，县市写在后面，如 四川 或 四川省清河县；不写则用全国通用式样"
    )
    raise Refusal("no-area", area, "没有这个地区", advice)
