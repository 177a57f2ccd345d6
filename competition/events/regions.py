"""Names of regions by their code of GB/T 2260, such as 330100 for 浙江省杭州市."""

import re

from stdnum import numdb

TIMES = re.compile(r"^\[(\d*)-(\d*)\]")  # "[1997-]永川区" since then, "[-2010]崇文区" until then
NO_NAME = ("市辖区", "县")  # what only gathers the districts or counties of a city


def region_name(code: str) -> str | None:
    """The region of a six-digit code, from the province down; None when there is none today."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return None
    province, prefecture, own = (part_of(c) for c in (code[:2] + "0000", code[:4] + "00", code))
    if not own or not province:
        return None
    names = [province, prefecture if prefecture not in NO_NAME else "", own]
    return "".join(dict.fromkeys(name for name in names if name and name not in NO_NAME))


def part_of(code: str) -> str:
    """The name of this code alone; empty when there is none or it is no longer used."""
    found = numdb.get("cn/loc").info(code)
    name = str(found[-1][1].get("county", "")) if len(found) > 1 else ""
    times = TIMES.match(name)
    return "" if times and times[2] else TIMES.sub("", name)
