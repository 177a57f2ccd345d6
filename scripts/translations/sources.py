"""The sentences that the sources say to a person, found by reading the sources.

Python: the gettext functions, and the templates of refusals (`RuleViolation`, `OperationError`
and every class derived from them) and of reasons. Jinja: what gettext finds in the templates.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_file

Keyword = tuple[int, ...]
Msgid = str | tuple[str, ...]

GETTEXT: dict[str, Keyword | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "reason": None,
    "__init__": None,  # a refusal that words its own sentence: super().__init__("…")
    "Sentence": None,
    "say": None,
    "Fault": (2,),
}
FAMILIES = {"judging/errors.py": "RuleViolation", "competition/errors.py": "OperationError"}
PYTHON = ("judging", "competition")
SKIPPED = ("competition/migrations/", "competition/translations/")
TEMPLATE_ENDINGS = {".html", ".txt", ".xml", ".svg"}
JINJA = {"silent": "false", "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols"}


@dataclass(frozen=True)
class Found:
    """A sentence and the file that says it."""

    msgid: Msgid
    file: str


def find(root: Path) -> Iterator[Found]:
    """Every sentence under `root`, file by file."""
    keywords = GETTEXT | dict.fromkeys(refusals(root))
    for method, path in files(root):
        options = JINJA if method == "jinja2" else None
        name = path.relative_to(root).as_posix()
        # The iteration is forced here so that a broken template is reported with its name.
        try:
            found = list(extract_from_file(method, path, keywords, options=options))
        except Exception as error:
            raise SystemExit(f"{name}: {error}") from error
        for _line, msgid, _comments, _context in found:
            yield Found(msgid, name)


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """The files that are read, each with the name of its reader."""
    for folder in PYTHON:
        for path in sorted((root / folder).rglob("*.py")):
            if not path.relative_to(root).as_posix().startswith(SKIPPED):
                yield "python", path
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in TEMPLATE_ENDINGS:
            yield "jinja2", path


def refusals(root: Path) -> set[str]:
    """The names of the classes whose first argument is a sentence for the user."""
    names: set[str] = set()
    for file, family in FAMILIES.items():
        path = root / file
        names.add(family)
        if path.exists():
            names |= derived(ast.parse(path.read_text("utf-8")), names)
    return names


def derived(tree: ast.Module, names: Iterable[str]) -> set[str]:
    """The classes in `tree` that derive from one of `names`, directly or not."""
    known = set(names)
    for node in tree.body:  # a class can only derive from one written above it
        if isinstance(node, ast.ClassDef) and known & {ast.unparse(base) for base in node.bases}:
            known.add(node.name)
    return known
