"""From panels to locked marks: sheets filled in, a spread scored again, nothing left open."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import select

from competition.app import create_app
from competition.config import flask_config
from competition.database import db
from competition.demo.marks import plausible
from competition.events.models import Event
from competition.marking import queries
from competition.marking.bulk import enter_all, submit_all
from competition.people.queries import user_named
from competition.registration.models import Entry
from tests.browser.acting import Person
from tests.browser.story.founding import JUDGES, WEB

THEORY = {"D-01": "90", "D-02": "80", "D-03": "70"}
PRACTICAL = {
    "D-01": ("94", "95", "96"),
    "D-02": ("84", "85", "86"),
    "D-03": ("74", "75", "76"),
}


def start(chief: Person, event: str) -> None:
    """The chief judge sets the same panel for all sub-criteria, and marking starts."""
    chief.opens(event)
    chief.follows("Marking")
    chief.follows("Set the panels")
    for _, name in JUDGES:
        chief.ticks(f"{name}, The same panel for all")
    chief.presses("Use for all")
    chief.reads("fits")
    chief.follows("Marking")
    chief.presses("Start marking")
    chief.reads("Not submitted")


def fill_in(judge: Person, event: str, part: str, aspect: str, values: Mapping[str, str]) -> None:
    """A judge begins with the first entry; each submitted sheet leads to the next."""
    judge.opens(f"{event}/sheets")
    first = True
    for code, value in values.items():
        if first:
            judge.begins(f"开始 {code}·{part}")
        first = False
        judge.fills({aspect: value})
        judge.presses("提交")
        judge.reads(f"{code}·{part} 已提交。")


def mark_electricians(judges: Sequence[Person], event: str) -> None:
    """The first judge writes what the panel agreed on theory; all judge the practical."""
    fill_in(judges[0], event, "A1", "Theory", THEORY)
    for place, judge in enumerate(judges):
        values = {code: given[place] for code, given in PRACTICAL.items()}
        fill_in(judge, event, "B1", "Practical", values)
        judge.reads("评分表已全部提交")


def mark_websites(instance: Path) -> str:
    """All 149 aspects of both entries, by the operations: nobody should click that often.

    Gives the name of an aspect on which the judges are too far apart, with 0, 3 and 3.
    """
    with create_app(flask_config(instance)).app_context():
        event = db.session.scalars(select(Event).filter_by(name_en=WEB)).one()
        entries = db.session.scalars(select(Entry).filter_by(event_id=event.id)).all()
        judges = [user_named(username) for username, _ in JUDGES]
        scheme = queries.scheme_of(event)
        assert scheme is not None
        wide = next(one for one in scheme.aspects.values() if one.kind == "judgement")
        luck, marks = Random(7), {}
        for ability, entry in zip((0.9, 0.5), entries, strict=True):
            for place, judge in enumerate(judges):
                assert judge is not None
                marks[entry.id, judge.id] = {
                    one.code: plausible(one, ability, luck)
                    for one in scheme.aspects.values()
                    if place == 0 or one.kind == "judgement"
                }
                if entry is entries[0]:
                    marks[entry.id, judge.id][wide.code] = ("0", "3", "3")[place]
        now = datetime.now(UTC)
        enter_all(event, marks, now=now, by=None)
        submit_all(event, now=now, by=None)
        db.session.commit()
        return wide.name


def send_back(chief: Person, event: str) -> None:
    """The spread keeps marking open; the chief judge returns the aspect to its panel."""
    chief.opens(f"{event}/marking")
    chief.reads("spread 3, at most 1")
    chief.presses("Lock marking (1 open)")
    chief.reads("a spread of 3, at most 1")
    chief.opens(f"{event}/marking")
    chief.begins("Look at")
    chief.fills({"Reason": "0 and 3 for the same page: look at it together."})
    chief.presses("Return to the panel")
    chief.reads("The scores were 0, 3, 3.")


def score_again(judges: Sequence[Person], event: str, name: str) -> None:
    """Every judge of the panel scores the aspect again, and submits."""
    for judge in judges:
        judge.opens(f"{event}/sheets")
        judge.begins("复议")
        judge.reads("look at it together")
        judge.page.get_by_role("group", name=name).get_by_text("2", exact=True).click()
        judge.presses("提交")
        judge.reads("评分表已全部提交")


def lock(chief: Person, event: str) -> None:
    """Nothing is open: the chief judge locks the marks."""
    chief.opens(f"{event}/marking")
    chief.reads("Every sheet is submitted.")
    chief.presses("Lock marking")
    chief.reads("Marking is locked. The results can be reviewed.")
