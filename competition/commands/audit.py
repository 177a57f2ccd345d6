"""Check that the history of an event's marks is what was written when they were given."""

from typing import TYPE_CHECKING

import click

from competition.commands.instance import application

if TYPE_CHECKING:
    from competition.marking.history import Break


@click.group()
def audit() -> None:
    """Check what is on record."""


@audit.command()
@click.argument("event", type=int)
def verify(event: int) -> None:
    """Follow the chain of changes of the marks of EVENT, by its number in the address.

    Exit status 1 when a change or a mark is not what was written, naming the first.
    """
    # Inside, for start-up: `saiwu recompute` must not wait for the database.
    from competition.database import db  # noqa: PLC0415
    from competition.draw.queries import codes_of  # noqa: PLC0415
    from competition.events.models import Event  # noqa: PLC0415
    from competition.marking.history import end_of, verify_chain  # noqa: PLC0415

    with application().app_context():
        if db.session.get(Event, event) is None:
            raise click.ClickException(f"There is no event {event}.")
        broken = verify_chain(event)
        if broken:
            code = codes_of(event).get(broken.entry_id, "without code")
            raise click.ClickException(sentence(broken, code))
        count, last = end_of(event)
        click.echo(f"{count} changes, unbroken" + (f", ends in {last}" if last else ""))


def sentence(broken: "Break", code: str) -> str:
    """Where the chain breaks, so that somebody can look there."""
    where = f"entry {code}, aspect {broken.aspect}, judge {broken.judge_id}"
    if broken.number is None:
        return f"At {where}, the mark is not the one that its last change left."
    return f"Change {broken.number} ({where}) is missing, altered or out of place."
