"""From delegations to blind codes: who competes, and under which number."""

import csv
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter import Workbook

from competition.demo.names import Somebody, somebody
from tests.browser.acting import Person
from tests.browser.story.founding import LEADER

TYPED, IN_CSV, IN_XLSX = somebody(1), (somebody(2), somebody(3)), (somebody(4), somebody(5))
DELEGATION = "云岭区"
HEADINGS = ("姓名", "拼音", "身份证号", "单位", "现有等级")


def add_delegation(organiser: Person, competition: str) -> None:
    """The organiser adds a delegation and appoints its leader."""
    organiser.opens(competition)
    organiser.follows("Delegations")
    organiser.fills(
        {"Code": "YL", "Name in Chinese": DELEGATION, "Name in English": "Yunling District"}
    )
    organiser.presses("Add delegation")
    organiser.reads("Yunling District")
    organiser.fills({"User name": LEADER[0]})
    organiser.presses("Appoint")
    organiser.reads(LEADER[1])


def enter_by_form(leader: Person, event: str) -> None:
    """One contestant, typed in; a number with a wrong check digit is refused and kept."""
    leader.opens("/")
    leader.follows("我的报名")
    leader.follows(f"在「{event}」添加报名")
    wrong = TYPED.identity_number[:-1] + ("0" if TYPED.identity_number[-1] != "0" else "1")
    leader.fills(
        {
            "姓名": TYPED.name,
            "拉丁字母姓名": TYPED.name_en,
            "证件号码": wrong,
            "单位或院校": "云岭机电公司",
            "本职业现有技能等级": "三级/高级工",
        }
    )
    leader.presses("提交报名")
    leader.reads("尚未保存")
    leader.fills({"证件号码": TYPED.identity_number})
    leader.presses("提交报名")
    leader.reads(TYPED.name)


def enter_by_list(leader: Person, event: str, file: Path) -> None:
    """A list is checked, nothing is written, and then it is imported."""
    leader.opens("/")
    leader.follows("我的报名")
    leader.follows(f"为「{event}」导入名单")
    leader.sends("文件", file)
    leader.presses("检查名单")
    leader.reads("尚未写入任何数据")
    leader.presses("导入 2 份报名")
    leader.reads("新增 2")


def rows(people: Sequence[Somebody]) -> list[tuple[str, ...]]:
    """A list as a school would write it."""
    lines = [
        (one.name, one.name_en, one.identity_number, "云岭机电公司", "三级/高级工")
        for one in people
    ]
    return [HEADINGS, *lines]


def csv_list(folder: Path) -> Path:
    file = folder / "电工.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows(IN_CSV))
    return file


def xlsx_list(folder: Path) -> Path:
    file = folder / "网站技术.xlsx"
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows(IN_XLSX)):
            sheet.write_row(number, 0, row)
    return file


def accept_everybody(organiser: Person, event: str) -> None:
    """The organiser accepts all entries and closes registration."""
    organiser.opens(event)
    organiser.follows("Entries")
    organiser.ticks("Choose all on this page")
    organiser.presses("Accept")
    organiser.reads("Accepted")
    organiser.follows("Overview")
    organiser.follows("Close registration")
    organiser.fills({"Reason": "Everybody has answered"})
    organiser.presses("Close registration")
    organiser.reads("Registration is closed")


def draw_lots(organiser: Person, event: str, prefix: str) -> None:
    """Entry codes and stations, from a seed that is typed in before witnesses."""
    organiser.opens(event)
    organiser.follows("Draw")
    organiser.fills({"Seed": "3 5 1 6", "Codes begin with": prefix}, within="Entry codes")
    organiser.presses("Draw the entry codes")
    organiser.reads(f"{prefix}-01")
    organiser.fills({"Seed": "2 4 4 1"}, within="Draw the stations")
    organiser.presses("Draw the stations")
    organiser.reads("2 4 4 1")
