"""One of everything: events in every phase with all that they can have, and a user of every role.

A test that asks every view takes its addresses, keys and forms from here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from competition.advancement.models import Candidate
from competition.advancement.operations import select as fill_places
from competition.certificates.models import Certificate
from competition.database import db
from competition.draw.models import DrawKind
from competition.draw.operations import make_draw
from competition.events.models import Event
from competition.marking.models import Sheet
from competition.people.models import Appointment, User
from competition.people.rules import Role
from competition.permissions import GRANTS, Permission
from competition.registration.lists.operations import keep_list
from competition.registration.lists.reading import Row
from competition.registration.models import Entry
from competition.registration.rules import EntryState
from competition.results.models import Publication, PublicationKind
from competition.results.operations import publish
from competition.upgrades.models import Decision, RuleSetVersion
from competition.upgrades.operations import approve, decide, keep_draft, put_in_force
from tests.application import signed_in
from tests.builders import (
    NOW,
    appoint,
    make_delegation,
    make_entry,
    make_event,
    make_person,
    make_user,
)
from tests.competition.advancement.won import goal, won
from tests.competition.certificates.honoured import TWO_PRIZES, issued
from tests.competition.marking.arranged import in_marking
from tests.competition.results.marked import marked_event
from tests.competition.upgrades.decided import PASS_MARKS, a_file, a_version

SIGNED_IN = "signed in"  # somebody with an account and without a role
KINDS = {"kind": ("csv", "xlsx", "provisional", "entry_code"), "act": ("revoke", "open")}


@dataclass
class Place:
    """An event, a user of every role at it, and the keys of what it has, by argument name."""

    event: Event
    users: dict[str, User]
    keys: dict[str, Any] = field(default_factory=dict)


def furnished(event: Event, **known: User) -> Place:
    """The event with a user of every role, a delegation with an entry, and a list of its leader."""
    at = {"competition_id": event.competition_id}
    delegation = make_delegation(competition=event.competition)
    users: dict[str, User] = {}
    for role in Role:
        users[role] = known.get(role.value) or make_user()
        if role is Role.ADMINISTRATOR:
            appoint(users[role], role)
        elif role is Role.DELEGATION_LEADER:
            appoint(users[role], role, **at, delegation_id=delegation.id)
        elif role.value not in known:
            there = role in (Role.CHIEF_JUDGE, Role.JUDGE)
            appoint(users[role], role, **({"event_id": event.id} if there else at))
    users[SIGNED_IN] = make_user()
    if event.phase.value in ("draft", "registration"):
        person = make_person(user_id=users[SIGNED_IN].id)
        state = EntryState.SUBMITTED
        make_entry(event, persons=[person], delegation=delegation, state=state)
    place = Place(event, users)
    cells = {"name": "=1+1", "document": "X1", "document_type": "护照", "born": "1999-01-01"}
    for role in (Role.DELEGATION_LEADER, Role.ORGANISER):
        draft = keep_list(event, [Row(2, cells)], "a.csv", now=datetime.now(UTC), by=users[role])
        place.keys["draft_id"] = draft.id
    return place


def everything() -> list[Place]:
    """Events in registration, draw, marking, review and on notice, and one that is all over."""
    drawing = make_event(phase="draw", event_format="team2")
    make_entry(drawing, persons=[make_person(), make_person()])
    make_draw(drawing, DrawKind.ENTRY_CODE, now=NOW, by=None)
    day = in_marking(scale="none")
    review, notice = marked_event(), marked_event()
    publish(notice.event, PublicationKind.PROVISIONAL, now=NOW, by=None)
    places = [
        furnished(make_event(phase="draft", scheme=None)),
        furnished(make_event()),
        furnished(drawing),
        furnished(day.event, judge=day.judges[0], chief_judge=day.chief),
        furnished(review.event, judge=review.judges[0], chief_judge=review.chief),
        furnished(notice.event, judge=notice.judges[0], chief_judge=notice.chief),
        furnished(over()),
    ]
    for place in places:
        place.keys = keys_of(place) | place.keys
    db.session.commit()
    return places


def over() -> Event:
    """Final results, decisions of which one is approved, certificates, places at the next tier."""
    arranged = won(to=goal(), medals=TWO_PRIZES, pass_marks=PASS_MARKS)
    event = arranged.event
    put_in_force(event, a_version(), now=NOW, by=None)
    made = decide(event, now=NOW, by=None)
    approve(made[0], now=NOW, by=arranged.organiser)
    issued(arranged)
    fill_places(event, now=NOW, by=None)
    return event


def keys_of(place: Place) -> dict[str, Any]:
    """One key of every kind that the event has, by the name of the argument."""
    event = place.event

    def first(model: Any, **where: Any) -> Any:
        return db.session.scalar(select(func.min(model.id)).filter_by(**where))

    judge = place.users[Role.JUDGE].id
    entry = db.session.scalars(select(Entry).filter_by(event_id=event.id)).first()
    selection = select(func.min(Candidate.id)).where(Candidate.selection.has(event_id=event.id))
    file = keep_draft(a_file(), "rules.json", now=NOW, by=place.users[Role.ADMINISTRATOR])
    found = {
        "event_id": event.id,
        "competition_id": event.competition_id,
        "entry_id": entry and entry.id,
        "person_id": entry and entry.members[0].person_id,
        "key": entry.delegation_id if entry else None,
        "sheet_id": first(Sheet, event_id=event.id, judge_id=judge),
        "judge_id": judge,
        "sub_criterion": "B1" if first(Sheet, event_id=event.id, sub_criterion="B1") else "A1",
        "publication_id": first(Publication, event_id=event.id),
        "decision_id": first(Decision, event_id=event.id),
        "certificate_id": first(Certificate, event_id=event.id),
        "candidate_id": db.session.scalar(selection),
        "appointment_id": first(Appointment, user_id=place.users[Role.INSPECTOR].id),
        "version_id": first(RuleSetVersion),
        "rules_draft_id": file.id,
        "user_id": place.users[SIGNED_IN].id,
        "number": db.session.scalar(select(Certificate.number).limit(1)),
        "name": "en",
    }
    return {name: key for name, key in found.items() if key is not None}


@dataclass(frozen=True)
class Asked:
    """A view at one place: its address, and who may open it."""

    endpoint: str
    address: str
    permission: Permission
    methods: frozenset[str]
    arguments: frozenset[str]

    def opens_to(self, who: str) -> bool:
        if self.permission in (Permission.PUBLIC, Permission.SIGNED_IN):
            return True
        return who != SIGNED_IN and self.permission in GRANTS[Role(who)]


def views(app: Flask, keys: dict[str, Any]) -> Iterator[Asked]:
    """Every view that can be asked for with these keys."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            permission = getattr(app.view_functions[rule.endpoint], "permission", None)
            if permission is None:
                continue
            for chosen in variants(rule.arguments, rule.rule):
                given = keys | chosen
                if rule.endpoint == "upgrades.choose":
                    given["draft_id"] = keys.get("rules_draft_id")
                if rule.arguments <= {name for name, key in given.items() if key is not None}:
                    own = {name: given[name] for name in rule.arguments}
                    yield Asked(
                        rule.endpoint,
                        app.url_for(rule.endpoint, **own),
                        permission,
                        frozenset(rule.methods or ()),
                        frozenset(rule.arguments),
                    )


