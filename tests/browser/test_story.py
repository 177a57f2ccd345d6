"""The short season, as people click and type it, from an empty database to a certificate."""

from pathlib import Path

import pytest

from tests.browser.acting import Enter, Person
from tests.browser.story import founding as found

WORKBOOK = "data/schemes/euroskills2023_s17.xlsx"


@pytest.fixture(scope="module")
def workbook(shared: Path) -> Path:
    """A real marking scheme of 149 aspects."""
    file = shared / WORKBOOK
    if not file.is_file():
        pytest.skip(f"{WORKBOOK} is not among the shared data.")
    return file


def test_a_season_is_run_in_the_browser(fresh: str, enter: Enter, workbook: Path) -> None:
    admin = Person(enter("en-GB"), fresh)
    found.set_up(admin)
    found.add_competition(admin, found.CITY, "江城市职业技能大赛", "Municipal")
    found.add_competition(admin, found.PROVINCE, "海西省选拔赛", "Provincial")
    organiser = Person(enter("en-GB"), fresh)
    organiser.signs_in(found.ORGANISER[0], found.PASSWORD)
    trade = "Province or city: theory and practical"
    goal = found.add_event(organiser, found.PROVINCE, found.GOAL, "电工决赛", trade)
    found.write_scheme(organiser)
    electrician = found.add_event(organiser, found.CITY, found.ELECTRICIAN, "电工", trade)
    found.write_scheme(organiser)
    web = found.add_event(organiser, found.CITY, found.WEB, "网站技术", "WorldSkills 2026")
    found.import_scheme(organiser, workbook)
    for event in (electrician, web):
        found.appoint(organiser, event)
    for event in (goal, electrician, web):
        found.open_registration(organiser, event)
