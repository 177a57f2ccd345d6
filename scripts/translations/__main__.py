"""scripts/translate: keep the Chinese catalogue complete.

    extract         bring the catalogue up to date with the sources
    missing         print what is not translated, as JSON that `add` takes when it is filled in
    add FILE.json   add translations: {"sentence": "句子"}, a plural as {"sentence": ["句子"]}
    compile         write the form that gettext reads
    check           exit 1, a line for each fault, unless every sentence is translated

Each waits its turn: several may be started at once.
"""

import argparse
import fcntl
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from catalogue import (
    FILE,
    compiled,
    difference,
    fault,
    load,
    merged,
    rendered,
    sentences,
    singular,
    translation,
)
from sources import find


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Hold the folder of the catalogue for oneself."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def extract(po: Path, current: Catalog) -> int:
    po.write_bytes(rendered(current))
    todo = sum(not translation(message) for message in sentences(current))
    print(f"{len(current)} sentences, {todo} not translated.")
    return 0


def missing(_po: Path, current: Catalog) -> int:
    blanks = {
        singular(message): [""] if message.pluralizable else ""
        for message in sentences(current)
        if not translation(message) or message.fuzzy
    }
    print(json.dumps(blanks, ensure_ascii=False, indent=1, sort_keys=True))
    return 0


def add(po: Path, current: Catalog, file: Path) -> int:
    """Add what is right; name what is not, and then exit 1."""
    refused = []
    added = 0
    for sentence, given in json.loads(file.read_text("utf-8")).items():
        text = given if isinstance(given, str) else given[0]
        message = current.get(sentence)
        wrong = "not in the sources" if message is None else difference(message, text)
        if text and message is not None and wrong is None:
            message.string = (text,) if message.pluralizable else text
            message.flags.discard("fuzzy")
            added += 1
        elif text:
            refused.append(f"{sentence!r}: {wrong}")
    po.write_bytes(rendered(current))
    print(f"{added} added.", *refused, sep="\n")
    return 1 if refused else 0


def compile_(po: Path, current: Catalog) -> int:
    """Compile through a neighbour, so that a running server never reads half a file."""
    half = po.with_suffix(".mo.new")
    half.write_bytes(compiled(current))
    half.replace(po.with_suffix(".mo"))
    return 0


def check(po: Path, current: Catalog) -> int:
    faults = [
        f"{', '.join(sorted(dict(message.locations)))}: {singular(message)!r}: {why}"
        for message in sentences(current)
        if (why := fault(message))
    ]
    if not po.exists() or po.read_bytes() != rendered(current):
        faults.append(f"{FILE} is not up to date: run scripts/translate extract.")
    print(*faults or [f"{len(current)} sentences, all translated."], sep="\n")
    return 1 if faults else 0


COMMANDS: dict[str, Callable[..., int]] = {
    "extract": extract,
    "missing": missing,
    "add": add,
    "compile": compile_,
    "check": check,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        "scripts/translate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = commands.add_parser(name)
        if name == "add":
            command.add_argument("file", type=Path)
    arguments = parser.parse_args()
    po = arguments.root / FILE
    with turn(po.parent):
        current = merged(find(arguments.root), load(po))
        extra = [arguments.file] if arguments.command == "add" else []
        return COMMANDS[arguments.command](po, current, *extra)


if __name__ == "__main__":
    sys.exit(main())
