"""Rows become lines: whom each puts forward, for which delegation, in which team."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from competition.registration.known import Known
from competition.registration.lists.reading import Row
from competition.registration.models import Delegation
from competition.registration.nominees import Nominee, read_nominee
from judging.errors import Fault, Faults
from judging.sentences import Sentence


@dataclass(frozen=True)
class RowFault:
    """What is wrong in one cell; row 0 is the list as a whole."""

    row: int
    name: str
    column: str
    written: str
    sentence: Sentence


@dataclass(frozen=True)
class Line:
    """A row that could be read: whom it puts forward, for which delegation."""

    row: Row
    nominee: Nominee
    delegation: Delegation


def read_lines(
    rows: Sequence[Row], delegations: Sequence[Delegation]
) -> tuple[list[Line], list[RowFault]]:
    """The rows that can be read, and what is wrong with the others."""
    lines, faults = [], []
    names = _delegation_names(delegations)
    for row in rows:
        found: list[Fault] = []
        delegation = _delegation(row, delegations, names, found)
        try:
            nominee = read_nominee(row.cells)
        except Faults as wrong:
            found += wrong.faults
        else:
            if delegation:
                lines.append(Line(row, nominee, delegation))
        faults += [in_row(row, fault.path, fault.sentence) for fault in found]
    return lines, faults


def _delegation_names(delegations: Sequence[Delegation]) -> dict[str, Delegation]:
    return {
        name.casefold(): one
        for one in delegations
        for name in (one.code, one.name_zh, one.name_en)
        if name
    }


def _delegation(
    row: Row,
    delegations: Sequence[Delegation],
    names: dict[str, Delegation],
    faults: list[Fault],
) -> Delegation | None:
    written = row.cells.get("delegation", "").strip()
    if not written and len(delegations) == 1:
        return delegations[0]
    found = names.get(written.casefold())
    if found is None:
        faults.append(_no_delegation(written, names))
    return found


def _no_delegation(written: str, names: dict[str, Delegation]) -> Fault:
    if not written:
        return Fault("delegation", "The delegation is missing.")
    near = get_close_matches(written.casefold(), names, n=1, cutoff=0.5)
    if near:
        return Fault(
            "delegation",
            "No delegation 「{name}」. Did you mean 「{near}」?",
            name=written,
            near=names[near[0]].name_zh,
        )
    return Fault("delegation", "No delegation 「{name}」 that you enter for.", name=written)


def repeated(lines: Sequence[Line], known: Known) -> Iterator[RowFault]:
    """Rows with a document that stands in a row above already."""
    first: dict[tuple[str, str], int] = {}
    for line in lines:
        number = line.row.number
        earlier = first.setdefault(known.documents[line.nominee], number)
        if earlier != number:
            yield in_row(
                line.row,
                "document",
                Sentence("The same document as in row {row}.", {"row": earlier}),
            )


def groups(lines: Sequence[Line], team_size: int) -> Iterator[list[Line]]:
    """The lines of each entry: one each, or those with the same team of a delegation."""
    if team_size == 1:
        yield from ([line] for line in lines)
        return
    groups: dict[tuple[int, str], list[Line]] = {}
    for line in lines:
        key = line.delegation.id, line.row.cells.get("team", "").strip()
        groups.setdefault(key, []).append(line)
    yield from groups.values()


def in_row(row: Row, column: str, sentence: Sentence) -> RowFault:
    """A fault in a cell of a row."""
    name = row.cells.get("name", "")
    return RowFault(row.number, name, column, row.cells.get(column, ""), sentence)
