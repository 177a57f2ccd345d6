"""How the demo takes an event from registration to results, by the operations people use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from competition.advancement.models import CandidateState
from competition.advancement.operations import answer, select, set_goal
from competition.certificates.models import Certificate
from competition.certificates.operations import issue
from competition.certificates.text import Design
from competition.config import setting
from competition.database import db
from competition.demo.cast import Cast
from competition.demo.names import somebody
from competition.draw.models import DrawKind
from competition.draw.operations import make_draw
from competition.events.models import Competition, Event
from competition.events.operations import (
    add_event,
    close_registration,
    open_registration,
    save_scheme,
)
from competition.marking import queries as marking
from competition.marking.bulk import enter_all, submit_all
from competition.marking.operations import lock, set_panel, start_marking
from competition.people.operations import appoint
from competition.people.rules import Role
from competition.registration.models import Delegation, Entry
from competition.registration.nominees import DocumentType, Nominee
from competition.registration.operations import accept, add_delegation, submit_entry
from competition.results.models import PublicationKind
from competition.results.operations import publish
from competition.upgrades.models import RuleSetVersion
from competition.upgrades.operations import approve, decide, put_in_force
from judging.marking.aspect import Aspect

HERE = "http://127.0.0.1:8000"
LEVELS = ("senior", "intermediate", "senior", "technician", "junior")
Judged = Callable[[Aspect, float, Random], str]


@dataclass(frozen=True)
class Contest:
    """One event on its way; `final` is the day of the final at nine in the morning."""

    event: Event
    cast: Cast
    final: datetime

    @property
    def early(self) -> datetime:
        """A month before the final: registration is open."""
        return self.final - timedelta(days=30)

    @property
    def settled(self) -> datetime:
        """The day after the notice period: the results are final."""
        return self.final + timedelta(days=self.event.notice_days + 1)


def delegations(
    competition: Competition, sent: Sequence[tuple[str, str, str]], cast: Cast, now: datetime
) -> list[Delegation]:
    """Add the delegations of a competition."""
    return [
        add_delegation(competition, code, name, name_en=name_en, now=now, by=cast.organiser)
        for code, name, name_en in sent
    ]


def announce(
    competition: Competition, cast: Cast, final: datetime, scheme: dict[str, Any], **settings: Any
) -> Contest:
    """Add an event with its scheme and judges, and open registration."""
    early = final - timedelta(days=30)
    event = add_event(
        competition,
        held_on=final.date(),
        registration_closes_at=settings.pop("closes", final - timedelta(days=10)),
        now=early,
        by=cast.organiser,
        **settings,
    )
    save_scheme(event, scheme, source="by hand", warnings=[], now=early, by=cast.organiser)
    appoint(cast.chief, Role.CHIEF_JUDGE, event_id=event.id, now=early, by=cast.organiser)
    for judge in cast.judges:
        appoint(judge, Role.JUDGE, event_id=event.id, now=early, by=cast.organiser)
    open_registration(event, now=early, by=cast.organiser)
    return Contest(event, cast, final)


def enter_people(
    contest: Contest, sent_by: Sequence[Delegation], numbers: Sequence[int]
) -> list[Entry]:
    """Enter the invented people with these numbers, in turn for each delegation."""
    return [
        submit_entry(
            contest.event,
            sent_by[place % len(sent_by)],
            [nominee(number, sent_by[place % len(sent_by)])],
            now=contest.early,
            by=contest.cast.leader,
        )
        for place, number in enumerate(numbers)
    ]


def nominee(number: int, delegation: Delegation) -> Nominee:
    """The invented person as their delegation enters them."""
    person = somebody(number)
    return Nominee(
        name=person.name,
        name_en=person.name_en,
        document_type=DocumentType.RESIDENT_ID,
        document=person.identity_number,
        born=person.born,
        organisation=f"{delegation.name_zh}机电公司",
        current_level=LEVELS[number % len(LEVELS)],
    )


def seat_winners(contest: Contest, goal: Contest, *, places: int, answers: int) -> None:
    """Fill places at the next tier from the final results; the first `answers` are accepted."""
    by, now = contest.cast.organiser, contest.settled
    set_goal(contest.event, goal.event, places=places, per_delegation=1, now=now, by=by)
    selection = select(contest.event, now=now, by=by)
    offered = [one for one in selection.candidates if one.state is CandidateState.OFFERED]
    for candidate in offered[:answers]:
        answer(candidate, True, now=now + timedelta(hours=2), by=by)


def promote(contest: Contest, version: RuleSetVersion, *, approvals: int) -> None:
    """Decide by the rule set, and approve the first of what can be approved."""
    by, now = contest.cast.organiser, contest.settled
    put_in_force(contest.event, version, now=now, by=by)
    decisions = [one for one in decide(contest.event, now=now, by=by) if one.granted_level]
    approve(decisions[:approvals], now=now + timedelta(hours=1), by=by)


def certify(contest: Contest, design: Design) -> list[Certificate]:
    """Issue a certificate to everybody with an award."""
    by, now = contest.cast.organiser, contest.settled
    address = setting("SAIWU_BASE_URL") or HERE
    return issue(contest.event, design, now=now, by=by, base_url=address)


def draw_lots(contest: Contest, prefix: str) -> list[Entry]:
    """Accept everybody, close registration, draw codes and stations; who competes."""
    organiser, before = contest.cast.organiser, contest.final - timedelta(days=1)
    entries = entries_of(contest.event)
    for entry in entries:
        accept(entry, now=contest.early + timedelta(days=5), by=organiser)
    close_registration(contest.event, now=before, by=organiser, reason="报名已截止，提前抽签")
    for kind in (DrawKind.ENTRY_CODE, DrawKind.STATION):
        seed = f"{contest.event.name_en} {kind.value} {contest.final:%Y-%m-%d}"
        make_draw(contest.event, kind, seed=seed, prefix=prefix, now=before, by=organiser)
    return entries


def entries_of(event: Event) -> list[Entry]:
    """Everybody who was entered, in the order of entering."""
    wanted = sa.select(Entry).where(Entry.event_id == event.id).order_by(Entry.id)
    return list(db.session.scalars(wanted))


def mark(contest: Contest, entries: Sequence[Entry], value: Judged, *, share: float = 1) -> None:
    """Set the panels, start, and let every judge mark the first `share` of the entries."""
    event, cast = contest.event, contest.cast
    scheme = marking.scheme_of(event)
    assert scheme is not None
    panels = {code: cast.judges[: panel_size(part)] for code, part in scheme.sub_criteria.items()}
    for code, judges in panels.items():
        set_panel(event, code, judges, now=contest.final, by=cast.chief)
    start_marking(event, now=contest.final, by=cast.chief)
    luck = Random(event.name_en)  # noqa: S311 - invented marks, the same at every load
    marks: dict[tuple[int, int], dict[str, str]] = {}
    for entry in entries[: round(len(entries) * share)]:
        ability = 0.35 + 0.6 * luck.random()
        for code, part in scheme.sub_criteria.items():
            for position, judge in enumerate(panels[code]):
                mine = marks.setdefault((entry.id, judge.id), {})
                for aspect in part.aspects:
                    if position == 0 or aspect.kind in ("judgement", "score"):
                        mine[aspect.code] = value(aspect, ability, luck)
    enter_all(event, marks, now=contest.final + timedelta(hours=7), by=None)
    submit_all(event, now=contest.final + timedelta(hours=8), by=None)


def begin(contest: Contest, entries: Sequence[Entry], part: str, value: Judged) -> None:
    """Let the first judge fill the first half of a sheet for these entries, and not submit it."""
    scheme, judge = marking.scheme_of(contest.event), contest.cast.judges[0]
    assert scheme is not None
    aspects = scheme.sub_criteria[part].aspects
    luck = Random(part)  # noqa: S311 - invented marks, the same at every load
    marks = {
        (entry.id, judge.id): {a.code: value(a, 0.7, luck) for a in aspects[: len(aspects) // 2]}
        for entry in entries
    }
    enter_all(contest.event, marks, now=contest.final + timedelta(hours=7), by=None)


def panel_size(part: Any) -> int:
    """Three judges, or five where the highest and the lowest mark are left out."""
    return 5 if any(aspect.kind == "score" for aspect in part.aspects) else 3


def finish(contest: Contest) -> None:
    """Lock the marks, publish provisionally, and finally after the notice period."""
    event, cast = contest.event, contest.cast
    evening = contest.final + timedelta(hours=9)
    lock(event, now=evening, by=cast.chief)
    publish(event, PublicationKind.PROVISIONAL, now=evening, by=cast.organiser)
    after = evening + timedelta(days=event.notice_days, hours=1)
    publish(event, PublicationKind.FINAL, now=after, by=cast.organiser)
