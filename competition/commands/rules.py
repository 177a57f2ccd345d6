"""Rule sets from the command line: check a file, and try it on cases. Needs no application."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from judging.documents.cases import Case, parse_cases
from judging.documents.json_text import read_json
from judging.errors import RuleViolation
from judging.rulesets import RuleBook, parse_rule_book
from judging.upgrades import evaluate

T = TypeVar("T")
FILE = click.Path(path_type=Path)


@click.group()
def rules() -> None:
    """Check rule sets and try them on cases."""


@rules.command()
@click.argument("file", type=FILE)
def validate(file: Path) -> None:
    """Print what is wrong with a rule-set FILE, or how much is in it."""
    book = _read(file, parse_rule_book)
    click.echo(f"{len(book.rule_sets)} rule sets, {book.rule_count} rules")


@rules.command(name="evaluate")
@click.argument("rulesets", type=FILE)
@click.argument("cases", type=FILE)
def evaluate_cases(rulesets: Path, cases: Path) -> None:
    """Decide each of the CASES by its rule set in RULESETS: one JSON line a case, in order."""
    book: RuleBook = _read(rulesets, parse_rule_book)
    for case in _read(cases, lambda document: parse_cases(document, book)):
        click.echo(json.dumps(_line(case), ensure_ascii=False))


def _line(case: Case) -> dict[str, object]:
    decision = evaluate(case.rule_set, case.result)
    return {
        "id": case.key,
        "granted_level": decision.granted_level,
        "titles_zh": list(dict.fromkeys(title.title_zh for title in decision.titles)),
        "awards": list(dict.fromkeys(award.code for award in decision.awards)),
        "cash_cny": decision.cash_cny,
        "outcome": decision.outcome,
        "reasons": [str(reason) for reason in decision.reasons],
    }


def _read(file: Path, parse: Callable[[object], T]) -> T:
    """Read a document; what is wrong with it goes to standard error, one fault a line."""
    try:
        return parse(read_json(file.read_text("utf-8-sig")))
    except RuleViolation as refused:
        raise SystemExit(_refuse(str(refused))) from refused
    except UnicodeDecodeError as error:
        raise SystemExit(_refuse(f"{file} is not a text in UTF-8.")) from error
    except OSError as error:
        raise SystemExit(_refuse(f"{file} cannot be read: {error.strerror}.")) from error


def _refuse(lines: str) -> int:
    click.echo(lines, err=True)
    return 1
