"""The usual ladder: which tiers there are in China, and which feeds which."""

from typing import NamedTuple


class Rung(NamedTuple):
    """One tier of the usual ladder; `feeds` is the code of the tier that its winners go to."""

    code: str
    name_zh: str
    name_en: str
    height: int
    feeds: str | None


USUAL_LADDER = (
    Rung("worldskills", "世界技能大赛", "WorldSkills Competition", 6, None),
    Rung("belt_and_road", "一带一路国际技能大赛", "Belt and Road Skills Competition", 6, None),
    Rung("national", "国家级", "National", 5, "worldskills"),
    Rung("industry", "行业", "Industry", 4, "national"),
    Rung("provincial", "省级", "Provincial", 4, "national"),
    Rung("municipal", "市级", "Municipal", 3, "provincial"),
    Rung("county", "县级", "County", 2, "municipal"),
    Rung("school", "院校", "School", 1, "municipal"),
    Rung("enterprise", "企业", "Enterprise", 1, "municipal"),
)
