"""Entries go from the delegation to the organiser and back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from competition.audit import AuditRecord
from competition.database import db
from competition.errors import Clash, Locked
from competition.events.rules import EventFormat, Phase
from competition.people.models import Person
from competition.registration.nominees import DocumentType, Nominee
from competition.registration.operations import (
    accept,
    add_delegation,
    correct_entry,
    reject,
    return_,
    submit_entry,
    withdraw,
)
from competition.registration.rules import EntryState
from judging.errors import Faults, RuleViolation
from tests.builders import (
    NOW,
    make_competition,
    make_delegation,
    make_event,
    make_user,
)


def nominee(document: str = "G1234567", **values: Any) -> Nominee:
    defaults = {
        "name": "王小明",
        "document_type": DocumentType.PASSPORT,
        "document": document,
        "born": date(2000, 5, 17),
        "organisation": "江城机械厂",
        "current_level": "senior",
    }
    return Nominee(**(defaults | values))


def submit(event: Any, *members: Nominee, delegation: Any = None, **values: Any) -> Any:
    return submit_entry(
        event,
        delegation or make_delegation(competition=event.competition),
        members or [nominee()],
        now=values.pop("now", NOW),
        by=None,
    )


def refused(event: Any, *members: Nominee, **values: Any) -> list[tuple[str, str]]:
    with pytest.raises(Faults) as refusal:
        submit(event, *members, **values)
    return [(fault.path, str(fault.sentence)) for fault in refusal.value.faults]


def test_an_entry_is_submitted_with_its_person_level_and_organisation(app):
    entry = submit(make_event())

    [member] = entry.members
    assert entry.state is EntryState.SUBMITTED
    assert (member.person.name, member.current_level) == ("王小明", "senior")
    assert member.person.organisation.name_zh == "江城机械厂"
    assert member.person.document_masked.startswith("G")
    assert b"G1234567" not in member.person.document_sealed


def test_a_person_is_found_again_by_the_document(app):
    first, second = make_event(), make_event()

    entries = [submit(first), submit(second)]

    assert entries[0].members[0].person is entries[1].members[0].person
    assert db.session.query(Person).count() == 1


@pytest.mark.parametrize(
    ("values", "path"),
    [({"name": "王晓明"}, "1.name"), ({"born": date(2000, 5, 18)}, "1.born")],
)
def test_a_document_on_record_with_another_name_or_birth_is_never_merged(app, values, path):
    submit(make_event())

    faults = refused(make_event(), nominee(**values))

    assert [where for where, _ in faults] == [path]
    assert db.session.query(Person).one().name == "王小明"


def test_nobody_enters_one_event_twice_or_two_events_of_a_competition(app):
    competition = make_competition()
    first = make_event(competition=competition, name_zh="焊接")
    second = make_event(competition=competition)
    submit(first)

    assert refused(first) == [("1.document", "王小明 is entered in this event already.")]
    assert refused(second) == [
        ("1.document", "王小明 is entered in 焊接 of this competition; one event each.")
    ]


def test_a_withdrawn_or_rejected_entry_frees_person_and_place(app):
    event = make_event(per_delegation=1)
    delegation = make_delegation(competition=event.competition)
    withdraw(submit(event, delegation=delegation), "ill", now=NOW, by=None)
    reject(submit(event, delegation=delegation), "no papers", now=NOW, by=None)

    assert submit(event, delegation=delegation).state is EntryState.SUBMITTED


def test_all_obstacles_are_named_at_once(app):
    event = make_event(
        born_from=date(2001, 1, 1),
        per_delegation=1,
        most_entries=1,
        registration_closes_at=datetime(2026, 9, 1, tzinfo=UTC),
    )
    delegation = make_delegation(competition=event.competition)
    submit(
        event,
        nominee(born=date(2001, 1, 1)),
        delegation=delegation,
        now=datetime(2026, 8, 31, tzinfo=UTC),
    )

    faults = refused(event, nominee("G7654321"), delegation=delegation)

    assert [where for where, _ in faults] == ["", "delegation", "", "1.born"]


def test_entries_are_taken_in_registration_only(app):
    [(_, sentence)] = refused(make_event(phase=Phase.DRAW))

    assert "phase draw" in sentence


def test_a_team_has_as_many_members_as_the_event_asks(app):
    event = make_event(event_format=EventFormat.TEAM2)

    entry = submit(event, nominee(), nominee("G7654321", name="李雷"))

    assert [member.person.name for member in entry.members] == ["王小明", "李雷"]
    assert refused(event, nominee("G0000001")) == [
        ("", "An entry of this event has 2 members; this one has 1.")
    ]


def test_one_person_is_not_two_members(app):
    event = make_event(event_format=EventFormat.TEAM2)

    assert [where for where, _ in refused(event, nominee(), nominee())] == ["2.document"]


def test_a_delegation_enters_events_of_its_own_competition_only(app):
    with pytest.raises(RuleViolation, match="another competition"):
        submit(make_event(), delegation=make_delegation())


def test_a_returned_entry_is_corrected_and_submitted_again(app):
    entry = submit(make_event())
    return_(entry, "level not proven", now=NOW, by=None)

    correct_entry(entry, [nominee(current_level="none")], now=NOW, by=None)

    assert (entry.state, entry.reason) == (EntryState.SUBMITTED, "")
    assert [member.current_level for member in entry.members] == ["none"]


def test_another_person_may_take_the_place_of_a_returned_one(app):
    entry = submit(make_event())
    return_(entry, "wrong person", now=NOW, by=None)

    correct_entry(entry, [nominee("G7654321", name="李雷")], now=NOW, by=None)
    db.session.flush()

    assert [member.person.name for member in entry.members] == ["李雷"]


def test_an_accepted_entry_is_not_corrected(app):
    entry = submit(make_event())
    accept(entry, now=NOW, by=None)

    with pytest.raises(Locked):
        correct_entry(entry, [nominee(current_level="none")], now=NOW, by=None)


@pytest.mark.parametrize("decide", [return_, reject, withdraw])
def test_a_decision_against_an_entry_needs_a_reason(app, decide):
    entry = submit(make_event())

    with pytest.raises(RuleViolation, match="reason"):
        decide(entry, "  ", now=NOW, by=None)
    assert entry.state is EntryState.SUBMITTED


def test_a_withdrawn_entry_stays_withdrawn(app):
    entry = submit(make_event())
    withdraw(entry, "ill", now=NOW, by=None)

    with pytest.raises(RuleViolation):
        accept(entry, now=NOW, by=None)


def test_entries_stand_once_marking_has_begun(app):
    entry = submit(make_event())
    entry.event.phase = Phase.MARKING

    with pytest.raises(Locked):
        withdraw(entry, "ill", now=NOW, by=None)


def test_every_act_is_on_record_with_its_reason(app):
    organiser = make_user()
    entry = submit(make_event())
    return_(entry, "no photo", now=NOW, by=organiser)

    acts = db.session.query(AuditRecord).filter_by(event_id=entry.event_id).all()

    assert [act.action for act in acts] == ["entry.submitted", "entry.returned"]
    assert acts[1].details == {"entry": entry.id, "reason": "no photo"}
    assert acts[1].by is organiser


def test_codes_and_names_of_delegations_are_unique_in_a_competition(app):
    competition = make_competition()
    add_delegation(competition, "yc", "永川区", now=NOW, by=None)

    with pytest.raises(Clash):
        add_delegation(competition, "YC", "渝中区", now=NOW, by=None)
    with pytest.raises(Clash):
        add_delegation(competition, "YZ", "永川区", now=NOW, by=None)
    assert add_delegation(make_competition(), "YC", "永川区", now=NOW, by=None).code == "YC"
