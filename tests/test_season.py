"""One season as one story: an enterprise's contest, a municipal one, a national selection.

Everything goes through the operations that the pages call. The numbers are small enough to be
worked out by hand; they stand beside the marks.
"""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from pypdf import PdfReader

from competition.advancement.models import CandidateState
from competition.advancement.operations import answer, select, set_goal
from competition.certificates.operations import issue
from competition.certificates.queries import certificate_numbered
from competition.certificates.text import Design
from competition.cli import main
from competition.database import db
from competition.draw.models import DrawKind
from competition.draw.operations import make_draw
from competition.draw.queries import codes_of
from competition.draw.rules import draw_lots
from competition.errors import NotYet
from competition.events.operations import (
    add_competition,
    add_event,
    add_usual_tiers,
    close_registration,
    open_registration,
    save_scheme,
)
from competition.events.rules import Phase
from competition.marking.bulk import enter_all, submit_all
from competition.marking.history import verify_chain
from competition.marking.operations import lock, set_panel, start_marking
from competition.people.operations import add_user, appoint
from competition.people.rules import Role
from competition.portfolio.queries import record_of
from competition.registration.lists.operations import import_list
from competition.registration.lists.reading import read_list
from competition.registration.models import Entry
from competition.registration.nominees import DocumentType, Nominee
from competition.registration.operations import accept, add_delegation, submit_entry
from competition.results.models import PublicationKind
from competition.results.operations import publish
from competition.upgrades.operations import approve, decide, import_rule_sets, put_in_force
from tests.application import app, application
from tests.builders import TWO_JUDGES
from tests.rule_builders import a_file, a_rule, a_set_document

__all__ = ["app", "application"]

SPRING = datetime(2026, 3, 2, 1, tzinfo=UTC)
PROVISIONAL, FINAL = PublicationKind.PROVISIONAL, PublicationKind.FINAL


@pytest.fixture
def people(app):
    """The administrator, an organiser, a chief judge and two judges."""

    def user(name: str):
        return add_user(name, name.title(), "correct horse", now=SPRING, by=None)

    found = {name: user(name) for name in ("admin", "organiser", "chief", "first", "second")}
    appoint(found["admin"], Role.ADMINISTRATOR, now=SPRING, by=None)
    return found


class Contest:
    """An event on its way from registration to final results, a week after `day` has begun."""

    def __init__(self, people, tier, name, day, **settings):
        self.people, self.day = people, day
        self.competition = add_competition(
            tier,
            name_zh=f"{name}大赛",
            name_en=f"{name} Contest",
            organiser_zh="江城市总工会",
            organiser_en="Jiangcheng Trade Unions",
            starts_on=day.date(),
            ends_on=day.date(),
            now=SPRING,
            by=people["admin"],
        )
        self.event = add_event(
            self.competition,
            name_zh="电工",
            name_en="Electrician",
            occupation="电工",
            occupation_code="6-31-01-03",
            held_on=day.date(),
            registration_closes_at=day - timedelta(days=3),
            preset="municipal",
            now=SPRING,
            by=people["organiser"],
            **settings,
        )
        scheme = TWO_JUDGES  # theory 30 %, practical 70 %, the mean of two judges
        save_scheme(self.event, scheme, source="by hand", warnings=[], now=SPRING, by=None)
        for name_of_judge in ("first", "second"):
            judge = people[name_of_judge]
            appoint(judge, Role.JUDGE, event_id=self.event.id, now=SPRING, by=None)
        appoint(people["chief"], Role.CHIEF_JUDGE, event_id=self.event.id, now=SPRING, by=None)
        open_registration(self.event, now=SPRING, by=people["organiser"])

    def delegation(self, code, name):
        return add_delegation(self.competition, code, name, now=SPRING, by=self.people["organiser"])

    def draw(self, entries):
        organiser = self.people["organiser"]
        for entry in entries:
            accept(entry, now=SPRING, by=organiser)
        close_registration(self.event, now=self.day, by=organiser, reason="all are here")
        for kind in DrawKind:
            make_draw(self.event, kind, seed=f"seed of {kind}", now=self.day, by=organiser)

    def mark(self, marks):
        """`marks`: entry -> theory, practical by the first judge, practical by the second."""
        people, event = self.people, self.event
        first, second = people["first"], people["second"]
        set_panel(event, "A1", [first], now=self.day, by=people["chief"])
        set_panel(event, "B1", [first, second], now=self.day, by=people["chief"])
        start_marking(event, now=self.day, by=people["chief"])
        given = {}
        for entry, (theory, one, two) in marks.items():
            given[entry.id, first.id] = {"A1.1": theory, "B1.1": one}
            given[entry.id, second.id] = {"B1.1": two}
        enter_all(event, given, now=self.day, by=None)
        assert submit_all(event, now=self.day, by=None) == 0

    def publish(self):
        evening = self.day + timedelta(hours=8)
        lock(self.event, now=evening, by=self.people["chief"])
        publish(self.event, PROVISIONAL, now=evening, by=self.people["organiser"])
        over = evening + timedelta(days=self.event.notice_days, minutes=1)
        return publish(self.event, FINAL, now=over, by=self.people["organiser"])


