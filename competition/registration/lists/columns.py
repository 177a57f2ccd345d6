"""The columns of a list, in Chinese and English, and the other names that people give them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize


@dataclass(frozen=True)
class Column:
    """One column; the heading of our own lists is `zh en`."""

    code: str
    zh: str
    en: str
    others: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.zh} {self.en}"


COLUMNS = {
    column.code: column
    for column in (
        Column(
            "delegation", "代表团", "Delegation", ("代表队", "代表团名称", "推荐单位", "team name")
        ),
        Column("team", "组号", "Team", ("队号", "参赛队", "组别号", "team number", "team no")),
        Column("name", "姓名", "Name", ("选手姓名", "选手", "参赛选手", "contestant", "full name")),
        Column(
            "name_en", "拼音或英文名", "Latin name", ("姓名拼音", "拼音", "英文名", "english name")
        ),
        Column("document_type", "证件类型", "Document type", ("证件种类", "id type")),
        Column(
            "document",
            "证件号码",
            "Document number",
            ("身份证号", "身份证号码", "证件号", "公民身份号码", "id number", "identity number"),
        ),
        Column("born", "出生日期", "Date of birth", ("生日", "出生年月日", "birth date", "born")),
        Column(
            "organisation",
            "单位或院校",
            "Employer or school",
            ("单位", "工作单位", "院校", "学校", "所在单位", "employer", "school", "organisation"),
        ),
        Column(
            "current_level",
            "现有技能等级",
            "Skill level held",
            (
                "现有等级",
                "技能等级",
                "职业技能等级",
                "等级",
                "level",
                "current level",
                "skill level",
            ),
        ),
        Column(
            "titles",
            "已获荣誉称号",
            "Titles held",
            ("荣誉称号", "已获称号", "称号", "获得荣誉", "titles"),
        ),
        # Written by the export for people; not read.
        Column("state", "状态", "State"),
        Column("reason", "说明", "Reason"),
    )
}
READ = tuple(code for code in COLUMNS if code not in ("state", "reason"))
NEEDED = ("name", "document")


def _key(heading: str) -> str:
    return re.sub(r"[\W_]", "", normalize("NFKC", heading)).lower()


SPELLINGS = {
    _key(spelling): column.code
    for column in COLUMNS.values()
    for spelling in (column.code, column.zh, column.en, column.heading, *column.others)
}


def column_named(heading: str) -> str | None:
    """The code of the column with this heading, however it is spelt; None for another one.

    A remark in brackets does not matter: 证件号码（18 位）.
    """
    bare = re.sub(r"[（(\[【].*?[)）\]】]", "", normalize("NFKC", heading))
    return SPELLINGS.get(_key(heading)) or SPELLINGS.get(_key(bare))


def columns_for(*, team: bool, delegation: bool) -> Sequence[Column]:
    """The columns of an empty list: the team only where there are teams."""
    left_out = {code for code, kept in (("team", team), ("delegation", delegation)) if not kept}
    return [COLUMNS[code] for code in READ if code not in left_out]
