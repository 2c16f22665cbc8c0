"""Another county's or city's name where a report describes its own: “鹤泡山市主城区…” in the report of 松原岭市.

What a report says of its area (its town, its people, its party committee and government) it says of its own place.
A place of the same level there that the whole report names only once came with a text from elsewhere. The report's
own place is that of its unit, or, where no unit is named, the one its title begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.entities import name_of
from juesuan.claims.model import Report
from juesuan.rules.texts import HAN, Stretch, scan, stretches, words_of

_TITLED = re.compile(rf"([{HAN}]{{2,6}}[市县区旗])(?=20\d\d年|(?:部门|财政|本级)(?:决算|预算))")
#: The first lines, among which a title stands.
_FIRST_LINES = 4
#: How often a report names the place it is about, at least.
_USUAL = 3
#: What is said of one's own area: its parts, its people, where it lies, who leads it.
_OF_ITS_OWN = (
    r"(?:主城区|中心城区|建成区|城区|全域|全境|境内|辖区|常住人口|户籍人口|总人口|总面积|国土面积|位于|地处|下辖|现辖|"
    r"城镇居民|农村居民|城乡居民)"
)
_LED_BY = r"(?:委、|委(?=[县市区旗](?:人民)?政府)|党委、)"
_PLACE = re.compile(
    rf"(?:^|(?<=[，。；：、）]))(?:目前|近年来|截至20\d\d年[末底]|20\d\d年末?)?，?"
    rf"(?:(?P<place>[{HAN}]{{2,5}}[市县区旗])(?P<tail>{_OF_ITS_OWN})"
    # without the 在 before it a verb may stand there: 承办县委、县政府交办的工作
    rf"|在(?P<leader>[{HAN}]{{2,5}}[市县区旗])(?P<led>{_LED_BY}))"
)
_SIGN = re.compile(rf"[市县区旗](?:{_OF_ITS_OWN}|{_LED_BY})")
#: Words that end like a place and name none: 全市, 部分县, 试点县, 中心城区.
_NO_PLACE = re.compile(
    r"[全各我本该外两三多每某邻]|部分|有关|相关|其[他它余中]|周边|试点|示范|贫困|脱贫|重点|革命|边境|民族|资源|工业|农业|"
    r"地级|县级|副省|省会|老旧|新建|新增|居住|居民|社区|城[区市]|小区|园区|景区|库区|灌区|林区|片区|新区|开发|高新|经济|辖|超市|门市|[于对在为的和及与向]|"
    r"落实|承[担办接]|完成|负责|推进|实施|组织|开展|保障|维护|管理|建设|涉及|覆盖|服务|加强|成为|确保|改善|提[升高]|促进|包括|分布|遍布|打造|统筹|协调|指导|监督"
)


def foreign_places(report: Report) -> Iterator[tuple[Stretch, int, int, str, str]]:
    """Where a report describes another place as its own: stretch, start, end, the place and one's own."""
    own = own_place(report)
    if not own:
        return
    whole = words_of(report).text
    for s, m in scan(report, _PLACE, _SIGN, cells=False):
        place = m["place"] or m["leader"]
        alike = place[-1] == own[-1] and place != own and own[:-1] not in place and place[:-1] not in own
        if alike and not _NO_PLACE.search(place) and whole.count(place[:-1]) == 1:
            yield s, m.start("place" if m["place"] else "leader"), m.end(), place, own


def own_place(report: Report) -> str:
    """The county, district or city a report is about, "" if it does not name one often enough."""
    places = name_of(report.profile.entity).places if report.profile.entity else ()
    named = places[-1] if places else _titled(report)
    often = bool(named) and words_of(report).text.count(named) >= _USUAL
    return named if often and named[-1] in "市县区旗" else ""


def _titled(report: Report) -> str:
    for n, s in enumerate(stretches(report, cells=False)):
        m = _TITLED.match(s.text) if n < _FIRST_LINES else None
        if m is not None and not _NO_PLACE.search(m[1]):
            return m[1]
        if n >= _FIRST_LINES:
            break
    return ""
