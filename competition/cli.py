"""The command `saiwu`."""

import click

from competition.commands.audit import audit
from competition.commands.drawing import draw
from competition.commands.instance import demo, init, jobs, serve
from competition.commands.rules import rules
from competition.commands.scoring import recompute, scheme

NAMES = "Run vocational skills competitions: registration, draw, marking, results, certificates."


@click.group(help=NAMES)
def main() -> None:
    pass


for command in (init, demo, serve, jobs, recompute, scheme, rules, audit, draw):
    main.add_command(command)
