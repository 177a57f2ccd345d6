"""Places at the next tier are filled, offered, accepted, declined, and passed on.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Sequence
from datetime import datetime

from competition import audit
from competition.advancement.entering import enter_next
from competition.advancement.frozen import cut_of, declined_codes
from competition.advancement.models import Candidate, CandidateState, CutDecision, Selection
from competition.advancement.queries import selection_of
from competition.advancement.rules import (
    AFTER,
    TAKES_PLACES,
    candidates,
    filled,
    same_size,
    seats_by_code,
    tied_codes,
)
from competition.database import db
from competition.errors import Clash, Locked, NotYet
from competition.events.models import Event
from competition.people.models import User
from competition.registration import operations as registration
from competition.registration.rules import EntryState
from competition.results.queries import final_publication
from competition.upgrades.content import kept
from judging.advancement import advance
from judging.errors import RuleViolation, UnresolvedTie
from judging.places.cut import Cut
from judging.places.seats import Advancement


def set_goal(
    event: Event,
    to_event: Event,
    *,
    places: int,
    per_delegation: int | None,
    now: datetime,
    by: User | None,
) -> None:
    """Say where the winners go and how many of them; until the places are filled.

    Raises Locked once they are, RuleViolation for an event that cannot be the goal.
    """
    if selection_of(event.id) is not None:
        raise Locked("The places are filled: where they lead to stays.")
    if to_event.competition.tier_id != event.competition.tier.feeds_id:
        raise RuleViolation("「{name}」 is not at the tier above.", name=to_event.name_zh)
    refuse_size(event, to_event)
    Cut(places, per_delegation)
    event.advances_to = to_event
    event.advancing_places, event.advancing_per_delegation = places, per_delegation
    record("places.goal_set", event, now=now, by=by, to_event=to_event.id, places=places)


def refuse_size(event: Event, to_event: Event) -> None:
    if not same_size(event.event_format, to_event.event_format):
        raise RuleViolation(
            "{here} does not fit {there}: entries are of another size.",
            here=event.event_format,
            there=to_event.event_format,
        )


def select(
    event: Event,
    *,
    now: datetime,
    by: User | None,
    decision: Sequence[str] = (),
    reason: str = "",
) -> Selection:
    """Fill the places at the next tier from the final results, and offer them.

    `decision` orders the codes of equals at the cut, best first, with the reason. Raises NotYet
    before the results are final, Clash when the places are filled, Locked when the next event
    takes nobody any more, UnresolvedTie with the codes that people must decide between.
    """
    publication, goal = final_publication(event.id), event.advances_to
    if selection_of(event.id) is not None:
        raise Clash("The places are filled already.")
    if publication is None:
        raise NotYet("The results are not final: the places cannot be filled yet.")
    if goal is None or not event.advancing_places:
        raise NotYet("Where the winners go, and how many, is not settled yet.")
    refuse_closed(goal)
    refuse_size(event, goal)
    cut = Cut(
        event.advancing_places,
        event.advancing_per_delegation,
        decisions=[list(decision)] if decision else [],
    )
    found = advance(candidates(publication.standings), cut)
    selection = Selection(
        event=event,
        to_event=goal,
        publication=publication,
        places=cut.places,
        per_delegation=cut.per_delegation,
        selected_at=now,
        selected_by=by,
    )
    db.session.add(selection)
    if decision:
        note_order(selection, decision, reason, now=now, by=by)
    selection.candidates = new_candidates(selection, found)
    db.session.flush()
    record("places.filled", event, now=now, by=by, to_event=goal.id, places=cut.places)
    return selection


def refuse_closed(goal: Event) -> None:
    if goal.phase not in TAKES_PLACES:
        raise Locked(
            "「{name}」 is in phase {phase}: it takes nobody any more.",
            name=goal.name_zh,
            phase=goal.phase,
        )


def new_candidates(selection: Selection, found: Advancement) -> list[Candidate]:
    entries = {row.code: row.entry_id for row in selection.publication.standings}
    return [
        Candidate(
            entry_id=entries[seat.candidate.code],
            code=seat.candidate.code,
            position=position,
            rank=seat.candidate.rank,
            state=AFTER[seat.standing],
            reason=kept(seat.reason),
        )
        for position, seat in enumerate(found.seats, start=1)
    ]


def decide_order(
    selection: Selection, codes: Sequence[str], reason: str, *, now: datetime, by: User | None
) -> CutDecision:
    """Order the equals who contend for a place that became free, best first, and offer it.

    Raises RuleViolation unless these are exactly the equals that are open now.
    """
    tie = filled(selection.publication.standings, cut_of(selection), declined_codes(selection))
    if not isinstance(tie, UnresolvedTie) or sorted(tied_codes(tie)) != sorted(codes):
        raise RuleViolation(
            "{codes} are not equals that wait for a decision.", codes=", ".join(codes)
        )
    decision = note_order(selection, codes, reason, now=now, by=by)
    pass_on(selection)
    db.session.flush()
    return decision


def note_order(
    selection: Selection, codes: Sequence[str], reason: str, *, now: datetime, by: User | None
) -> CutDecision:
    if not reason.strip():
        raise RuleViolation("A decision between equals needs its reason.")
    decision = CutDecision(codes=list(codes), reason=reason.strip(), decided_at=now, decided_by=by)
    selection.decisions.append(decision)
    record(
        "places.tie_decided",
        selection.event,
        now=now,
        by=by,
        codes=list(codes),
        reason=reason.strip(),
    )
    return decision


def answer(
    candidate: Candidate, accepted: bool, *, now: datetime, by: User | None, reason: str = ""
) -> None:
    """Accept the place, which enters the persons at the next tier, or decline it for good.

    A declined place is offered to the next in the frozen list. Raises Locked when no place is
    offered or the next event takes nobody any more, Faults when its rules keep somebody out.
    """
    if accepted:
        _accept(candidate, now=now, by=by)
    else:
        _decline(candidate, reason, now=now, by=by)
    candidate.answered_at, candidate.answered_by = now, by
    db.session.flush()
    record(
        f"place.{candidate.state.value}",
        candidate.selection.event,
        now=now,
        by=by,
        candidate=candidate.id,
        code=candidate.code,
        reason=reason.strip(),
    )


def _accept(candidate: Candidate, *, now: datetime, by: User | None) -> None:
    if candidate.state is not CandidateState.OFFERED:
        raise Locked("{code}: no place is offered, or it is answered.", code=candidate.code)
    goal = candidate.selection.to_event
    refuse_closed(goal)
    candidate.next_entry = enter_next(candidate.entry, goal, now=now, by=by)
    candidate.state = CandidateState.ACCEPTED


def _decline(candidate: Candidate, reason: str, *, now: datetime, by: User | None) -> None:
    if candidate.state not in (CandidateState.OFFERED, CandidateState.ACCEPTED):
        raise Locked("{code}: no place is offered, or it is answered.", code=candidate.code)
    entered = candidate.next_entry
    if entered is not None and entered.state not in (EntryState.WITHDRAWN, EntryState.REJECTED):
        registration.withdraw(entered, reason, now=now, by=by)
    candidate.state = CandidateState.DECLINED
    pass_on(candidate.selection)


def pass_on(selection: Selection) -> None:
    """Offer what became free to the next of the frozen list.

    Nobody loses a place. Where equals are next, the place stays free until people decide.
    """
    found = filled(selection.publication.standings, cut_of(selection), declined_codes(selection))
    if isinstance(found, UnresolvedTie):
        return
    seats = seats_by_code(found)
    for candidate in selection.candidates:
        state, reason = seats[candidate.code]
        if state is CandidateState.OFFERED and candidate.state is CandidateState.ACCEPTED:
            continue
        candidate.state, candidate.reason = state, kept(reason)


def record(action: str, event: Event, *, now: datetime, by: User | None, **details: object) -> None:
    audit.record(
        action, now=now, by=by, competition_id=event.competition_id, event_id=event.id, **details
    )
