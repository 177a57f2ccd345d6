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

Keywords = dict[str, Keyword | None]

GETTEXT: Keywords = {
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
    "Obstacle": (3,),
    "fault": (2,),  # reading.fault(path, "…")
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
    for path in files(root):
        name = path.relative_to(root).as_posix()
        # The iteration is forced here so that a broken file is reported with its name.
        try:
            found = list(in_python(path, keywords) if path.suffix == ".py" else in_template(path))
        except Exception as error:
            raise SystemExit(f"{name}: {error}") from error
        for msgid in found:
            yield Found(msgid, name)


def files(root: Path) -> Iterator[Path]:
    """The files that are read."""
    for folder in PYTHON:
        for path in sorted((root / folder).rglob("*.py")):
            if not path.relative_to(root).as_posix().startswith(SKIPPED):
                yield path
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in TEMPLATE_ENDINGS:
            yield path


def in_template(path: Path) -> Iterator[Msgid]:
    for _line, msgid, _comments, _context in extract_from_file(
        "jinja2", path, GETTEXT, options=JINJA
    ):
        yield msgid


def in_python(path: Path, keywords: Keywords) -> Iterator[Msgid]:
    """What the calls say; babel's own reader takes any f-string in them for a sentence."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and (name := called(node)) in keywords:
            places = keywords[name] or (1,)
            texts = [sentence(node.args[n - 1]) for n in places if n <= len(node.args)]
            if texts and all(texts):
                yield texts[0] if len(texts) == 1 else tuple(texts)


def called(call: ast.Call) -> str:
    """`Fault` of `Fault(…)`, `fault` of `reading.fault(…)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def sentence(argument: ast.expr) -> str:
    """The sentence, or nothing when it stands elsewhere and comes in a variable."""
    if isinstance(argument, ast.JoinedStr):
        raise ValueError(f"line {argument.lineno}: a sentence must not be an f-string")
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return ""


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
