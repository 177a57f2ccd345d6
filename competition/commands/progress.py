"""How long work shows where it is: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator

import click


def show(steps: Iterator[str], total: int) -> None:
    """Run through `steps`, each of which says what comes next; there are `total` of them."""
    if sys.stderr.isatty():
        show_bar(steps, total)
        return
    for number, step in enumerate(steps, start=1):
        click.echo(f"[{number}/{total}] {step}", err=True)


def show_bar(steps: Iterator[str], total: int) -> None:
    """The same as a bar of rich, on standard error."""
    from rich.console import Console  # noqa: PLC0415 - start-up cost, needed on terminals only
    from rich.progress import Progress  # noqa: PLC0415 - the same

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total)
        for number, step in enumerate(steps):
            bar.update(task, description=step, completed=number)
        bar.update(task, completed=total)
