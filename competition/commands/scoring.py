"""Results and marking schemes from the command line. Needs no application, no database."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from competition.commands.explaining import in_words
from competition.events.workbook import (
    Workbook,
    read_workbook,
    scheme_of,
    summary_of,
)
from judging.bundle import parse_bundle
from judging.documents.json_text import read_json
from judging.documents.published import differences
from judging.errors import Faults, RuleViolation
from judging.explain import explain
from judging.results import Results, compute
from judging.scheme import TOLERATED_DEVIATION, Scheme
from judging.sentences import Sentence, say

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE [FILE …]")
@click.option("--check", is_flag=True, help="Compare with what the bundle says was published.")
@click.option("--explain", "code", metavar="CODE", help="Print the way from marks to rank.")
def recompute(files: tuple[Path, ...], check: bool, code: str | None) -> None:
    """Compute results again: one JSON line an entry, in ranking order, of each bundle FILE.

    Exit status 1 when a bundle is wrong (every fault on standard error, nothing on standard
    output), or when --check finds a difference.
    """
    if check and code is not None:
        raise click.UsageError("--check and --explain do not go together.")
    found = _compute_all(files)
    several = len(found) > 1
    if check:
        _check(found, several=several)
    elif code is not None:
        _explain(found, code)
    else:
        _print_rows(found, several=several)


def _compute_all(files: Sequence[Path]) -> list[Results]:
    """The results of all files, or exit 1 with every fault of all of them."""
    found, faults = [], list[str]()
    for file in files:
        try:
            found.append(compute(parse_bundle(_json(file))))
        except RuleViolation as refused:
            prefix = f"{file}: " if len(files) > 1 else ""
            faults += [f"{prefix}{line}" for line in _lines(refused)]
    if faults:
        raise SystemExit(_refuse(faults))
    return found


def _lines(refused: RuleViolation) -> list[str]:
    if isinstance(refused, Faults):
        return [str(fault) for fault in refused.faults]
    return [" ".join(str(refused).split())]


def _json(file: Path) -> object:
    return read_json(_text(file))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleViolation("{file} is not a text in UTF-8.", file=file) from error
    except OSError as error:
        message = "{file} cannot be read: {reason}."
        raise RuleViolation(message, file=file, reason=error.strerror) from error


def _refuse(lines: Sequence[str]) -> int:
    for line in lines:
        click.echo(line, err=True)
    return 1


def _print_rows(found: Sequence[Results], *, several: bool) -> None:
    for results in found:
        event = {"event": results.bundle.event.id} if several else {}
        for row in results.rows:
            click.echo(json.dumps(event | row.document(), ensure_ascii=False))
    for results in found:
        prefix = f"{results.bundle.event.id}: " if several else ""
        for remark in (*results.flags, *_unbalanced(results.bundle.scheme)):
            click.echo(f"{prefix}{remark}", err=True)


def _unbalanced(scheme: Scheme) -> Iterator[Sentence]:
    """The sections of the standard whose marks are far from their weight; not an error."""
    marks = scheme.section_marks()
    for code, apart in scheme.section_deviations().items():
        yield say(
            "Section {code} has {marks} marks against a weight of {weight}: "
            "more than {tolerance} apart.",
            code=code,
            marks=marks[code],
            weight=marks[code] - apart,
            tolerance=TOLERATED_DEVIATION,
        )


def _check(found: Sequence[Results], *, several: bool) -> None:
    """Print each difference from what was published; exit 1 when there is one."""
    lines = []
    for results in found:
        prefix = f"{results.bundle.event.id}: " if several else ""
        if results.bundle.published is None:
            raise SystemExit(_refuse([f"{prefix}published: missing, nothing to compare with"]))
        lines += [f"{prefix}{difference}" for difference in differences(results)]
    for line in lines:
        click.echo(line)
    if lines:
        raise SystemExit(1)
    click.echo("What was published is what the bundle gives.", err=True)


def _explain(found: Sequence[Results], code: str) -> None:
    with_code = [results for results in found if code in results.by_code]
    if not with_code:
        raise SystemExit(_refuse([f"there is no entry {code}"]))
    for results in with_code:
        for sentence in explain(results, code):
            click.echo(str(in_words(sentence)))


@click.group()
def scheme() -> None:
    """Marking schemes out of CIS workbooks."""


@scheme.command(name="import")
@click.argument("workbook", type=FILE, metavar="WORKBOOK.xlsx")
def import_scheme(workbook: Path) -> None:
    """Print the marking scheme of a workbook as JSON; warnings go to standard error."""
    read = _workbook(workbook)
    try:
        document = scheme_of(read)
    except Faults as refused:
        raise SystemExit(_refuse(_lines(refused))) from refused
    for warning in read.warnings:
        click.echo(str(warning), err=True)
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


@scheme.command()
@click.argument("workbook", type=FILE, metavar="WORKBOOK.xlsx")
def summary(workbook: Path) -> None:
    """Print the counts of a workbook as JSON."""
    click.echo(json.dumps(summary_of(_workbook(workbook)), ensure_ascii=False, indent=1))


def _workbook(file: Path) -> Workbook:
    try:
        return read_workbook(file.read_bytes())
    except Faults as refused:
        raise SystemExit(_refuse(_lines(refused))) from refused
    except OSError as error:
        raise SystemExit(_refuse([f"{file} cannot be read: {error.strerror}."])) from error
