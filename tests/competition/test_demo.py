"""The demo season: three tiers, finished and unfinished, the same at every load."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from stdnum.cn import ric

from competition.database import db
from competition.demo import cast, names, schemes, season
from competition.events.models import Event, Tier
from competition.events.rules import Phase
from competition.people.operations import user_with_password
from competition.results.models import Publication
from judging.scheme import parse_scheme
from tests.application import empty

TODAY = datetime(2026, 10, 9, 12, 30, tzinfo=UTC)


@pytest.fixture
def loaded(app):
    for _ in season.load(TODAY):
        pass


def test_the_season_climbs_three_tiers_and_is_in_every_state(loaded):
    events = db.session.scalars(select(Event).join(Event.competition)).all()

    assert {event.competition.tier.code for event in events} == {
        "enterprise",
        "municipal",
        "national",
    }
    assert {event.phase for event in events} == {Phase.FINAL, Phase.MARKING, Phase.REGISTRATION}
    assert {len(event.marking_scheme.scheme.aspects) for event in events} == {149, 5}


def test_everybody_named_can_sign_in(loaded):
    for username, _ in cast.LOG_INS:
        assert user_with_password(username, cast.PASSWORD), username


def test_nothing_of_the_season_lies_in_the_future_but_what_is_still_to_come(loaded):
    for publication in db.session.scalars(select(Publication)):
        assert publication.published_at < TODAY
    for event in db.session.scalars(select(Event).where(Event.phase == Phase.REGISTRATION)):
        assert event.registration_closes_at > TODAY


def test_the_same_moment_gives_the_same_results(app):
    def digest():
        now = TODAY - timedelta(days=120)
        users = cast.make_cast(now)
        tiers = season.add_usual_tiers(now=now, by=users.administrator)
        assert isinstance(tiers["enterprise"], Tier)
        season.enterprise(tiers["enterprise"], users, TODAY - timedelta(days=60))
        last = select(Publication.digest).order_by(Publication.id.desc()).limit(1)
        return db.session.scalar(last)

    first = digest()
    db.session.rollback()
    empty()

    assert digest() == first


def test_the_milling_scheme_has_149_aspects_and_100_marks():
    scheme = parse_scheme(schemes.milling())

    assert len(scheme.aspects) == 149
    assert scheme.maximum == 100
    assert sum(aspect.kind == "judgement" for aspect in scheme.aspects.values()) == 26


def test_invented_people_differ_and_have_valid_identity_numbers():
    people = [names.somebody(number) for number in range(1, 215)]

    assert len({person.name for person in people}) == len(people)
    assert len({person.identity_number for person in people}) == len(people)
    assert all(ric.is_valid(person.identity_number) for person in people)
    assert all(f"{p.born:%Y%m%d}" in p.identity_number for p in people)
