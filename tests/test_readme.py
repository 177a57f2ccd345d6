"""The README lists what it should: every command, every setting, every key of a table of rules."""

import importlib
import pkgutil
from collections.abc import Iterator

import click
import pytest

import judging
from competition.cli import main
from competition.config import SETTINGS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
TABLES = ("METHODS", "CALCULATIONS", "SCALES", "MEDALS", "POSITIONS")


def commands(group: click.Group, prefix: str = "saiwu") -> Iterator[str]:
    """The full names of all commands that do something."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def table(name: str) -> dict[str, object]:
    """The table of this name, in whichever module of the rule book it stands."""
    for module in pkgutil.iter_modules(judging.__path__, "judging."):
        found = getattr(importlib.import_module(module.name), name, None)
        if found:
            return found
    raise LookupError(name)


def test_every_command_is_listed():
    assert [name for name in commands(main) if f"| `{name}` |" not in README] == []


def test_every_setting_is_listed():
    assert [name for name in SETTINGS if f"| `{name}` |" not in README] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_key_of_a_table_is_listed(name):
    (row,) = (line for line in README.splitlines() if line.startswith(f"| `{name}` |"))

    assert [key for key in table(name) if f"`{key}`" not in row] == []
