"""Which of the marks given for an aspect count, or why it has no value yet.

A panel to which nobody is assigned (None) is whoever gave a mark. An excused judge is out of the
panel for that aspect; everybody else on it must have marked.
"""

from collections.abc import Mapping, Sequence

from judging.errors import IncompletePanel, InvalidMark
from judging.marking.aspect import EXCUSED, Aspect, Mark


def counted(
    aspect: Aspect, panel: Sequence[str] | None, given: Mapping[str, Mark]
) -> Sequence[Mark]:
    """The marks that count, at least one; of a value that the panel agrees on, exactly one.

    Raises IncompletePanel, or InvalidMark when judges contradict each other or do not belong.
    """
    judges = tuple(given) if panel is None else panel
    marks, missing = [], []
    for judge in judges:
        mark = given.get(judge)
        if mark is None:
            missing.append(judge)
        elif not (isinstance(mark, str) and mark == EXCUSED):
            marks.append(mark)
    if len(judges) - len(missing) != len(given):
        strangers = ", ".join(sorted(given.keys() - set(judges)))
        raise InvalidMark("a mark by {judges}, not on the panel", judges=strangers)
    if aspect.is_agreed and marks:
        return _agreed(marks)
    if missing:
        raise IncompletePanel("no mark yet from {judges}", judges=", ".join(missing))
    _check_count(len(marks), len(judges), aspect.judges)
    return marks


def _agreed(marks: Sequence[Mark]) -> Sequence[Mark]:
    """One value, whoever of the panel wrote it down."""
    if len(set(marks)) > 1:
        values = ", ".join(f"{mark}" for mark in marks)
        raise InvalidMark("{values}: the panel agrees on one value", values=values)
    return marks[:1]


def _check_count(marks: int, judges: int, needed: int | None) -> None:
    """`needed` 0-3 scores count; fewer only when judges are excused, more never."""
    if not judges:
        raise IncompletePanel("no mark yet")
    if not marks:
        raise IncompletePanel("every judge is excused: nobody is left on the panel")
    if needed is None:
        return
    if marks > needed:
        raise IncompletePanel(
            "{count} scores, but {needed} count: excuse a judge", count=marks, needed=needed
        )
    if judges < needed:
        raise IncompletePanel("{count} of {needed} scores", count=judges, needed=needed)