def nominee(number, name, level="senior"):
    return Nominee(
        name=name,
        document_type=DocumentType.PASSPORT,
        document=f"E{number:08d}",
        born=date(1995, 4, 12),
        current_level=level,
    )


def names(publication):
    return [row.names[0] for row in publication.standings]


def test_a_winner_rises_from_the_enterprise_to_the_national_selection(people, tmp_path):
    tiers = add_usual_tiers(now=SPRING, by=people["admin"])
    tiers["municipal"].feeds = tiers["national"]  # a city without a province above it

    # The enterprise: three electricians, one entered by hand, two by a list.
    works = Contest(people, tiers["enterprise"], "江城重工", datetime(2026, 5, 4, 1, tzinfo=UTC))
    north, south = works.delegation("N", "北厂"), works.delegation("S", "南厂")
    lin = submit_entry(
        works.event, north, [nominee(1, "林启航")], now=SPRING, by=people["organiser"]
    )
    list_ = (
        "代表队,姓名,证件类型,证件号码,出生日期,现有技能等级\n"
        "南厂,周望舒,护照,E00000002,1995-04-12,高级工\n"
        "北厂,陈嘉木,护照,E00000003,1996-01-30,中级工\n"
    )
    done = import_list(
        works.event, [north, south], read_list(list_.encode("gb18030")), now=SPRING, by=None
    )
    assert done.new == 2
    entries = entries_of(works.event)
    works.draw(entries)

    # The codes are those of the recorded seed: anybody can draw again.
    order = draw_lots([entry.id for entry in entries], "seed of entry_code")
    assert codes_of(works.event.id) == {
        entry_id: f"K-{place:02d}" for place, entry_id in enumerate(order, start=1)
    }

    assert entries[0] is lin
    _, zhou, chen = entries
    works.mark(
        {
            lin: ("80", "90", "91"),  # 24.00 + 0.7 x 90.5 = 63.35 -> 87.35
            zhou: ("95", "80", "82"),  # 28.50 + 0.7 x 81 = 56.70 -> 85.20
            chen: ("60", "70.5", "70"),  # 18.00 + 0.7 x 70.25 = 49.175 -> 49.18 -> 67.18
        }
    )
    publication = works.publish()
    assert [(r.rank, r.names[0], r.total) for r in publication.standings] == [
        (1, "林启航", Decimal("87.35")),
        (2, "周望舒", Decimal("85.20")),
        (3, "陈嘉木", Decimal("67.18")),
    ]
    assert works.event.phase is Phase.FINAL
    assert verify_chain(works.event.id) is None

    # Anybody gets the same from the published file.
    assert recomputed(publication, tmp_path) == ["87.35", "85.20", "67.18"]

    # The city: two places, one a works. The second declines, the next in the list follows.
    city = Contest(people, tiers["municipal"], "江城市", datetime(2026, 8, 3, 1, tzinfo=UTC))
    by = people["organiser"]
    set_goal(works.event, city.event, places=2, per_delegation=1, now=SPRING, by=by)
    selection = select(works.event, now=works.day + timedelta(days=8), by=by)
    offers = {c.entry.members[0].person.name: c for c in selection.candidates}
    assert offers["林启航"].state is CandidateState.OFFERED
    assert offers["周望舒"].state is CandidateState.OFFERED
    assert offers["陈嘉木"].state is not CandidateState.OFFERED  # his works has its place
    answer(offers["林启航"], True, now=SPRING, by=by)
    answer(offers["周望舒"], True, now=SPRING, by=by)

    others = city.delegation("Y", "云岭区")
    for number, name in ((11, "许砚秋"), (12, "沈以宁"), (13, "何书远"), (14, "唐景明")):
        level = "technician" if name == "许砚秋" else "intermediate"
        submit_entry(city.event, others, [nominee(number, name, level)], now=SPRING, by=by)
    entries = entries_of(city.event)
    city.draw(entries)
    by_name = {entry.members[0].person.name: entry for entry in entries}
    assert by_name["林启航"].members[0].person_id == lin.members[0].person_id  # one for life
    city.mark(
        {
            by_name["林启航"]: ("90", "92", "92"),  # 27.00 + 64.40 = 91.40
            by_name["许砚秋"]: ("90", "90", "90"),  # 27.00 + 63.00 = 90.00
            by_name["周望舒"]: ("80", "85", "85"),  # 24.00 + 59.50 = 83.50
            by_name["沈以宁"]: ("55", "95", "95"),  # 16.50 + 66.50 = 83.00
            by_name["何书远"]: ("70", "70", "70"),  # 70.00
            by_name["唐景明"]: ("60", "60", "60"),  # 60.00
        }
    )
    with pytest.raises(NotYet):
        issue(city.event, Design.FORMAL, now=city.day, by=by, base_url="https://saiwu.example")
    final = city.publish()
    assert names(final) == ["林启航", "许砚秋", "周望舒", "沈以宁", "何书远", "唐景明"]

    # Promotion: the first four, when both parts are passed; Shen has 55 in theory.
    reward = {
        "type": "skill_level",
        "map": [
            {"current": ["none", "intermediate", "senior"], "grant": "technician"},
            {"current": ["technician"], "grant": "senior_technician"},
        ],
    }
    both = {"theory": "pass", "practical": "pass"}
    rules = a_file(a_set_document([a_rule({"from": 1, "to": 4}, reward, min_scores=both)]))
    (version,) = import_rule_sets(rules, now=SPRING, by=people["admin"])
    put_in_force(city.event, version, now=SPRING, by=by)
    decisions = decide(city.event, now=city.day + timedelta(days=9), by=by)
    granted = {d.person.name: d.granted_level for d in decisions}
    assert granted == {
        "林启航": "technician",
        "许砚秋": "senior_technician",
        "周望舒": "technician",
        "沈以宁": None,
        "何书远": None,
        "唐景明": None,
    }
    approve([d for d in decisions if d.granted_level], now=SPRING, by=people["admin"])
    assert [held.level for held in lin.members[0].person.levels] == ["technician"]

    # Certificates: what the file says is what the check page says.
    certificates = issue(
        city.event, Design.FORMAL, now=city.day, by=by, base_url="https://saiwu.example"
    )
    # Of six, a tenth is nobody; a fifth and three tenths are one each.
    assert [one.person.name for one in certificates] == ["林启航", "许砚秋"]
    for certificate in certificates:
        text = PdfReader(BytesIO(certificate.pdf)).pages[0].extract_text()
        assert certificate.number in text
        assert certificate.person.name in text.replace("\u3000", "").replace(" ", "")
        assert certificate_numbered(certificate.number) is certificate

    # The nation: the city's first goes on, and the record of a lifetime tells it all.
    nation = Contest(people, tiers["national"], "全国选拔", datetime(2026, 11, 2, 1, tzinfo=UTC))
    set_goal(city.event, nation.event, places=1, per_delegation=None, now=SPRING, by=by)
    selection = select(city.event, now=city.day + timedelta(days=10), by=by)
    first, second = selection.candidates[:2]
    answer(first, False, now=SPRING, by=by, reason="ill")
    assert second.state is CandidateState.OFFERED  # the list as it was decides who is next
    answer(second, True, now=SPRING, by=by)
    assert [e.members[0].person.name for e in entries_of(nation.event)] == ["许砚秋"]
    told = record_of(lin.members[0].person)
    assert len(told) >= 3  # two contests and a promotion


def entries_of(event):
    wanted = sa.select(Entry).filter_by(event_id=event.id).order_by(Entry.id)
    return list(db.session.scalars(wanted))


def recomputed(publication, folder):
    """The totals that `saiwu recompute` prints for the published file."""
    file = folder / "bundle.json"
    file.write_text(json.dumps(publication.bundle), encoding="utf-8")
    result = CliRunner().invoke(main, ["recompute", str(file)])
    assert result.exit_code == 0, result.stderr
    return [json.loads(line)["total"] for line in result.stdout.splitlines()]
