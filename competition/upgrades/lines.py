"""The people of an event with what they are given: as a dry run, or as it was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from competition.database import Document
from competition.events.models import Event
from competition.people.models import Person
from competition.results.queries import final_publication
from competition.results.rules import COMPUTED_PHASES
from competition.results.standings import published_rows, standings
from competition.upgrades.content import content_of
from competition.upgrades.deciding import propose
from competition.upgrades.models import Decision
from judging.promotion.rules import RuleSet


@dataclass(frozen=True)
class Line:
    """A person as the list and the page about them show it; `decision` is None in a dry run."""

    person: Person
    rank: int
    outcome: str
    content: Document
    decision: Decision | None = None
    before: Decision | None = None

    @cached_property
    def met(self) -> list[Document]:
        """The rules that give something or wait for a fact; the promotion that counts first."""
        best = next((one["rule"] for one in self.content["promotions"]), None)
        found = [one for one in self.content["reasons"] if one["met"] or one["state"] == "waiting"]
        return sorted(found, key=lambda one: one["rule"] != best)

    @cached_property
    def unmet(self) -> list[Document]:
        """The rules that give nothing, each with the conditions that are not met."""
        return [
            one | {"conditions": [asked for asked in one["conditions"] if not asked["met"]]}
            for one in self.content["reasons"]
            if one not in self.met
        ]

    @property
    def changed(self) -> bool:
        """Whether a correction of the results gave the person something else."""
        if self.before is None:
            return False
        return bool(gist(self.before.content) != gist(self.content))


def gist(content: Document) -> Any:
    """What somebody gets, without the reasons."""
    return content["promotions"], content["given"]


def dry_run(event: Event, rule_set: RuleSet) -> list[Line]:
    """What would be decided now; empty while the results cannot be computed."""
    publication = final_publication(event.id)
    if publication is not None:
        rows, bundle = list(publication.standings), publication.bundle
    elif event.phase in COMPUTED_PHASES:
        found = standings(event)
        rows = published_rows(event, found.results) if found.results else []
        bundle = found.bundle
    else:
        return []
    proposals = propose(event, rows, bundle, rule_set) if rows else []
    return [
        Line(one.facts.person, one.row.rank or 0, str(one.decision.outcome), content_of(one))
        for one in proposals
    ]


def decided(decisions: Iterable[Decision], before: dict[int, Decision]) -> list[Line]:
    """The same of decisions, each with the withdrawn one about the same person."""
    return [
        Line(one.person, one.rank, one.outcome, one.content, one, before.get(one.person_id))
        for one in decisions
    ]
