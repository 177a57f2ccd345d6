"""Draw again from the recorded seed and compare."""

from pathlib import Path

import click


@click.group()
def draw() -> None:
    """Check draws."""


@draw.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Draw again what is in FILE, the CSV of an event's draw, and compare the order.

    Needs no database. Exit status 1 when an order is not the one of its seed, naming the first.
    """
    # Inside, for start-up: other commands need none of it.
    from competition.draw.record import difference, read_csv  # noqa: PLC0415
    from judging.errors import RuleViolation  # noqa: PLC0415

    try:
        draws = read_csv(file.read_bytes())
    except RuleViolation as problem:
        raise click.ClickException(f"{file}: {problem}") from problem
    faults = [(one, fault) for one in draws if (fault := difference(one))]
    for one in draws:
        if one not in [wrong for wrong, _ in faults]:
            click.echo(f"{one.kind}: {len(one.order)} entries in the order of the seed")
            if one.announced:
                click.echo(f"{one.kind}: the seed is the one announced as {one.announced}")
    if faults:
        raise click.ClickException("; ".join(f"{one.kind}: {fault}" for one, fault in faults))
