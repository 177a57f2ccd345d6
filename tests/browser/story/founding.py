"""From an empty database to two events that take entries."""

from datetime import date, timedelta
from pathlib import Path

from tests.browser.acting import Person

PASSWORD = "Lianjiang-2026"
CHIEF, ORGANISER, LEADER = ("guanlan", "Guan Lan"), ("shiyu", "Shi Yu"), ("muyang", "Mu Yang")
JUDGES = (("baihe", "Bai He"), ("chenxi", "Chen Xi"), ("dongli", "Dong Li"))
CITY = "Lianjiang Skills Competition"
PROVINCE = "Haixi Provincial Selection"
ELECTRICIAN, WEB = "Electrician", "Web Technologies"
GOAL = "Electrician, provincial final"
FINAL = date.today() + timedelta(days=3)


def set_up(admin: Person) -> None:
    """The administrator fills in the first page, the ladder and the users."""
    admin.opens("/")
    admin.fills(
        {
            "Name": "管理员",
            "Name in Latin letters": "Administrator",
            "User name": "root",
            "First password": PASSWORD,
        }
    )
    admin.presses("Make administrator")
    admin.follows("Set up the tiers")
    admin.presses("Add the usual ladder")
    admin.reads("Provincial")
    for username, name in (ORGANISER, CHIEF, LEADER, *JUDGES):
        admin.opens("/users")
        admin.follows("Add user")
        admin.fills({"Name": name, "User name": username, "First password": PASSWORD})
        admin.presses("Add user")
        admin.reads(f"{name} can sign in now.")


def add_competition(admin: Person, name: str, chinese: str, tier: str) -> str:
    """The administrator adds a competition and appoints its organiser; gives its address."""
    admin.opens("/")
    admin.follows("Add competition")
    admin.fills(
        {
            "Name in Chinese": chinese,
            "Name in English": name,
            "Tier": tier,
            "Region": "江城市",
            "Organiser in Chinese": "江城市人力资源和社会保障局",
            "Organiser in English": "Lianjiang Human Resources Bureau",
            "First day": f"{FINAL - timedelta(days=1)}",
            "Last day": f"{FINAL}",
        }
    )
    admin.presses("Add competition")
    admin.reads("No event yet")
    address = admin.path
    admin.follows("People")
    admin.fills({"User name or name": ORGANISER[0], "Role": "Organiser"})
    admin.presses("Appoint")
    admin.reads("End appointment")
    return address


def add_event(organiser: Person, competition: str, name: str, chinese: str, preset: str) -> str:
    """The organiser adds an event to a competition, in draft; gives the address of its page."""
    organiser.opens("/")
    organiser.follows("Open competition", within=competition)
    organiser.follows("Add event")
    organiser.fills(
        {
            "Name in Chinese": chinese,
            "Name in English": name,
            "Starts with the settings of": preset,
            "Group": "Staff",
            "Occupation": "电工",
            "Occupation code": "6-31-01-03",
            "Level of the test paper": "Level 3, skilled worker",
            "Registration closes": f"{FINAL - timedelta(days=1)} 18:00",
            "Day of the final": f"{FINAL}",
        }
    )
    organiser.presses("Add event")
    organiser.reads("Registration waits for it")
    return organiser.path


def write_scheme(organiser: Person) -> None:
    """Theory 30 %, which the panel agrees, and practical 70 %, the mean of the judges."""
    organiser.follows("Add scheme")
    organiser.follows("Make by hand")
    for row, (name, weight, marks) in enumerate(
        (
            ("Theory", "30", "One mark that the panel agrees"),
            ("Practical", "70", "Mean"),
        ),
        start=1,
    ):
        organiser.fills(
            {
                f"Name of the criterion {row}": name,
                f"Weight in % {row}": weight,
                f"Marks of the judges {row}": marks,
            }
        )
    organiser.presses("Save marking scheme")


def import_scheme(organiser: Person, workbook: Path) -> None:
    """A real workbook is looked into, and then kept."""
    organiser.follows("Add scheme")
    organiser.follows("Import workbook")
    organiser.sends("Workbook (.xlsx)", workbook)
    organiser.presses("Look into the workbook")
    organiser.reads("Nothing has been saved yet.")
    organiser.reads("149")
    organiser.presses("Save marking scheme")


def appoint(organiser: Person, event: str) -> None:
    """The organiser appoints the chief judge and the judges."""
    organiser.opens(event)
    organiser.follows("Appoint people")
    for role, people in (("Chief judge", (CHIEF,)), ("Judge", JUDGES)):
        for username, name in people:
            organiser.fills({"User name or name": username, "Role": role})
            organiser.presses("Appoint")
            organiser.reads(f"{name} is appointed: {role}.")


def open_registration(organiser: Person, event: str) -> None:
    """The event takes entries."""
    organiser.opens(event)
    organiser.presses("Open registration")
    organiser.reads("Close registration")


def change_settings(organiser: Person, event: str) -> None:
    """Pass marks, no days of notice, and where the winner goes."""
    organiser.opens(event)
    organiser.follows("Settings")
    organiser.fills(
        {
            "Days of public notice": "0",
            "Theory is criterion": "A Theory",
            "Pass mark of theory, of 100": "60",
            "Practical is criterion": "B Practical",
            "Pass mark of the practical, of 100": "60",
            "Winners go to the event": f"{PROVINCE}: {GOAL}",
            "Places there": "1",
        }
    )
    organiser.presses("Save event")
    organiser.follows("Overview")
    organiser.reads(PROVINCE)
