"""How the demo takes an event from registration to results, by the operations people use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

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
from competition.results.models import Publication, PublicationKind
from competition.results.operations import publish
from judging.aspect import Aspect

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


def draw_lots(contest: Contest, entries: Sequence[Entry], prefix: str) -> None:
    """Accept everybody, close registration, draw codes and stations."""
    organiser, before = contest.cast.organiser, contest.final - timedelta(days=1)
    for entry in entries:
        accept(entry, now=contest.early + timedelta(days=5), by=organiser)
    close_registration(contest.event, now=before, by=organiser)
    for kind in (DrawKind.ENTRY_CODE, DrawKind.STATION):
        seed = f"{contest.event.name_en} {kind.value} {contest.final:%Y-%m-%d}"
        make_draw(contest.event, kind, seed=seed, prefix=prefix, now=before, by=organiser)


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


def panel_size(part: Any) -> int:
    """Three judges, or five where the highest and the lowest mark are left out."""
    return 5 if any(aspect.kind == "score" for aspect in part.aspects) else 3


def finish(contest: Contest, *, kind: PublicationKind = PublicationKind.FINAL) -> Publication:
    """Lock the marks and publish: provisionally, and finally after the notice period."""
    event, cast = contest.event, contest.cast
    evening = contest.final + timedelta(hours=9)
    lock(event, now=evening, by=cast.chief)
    done = publish(event, PublicationKind.PROVISIONAL, now=evening, by=cast.organiser)
    if kind is PublicationKind.PROVISIONAL:
        return done
    after = evening + timedelta(days=event.notice_days, hours=1)
    return publish(event, PublicationKind.FINAL, now=after, by=cast.organiser)
