"""What select fields offer."""

from collections.abc import Callable, Iterable
from functools import partial

from flask_babel import gettext as _

from competition.events.models import Event
from competition.words import choices

Choices = list[tuple[str, str]]


def list_of(kind: str) -> Callable[[], Choices]:
    """A closed list, made anew for each form, in the language of its request."""
    return partial(choices, kind)


def criteria_of(event: Event, *known: str) -> Choices:
    """The criteria of the event's scheme; codes that are kept already are offered too."""
    found = {"": "—"} | {code: code for code in known}
    if event.marking_scheme is not None:
        for criterion in event.marking_scheme.scheme.criteria:
            found[criterion.code] = f"{criterion.code} {criterion.name}".strip()
    return list(found.items())


def metrics_of(event: Event, known: Iterable[str]) -> Choices:
    """What entries can be compared by; metrics that are kept already are offered too."""
    found = {"": "—", "total": _("Total, more wins")} | {name: name for name in known}
    found["total"] = _("Total, more wins")
    for code, name in criteria_of(event):
        if code:
            found[f"criterion:{code}"] = _("Criterion %(name)s, more wins", name=name)
    return list((found | {"-time": _("Time, less wins")}).items())
