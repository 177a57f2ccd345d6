"""What a list would do: new, changed and unchanged entries, and everything that is wrong with it.

Everything known of all persons is asked for at once; then no row costs a statement.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from competition.events.models import Event
from competition.registration.known import Known, Place, known
from competition.registration.lists.lines import (
    Line,
    RowFault,
    groups,
    in_row,
    read_lines,
    repeated,
)
from competition.registration.lists.reading import Row
from competition.registration.models import Delegation, rules_of
from competition.registration.nominees import Nominee
from competition.registration.rules import (
    DECIDING,
    EntryRules,
    EntryState,
    Places,
    closed,
    crowded,
    personal,
)
from judging.errors import Fault


class Change(StrEnum):
    """What a list would do to an entry."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Proposal:
    """One entry as the list has it; `entry_id` is the one that stands already."""

    delegation: Delegation
    nominees: tuple[Nominee, ...]
    change: Change
    entry_id: int | None = None


@dataclass
class Checked:
    """The whole list, looked at."""

    known: Known
    proposals: list[Proposal] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)

    def count(self, change: Change) -> int:
        """How many entries are new, changed or unchanged."""
        return sum(proposal.change is change for proposal in self.proposals)

    @property
    def bad_rows(self) -> int:
        return len({fault.row for fault in self.faults})

    @property
    def whole(self) -> bool:
        """Whether the list as a whole is refused: no row of it can be imported."""
        return any(fault.row == 0 for fault in self.faults)


def check_list(
    event: Event, delegations: Sequence[Delegation], rows: Sequence[Row], now: datetime
) -> Checked:
    """Look at every row; `delegations` are those that the user may write for."""
    rules = rules_of(event)
    lines, faults = read_lines(rows, delegations)
    checked = Checked(known(event, [line.nominee for line in lines]), faults=faults)
    checked.faults += repeated(lines, checked.known)
    spoilt = spoilt_rows(checked.faults, rows)
    added: Counter[int] = Counter()
    for group in groups(lines, rules.team_size):
        if spoilt.isdisjoint(line.row.number for line in group):  # its faults are told already
            _propose(checked, group, rules, added, now)
    if added.total():
        checked.faults += [_of_all(fault) for fault in closed(rules, now)]
    checked.faults.sort(key=lambda fault: fault.row)
    return checked


def spoilt_rows(faults: Sequence[RowFault], rows: Sequence[Row]) -> set[int]:
    """The rows with a fault, and those of the same team."""
    bad = {fault.row for fault in faults}
    teams = {_team(row) for row in rows if row.number in bad and _team(row)[1]}
    return bad | {row.number for row in rows if _team(row) in teams}


def _team(row: Row) -> tuple[str, str]:
    """What the rows of a team have in common: two delegations may both have a team 1."""
    return row.cells.get("delegation", "").strip(), row.cells.get("team", "").strip()


def _propose(
    checked: Checked, group: list[Line], rules: EntryRules, added: Counter[int], now: datetime
) -> None:
    """Add what a group of lines would do, or what is wrong with it."""
    delegation = group[0].delegation
    standing = [checked.known.place_here(line.nominee) for line in group]
    place = next((place for place in standing if place), None)
    entry_id = place.entry_id if place else None
    change = _change(checked.known, group) if place else Change.NEW
    faults = [*_members(checked.known, group, rules, but=entry_id), *_apart(standing, delegation)]
    if place is None:
        taken = checked.known.places(delegation.id, now)
        here = taken.by_delegation + added[delegation.id]
        faults += crowded(rules, Places(here, taken.in_all + added.total(), now))
    elif change is Change.CHANGED:
        faults += _settled(place, rules)
    if faults:
        checked.faults += [_located(group, fault) for fault in faults]
        return
    added[delegation.id] += change is Change.NEW
    nominees = tuple(line.nominee for line in group)
    checked.proposals.append(Proposal(delegation, nominees, change, entry_id))


def _apart(standing: Sequence[Place | None], delegation: Delegation) -> Iterator[Fault]:
    """Why persons who are entered already are not this group of this delegation."""
    if len({place and place.entry_id for place in standing}) > 1:
        yield Fault("team", "This team is entered with other members. Correct it by form.")
    elif standing[0] and standing[0].delegation_id != delegation.id:
        yield Fault("delegation", "Entered already by another delegation.")


def _members(
    facts: Known, group: Sequence[Line], rules: EntryRules, *, but: int | None
) -> Iterator[Fault]:
    if len(group) != rules.team_size:
        yield Fault(
            "team",
            "A team of this event has {size} members; this one has {count}.",
            size=rules.team_size,
            count=len(group),
        )
    for line in group:
        applicant = facts.applicant(line.nominee, at=str(line.row.number), but=but)
        yield from personal(applicant, rules)


def _change(facts: Known, group: Sequence[Line]) -> Change:
    same = all(_says_nothing_new(facts, line.nominee) for line in group)
    return Change.UNCHANGED if same else Change.CHANGED


def _says_nothing_new(facts: Known, nominee: Nominee) -> bool:
    person, place = facts.person(nominee), facts.place_here(nominee)
    if person is None or place is None:
        return False
    return (
        nominee.name_en in ("", person.name_en)
        and nominee.organisation in ("", person.organisation)
        and nominee.current_level == place.level
        and nominee.titles in ("", place.titles)
    )


def _settled(place: Place, rules: EntryRules) -> Iterator[Fault]:
    """Why an entry that stands may not be changed by a list."""
    if place.state is EntryState.ACCEPTED:
        yield Fault("", "This entry is accepted and would change: have it returned first.")
    elif rules.phase not in DECIDING:
        yield Fault(
            "", "The event is in phase {phase}: its entries stand as they are.", phase=rules.phase
        )


def _located(group: Sequence[Line], fault: Fault) -> RowFault:
    """A fault of the rules, `12.born` or `team`, at its row and column."""
    at, _, column = fault.path.rpartition(".")
    row = next((line.row for line in group if str(line.row.number) == at), group[0].row)
    return in_row(row, column, fault.sentence)


def _of_all(fault: Fault) -> RowFault:
    return RowFault(0, "", "", "", fault.sentence)
