"""The short season, as people click and type it, from an empty database to a certificate.

Organisers, the administrator and the chief judge read English; the leader, the judges and the
contestant read Chinese.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.acting import Enter, Person
from tests.browser.story import entering, founding, marking, publishing, rewarding

WORKBOOK = "data/schemes/euroskills2023_s17.xlsx"
FEW_MARKS, MANY_MARKS = "National competition", "WorldSkills 2026"


@pytest.fixture(scope="module")
def workbook(shared: Path) -> Path:
    """A real marking scheme of 149 aspects."""
    file = shared / WORKBOOK
    if not file.is_file():
        pytest.skip(f"{WORKBOOK} is not among the shared data.")
    return file


@dataclass(frozen=True)
class Events:
    """The addresses of the events."""

    goal: str
    electrician: str
    web: str

    @property
    def municipal(self) -> tuple[str, str]:
        return self.electrician, self.web


def test_a_season_is_run_in_the_browser(
    fresh: str, enter: Enter, workbook: Path, tmp_path: Path
) -> None:
    def arrives(username: str = "", *, locale: str = "en-GB", password: str = "") -> Person:
        person = Person(enter(locale), fresh)
        if username:
            person.signs_in(username, password or founding.PASSWORD)
        return person

    admin = arrives()
    city = found(admin)
    organiser = arrives(founding.ORGANISER[0])
    events = announce(organiser, workbook)
    leader = arrives(founding.LEADER[0], locale="zh-CN")
    fill_the_field(organiser, leader, city, events, tmp_path)
    chief = arrives(founding.CHIEF[0])
    judges = [arrives(username, locale="zh-CN") for username, _ in founding.JUDGES]
    give_marks(chief, judges, events, tmp_path / "instance")
    for event in events.municipal:
        publishing.publish(organiser, event)
    anybody = arrives()
    publishing.read_results(anybody, founding.ELECTRICIAN)
    rewarding.import_rules(admin, tmp_path)
    rewarding.promote(organiser, events.electrician)
    rewarding.fill_places(organiser, leader, events.electrician, events.goal)
    username, password = rewarding.issue(organiser, events.electrician)
    contestant = arrives(username, password=password, locale="zh-CN")
    rewarding.check(anybody, rewarding.download(contestant))


def found(admin: Person) -> str:
    """The administrator sets up; gives the address of the city's competition."""
    founding.set_up(admin)
    founding.add_competition(admin, founding.PROVINCE, "海西省选拔赛", "Provincial")
    return founding.add_competition(admin, founding.CITY, "江城市职业技能大赛", "Municipal")


def announce(organiser: Person, workbook: Path) -> Events:
    """An event above, one by hand and one out of a workbook, all open for registration."""
    add = founding.add_event
    goal = add(organiser, founding.PROVINCE, founding.GOAL, "电工决赛", FEW_MARKS)
    founding.write_scheme(organiser)
    electrician = add(organiser, founding.CITY, founding.ELECTRICIAN, "电工", FEW_MARKS)
    founding.write_scheme(organiser)
    founding.change_settings(organiser, electrician)
    web = add(organiser, founding.CITY, founding.WEB, "网站技术", MANY_MARKS)
    founding.import_scheme(organiser, workbook)
    events = Events(goal, electrician, web)
    for event in events.municipal:
        founding.appoint(organiser, event)
    for event in (goal, *events.municipal):
        founding.open_registration(organiser, event)
    return events


def fill_the_field(
    organiser: Person, leader: Person, city: str, events: Events, folder: Path
) -> None:
    """Contestants by form, CSV and XLSX; accepted; under blind codes."""
    entering.add_delegation(organiser, city)
    entering.enter_by_form(leader, "电工")
    entering.enter_by_list(leader, "电工", entering.csv_list(folder))
    entering.enter_by_list(leader, "网站技术", entering.xlsx_list(folder))
    for event, prefix in zip(events.municipal, "DW", strict=True):
        entering.accept_everybody(organiser, event)
        entering.draw_lots(organiser, event, prefix)


def give_marks(chief: Person, judges: list[Person], events: Events, instance: Path) -> None:
    """Marks are given, a spread is scored again, and both events are locked."""
    for event in events.municipal:
        marking.start(chief, event)
    marking.mark_electricians(judges, events.electrician)
    aspect = marking.mark_websites(instance)
    marking.send_back(chief, events.web)
    marking.score_again(judges, events.web, aspect)
    for event in events.municipal:
        marking.lock(chief, event)
