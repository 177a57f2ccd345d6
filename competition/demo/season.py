"""The demo season: an enterprise's contest, a municipal one, and a national selection.

Everything goes through the operations that people use, at the times when people would have done
it, counted back from the moment of loading; equal moments give equal seasons.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from competition.certificates.text import Design
from competition.database import db
from competition.demo import schemes
from competition.demo.cast import Cast, give_log_in, make_cast
from competition.demo.marks import disputed, plausible
from competition.demo.names import DISTRICTS, PROVINCES, WORKSHOPS
from competition.demo.rule_sets import DOCUMENT
from competition.demo.staging import (
    Contest,
    announce,
    begin,
    certify,
    delegations,
    draw_lots,
    enter_people,
    finish,
    mark,
    promote,
    seat_winners,
)
from competition.events.models import Competition, Tier
from competition.events.operations import add_competition, add_usual_tiers
from competition.people.models import User
from competition.people.operations import appoint
from competition.people.rules import Role
from competition.registration.operations import appoint_leader
from competition.upgrades.operations import import_rule_sets

MORNING = 1  # o'clock in UTC: nine at the venue
ELECTRICIAN = {
    "name_zh": "电工",
    "name_en": "Electrician",
    "occupation": "电工",
    "occupation_code": "6-31-01-03",
}
MILLING = {
    "name_zh": "数控铣",
    "name_en": "CNC Milling",
    "occupation": "铣工",
    "occupation_code": "6-18-01-02",
}
CHAPTERS = 5


def is_empty() -> bool:
    """Whether there is nobody in the database yet."""
    return not db.session.scalar(select(func.count()).select_from(User))


def load(now: datetime) -> Iterator[str]:
    """Load the season into an empty database; says what comes next, and commits at the end."""
    today = now.astimezone(UTC).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    yield "People and tiers"
    cast = make_cast(today - timedelta(days=120))
    tiers = add_usual_tiers(now=today - timedelta(days=120), by=cast.administrator)
    # Jiangcheng is a city directly under the central government: no province in between.
    tiers["municipal"].feeds = tiers["national"]
    rules = import_rule_sets(DOCUMENT, now=today - timedelta(days=110), by=cast.administrator)
    yield "Enterprise contest: electricians"
    first = enterprise(tiers["enterprise"], cast, today - timedelta(days=60))
    yield "Municipal contest: electricians and CNC milling, 149 aspects"
    electricians, millers = municipal(tiers["municipal"], cast, today - timedelta(days=30), first)
    yield "National selection: registration and marking"
    national(tiers["national"], cast, today, electricians)
    yield "Promotions and certificates"
    promote(electricians, rules[0], approvals=5)
    certificates = certify(electricians, Design.FORMAL) + certify(millers, Design.MINIMAL)
    give_log_in(certificates[0].person, now=electricians.settled)
    db.session.commit()


def enterprise(tier: Tier, cast: Cast, final: datetime) -> Contest:
    """Twelve electricians of three works; finished."""
    competition = contest_of(
        tier,
        cast,
        final,
        name_zh=f"{final:%Y}年江城重工职工技能比武",
        name_en=f"{final:%Y} Jiangcheng Heavy Industries Skills Contest",
        organiser_zh="江城重工集团工会",
        organiser_en="Jiangcheng Heavy Industries Union",
    )
    sent = delegations(competition, WORKSHOPS, cast, final - timedelta(days=40))
    contest = announce(
        competition, cast, final, schemes.electrician(), preset="enterprise", **ELECTRICIAN
    )
    enter_people(contest, sent, range(201, 213))
    mark(contest, draw_lots(contest, "D"), plausible)
    finish(contest)
    return contest


def municipal(tier: Tier, cast: Cast, final: datetime, feeder: Contest) -> tuple[Contest, Contest]:
    """Eight districts: 24 electricians, two of them from the enterprise, and 20 millers."""
    competition = contest_of(
        tier,
        cast,
        final,
        name_zh=f"{final:%Y}年江城市职业技能大赛",
        name_en=f"{final:%Y} Jiangcheng Skills Competition",
        organiser_zh="江城市人力资源和社会保障局",
        organiser_en="Jiangcheng Human Resources and Social Security Bureau",
        region="江城市",
    )
    sent = delegations(competition, DISTRICTS, cast, final - timedelta(days=40))
    appoint_leader(sent[0], cast.leader, now=final - timedelta(days=39), by=cast.organiser)
    electricians = announce(
        competition, cast, final, schemes.electrician(), preset="municipal", **ELECTRICIAN
    )
    enter_people(electricians, sent, range(1, 23))
    seat_winners(feeder, electricians, places=2, answers=2)
    mark(electricians, draw_lots(electricians, "D"), plausible)
    finish(electricians)
    millers = announce(
        competition, cast, final, schemes.milling(), preset="worldskills_2026", **MILLING
    )
    enter_people(millers, sent, range(41, 61))
    mark(millers, draw_lots(millers, "X"), plausible)
    finish(millers)
    return electricians, millers


def national(tier: Tier, cast: Cast, today: datetime, feeder: Contest) -> None:
    """A selection: millers are being marked today, electricians can still be entered."""
    competition = contest_of(
        tier,
        cast,
        today,
        name_zh=f"{today:%Y}年全国职业技能大赛选拔赛",
        name_en=f"{today:%Y} National Selection",
        organiser_zh="全国职业技能大赛组委会",
        organiser_en="National Skills Competition Committee",
    )
    sent = delegations(competition, PROVINCES, cast, today - timedelta(days=40))
    appoint_leader(sent[0], cast.leader, now=today - timedelta(days=39), by=cast.organiser)
    millers = announce(competition, cast, today, schemes.milling(), preset="national", **MILLING)
    enter_people(millers, sent, range(101, 113))
    entries = draw_lots(millers, "N")
    mark(millers, entries, disputed, share=0.6)
    begin(millers, entries[-2:], "B1", plausible)
    later = today + timedelta(days=21)
    electricians = announce(
        competition, cast, later, schemes.electrician(), preset="national", **ELECTRICIAN
    )
    enter_people(electricians, sent, range(121, 129))
    seat_winners(feeder, electricians, places=3, answers=1)


def contest_of(
    tier: Tier, cast: Cast, final: datetime, *, region: str = "", **names: str
) -> Competition:
    """A competition of three days, with its organiser and inspector appointed."""
    now = final - timedelta(days=45)
    competition = add_competition(
        tier,
        starts_on=(final - timedelta(days=2)).date(),
        ends_on=final.date(),
        region=region,
        now=now,
        by=cast.administrator,
        **names,
    )
    for user, role in ((cast.organiser, Role.ORGANISER), (cast.inspector, Role.INSPECTOR)):
        appoint(user, role, competition_id=competition.id, now=now, by=cast.administrator)
    return competition