def variants(arguments: Any, rule: str) -> list[dict[str, str]]:
    """The words that stand in an address beside its keys."""
    listed = re.search(r"any\(([^)]*)\):(\w+)", rule)
    if listed:
        return [{listed[2]: word.strip()} for word in listed[1].split(",")]
    for name, words in KINDS.items():
        if name in arguments:
            return [{name: word} for word in words]
    return [{}]


def browser_of(app: Flask, place: Place, who: str) -> Any:
    return signed_in(app, place.users[who])


class Forms(HTMLParser):
    """The forms of a page that are posted: where to, and what they would send untouched."""

    def __init__(self, here: str, page: str) -> None:
        super().__init__()
        self.here = here
        self.found: list[tuple[str, dict[str, str]]] = []
        self.posted = False
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "form":
            self.posted = given.get("method", "").lower() == "post"
            if self.posted:
                self.found.append((given.get("action") or self.here, {}))
        if not self.posted or not self.found:
            return
        fields = self.found[-1][1]
        if tag == "input" and name and given.get("type") not in ("file", "checkbox", "radio"):
            fields[name] = given.get("value", "")
        elif tag == "input" and name and given.get("type") != "file":
            fields.setdefault(name, given.get("value", "on"))
        elif tag == "textarea" and name:
            fields[name] = ""
        elif tag == "button" and name:
            fields.setdefault(name, given.get("value", ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and ("selected" in given or self.select not in fields):
            fields[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.posted = False
        if tag == "select":
            self.select = ""


def counts() -> dict[str, int]:
    """How many rows every table has."""
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in db.metadata.sorted_tables
    }
