"""One object with defaults; a test states only what it is about."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from competition.database import db
from competition.events.models import Competition, Event, MarkingScheme, Tier
from competition.events.rules import Phase
from competition.people.models import Appointment, Organisation, Person, User
from competition.people.rules import Role
from competition.registration.models import Delegation, Entry, Member
from competition.registration.rules import EntryState
from competition.vault import vault

NOW = datetime(2026, 9, 20, 8, 0, tzinfo=UTC)
serial = count(1)

# Argon2 of "correct horse": hashing it anew for every user would be most of the tests' time.
PASSWORD = "correct horse"
PASSWORD_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$x4h86tC0hUJXB3VQs3FeJA$"
    "vNwKJLmzuI09ZrE0dt2549mYWC8CTmxQ42cO6ZG0zZA"
)

TWO_JUDGES = {
    "decimals": 2,
    "criteria": [
        {
            "code": "A",
            "name": "Theory",
            "factor": "0.30",
            "sub_criteria": [
                {
                    "code": "A1",
                    "name": "Paper",
                    "aspects": [
                        {"code": "A1.1", "name": "Paper", "kind": "measurement", "maximum": "100"}
                    ],
                }
            ],
        },
        {
            "code": "B",
            "name": "Practical",
            "factor": "0.70",
            "sub_criteria": [
                {
                    "code": "B1",
                    "name": "Workpiece",
                    "aspects": [
                        {
                            "code": "B1.1",
                            "name": "Workpiece",
                            "kind": "score",
                            "maximum": "100",
                            "step": "0.5",
                            "combine": {"method": "mean"},
                        }
                    ],
                }
            ],
        },
    ],
}


def added(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing


def make_user(**values: Any) -> User:
    n = next(serial)
    defaults = {
        "username": f"user{n}",
        "name": f"用户{n}",
        "name_en": f"User {n}",
        "password_hash": PASSWORD_HASH,
        "created_at": NOW,
    }
    return added(User(**defaults | values))


def appoint(user: User, role: Role, **scope: Any) -> Appointment:
    """Scope: competition_id, event_id, delegation_id."""
    return added(Appointment(user=user, role=role, appointed_at=NOW, **scope))


def make_organisation(**values: Any) -> Organisation:
    return added(Organisation(**{"name_zh": f"第{next(serial)}机械厂"} | values))


def make_person(**values: Any) -> Person:
    n = next(serial)
    number = values.pop("document", f"P{n:08d}")
    defaults = {
        "name": f"选手{n}",
        "name_en": f"Contestant {n}",
        "document_type": "other",
        "document_sealed": vault.seal(number),
        "document_lookup": vault.lookup(number),
        "born": date(1998, 5, 17),
        "created_at": NOW,
    }
    return added(Person(**defaults | values))


def make_tier(**values: Any) -> Tier:
    n = next(serial)
    defaults = {"code": f"tier{n}", "name_zh": f"层级{n}", "name_en": f"Tier {n}", "height": n}
    return added(Tier(**defaults | values))


def make_competition(**values: Any) -> Competition:
    n = next(serial)
    defaults = {
        "name_zh": f"第{n}届技能大赛",
        "name_en": f"Skills Competition {n}",
        "organiser_zh": "江城市人力资源和社会保障局",
        "organiser_en": "Jiangcheng Human Resources Bureau",
        "starts_on": date(2026, 9, 18),
        "ends_on": date(2026, 9, 20),
        "created_at": NOW,
    }
    if "tier" not in values:
        values["tier"] = make_tier()
    return added(Competition(**defaults | values))


def make_event(*, scheme: dict[str, Any] | None = TWO_JUDGES, **values: Any) -> Event:
    """An event in registration, with the scheme of theory 30 % and practical 70 %."""
    n = next(serial)
    defaults = {
        "name_zh": f"数控铣{n}",
        "name_en": f"CNC Milling {n}",
        "occupation": "铣工",
        "occupation_code": "6-18-01-02",
        "phase": "registration",
        "held_on": date(2026, 9, 20),
        "registration_closes_at": datetime(2030, 1, 1, tzinfo=UTC),
        "medals": {"rule": "none"},
        "ranking": {"metrics": ["total"], "ties": "share"},
        "pass_marks": {},
        "created_at": NOW,
    }
    if "competition" not in values:
        values["competition"] = make_competition()
    settings = defaults | values
    event = added(Event(**settings | {"phase": Phase(settings["phase"])}))
    if scheme is not None:
        added(
            MarkingScheme(event=event, document=scheme, source="by hand", warnings=[], saved_at=NOW)
        )
    return event


def make_delegation(**values: Any) -> Delegation:
    n = next(serial)
    if "competition" not in values:
        values["competition"] = make_competition()
    return added(Delegation(**{"code": f"D{n}", "name_zh": f"第{n}代表队"} | values))


def make_entry(event: Event, **values: Any) -> Entry:
    """An accepted entry of one person."""
    persons = values.pop("persons", None) or [make_person()]
    if "delegation" not in values:
        values["delegation"] = make_delegation(competition=event.competition)
    entry = added(
        Entry(**{"event": event, "state": EntryState.ACCEPTED, "created_at": NOW} | values)
    )
    for position, person in enumerate(persons, start=1):
        added(Member(entry=entry, person=person, position=position, current_level="none"))
    return entry
