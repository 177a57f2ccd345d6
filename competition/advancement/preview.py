"""How the places would be filled now; nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from competition.advancement.frozen import cut_of, declined_codes
from competition.advancement.models import Selection
from competition.advancement.rules import CandidateState, filled, seats_by_code, tied_codes
from competition.events.models import Event
from competition.results.models import Publication
from competition.results.queries import final_publication
from competition.results.rows import PublishedRow
from competition.results.rules import COMPUTED_PHASES
from competition.results.standings import published_rows, standings
from judging.errors import UnresolvedTie
from judging.places.cut import Cut
from judging.sentences import Sentence


@dataclass(frozen=True)
class Preview:
    """The ranked rows with what would become of each; `tied` rows wait for a decision."""

    rows: Sequence[PublishedRow]
    final: Publication | None
    seats: Mapping[str, tuple[CandidateState, Sentence]]
    tied: Sequence[PublishedRow] = ()


def preview(event: Event) -> Preview | None:
    """None while there are no results, or nothing is settled about the next tier."""
    if event.advances_to is None or not event.advancing_places:
        return None
    final = final_publication(event.id)
    rows = final.standings if final else computed(event)
    ranked = [row for row in rows if row.rank is not None]
    if not ranked:
        return None
    cut = Cut(event.advancing_places, event.advancing_per_delegation)
    found = filled(ranked, cut)
    if isinstance(found, UnresolvedTie):
        return Preview(ranked, final, {}, named(ranked, tied_codes(found)))
    return Preview(ranked, final, seats_by_code(found))


def computed(event: Event) -> Sequence[PublishedRow]:
    """The results as they are now, where they can be computed."""
    results = standings(event).results if event.phase in COMPUTED_PHASES else None
    return published_rows(event, results) if results else []


def open_tie(selection: Selection) -> Sequence[PublishedRow]:
    """The equals who are next for a free place, until people decide between them."""
    rows = selection.publication.standings
    found = filled(rows, cut_of(selection), declined_codes(selection))
    return named(rows, tied_codes(found)) if isinstance(found, UnresolvedTie) else ()


def named(rows: Sequence[PublishedRow], codes: Sequence[str]) -> list[PublishedRow]:
    return [row for row in rows if row.code in codes]
