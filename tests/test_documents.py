"""The documents lead where they say, and name only what there is: commands, settings, buttons."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from competition.cli import main
from competition.config import SETTINGS
from tests.conftest import ROOT
from tests.test_readme import commands

DOCS = sorted((ROOT / "docs").glob("*.md"))
EVERY = [ROOT / "README.md", *DOCS]
TRANSLATED = [document for document in DOCS if document.name.endswith(".en.md")]
CATALOGUE = ROOT / "competition/translations/zh_Hans/LC_MESSAGES/messages.po"
ELSEWHERE = ("http://", "https://", "mailto:")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SAIWU = re.compile(r"(?:^\s*|`)saiwu ([a-z]+(?: [a-z]+)?)", re.MULTILINE)
SCRIPT = re.compile(r"\bscripts/[a-z_]+(?:\.(?:py|sh))?")
OPTION = re.compile(r"(?:saiwu|scripts/run)\b[^`\n#|]*?(--[a-z]+)|`(--[a-z]+)")
HEADING = re.compile(r"^#+ ", re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)s")
NUMBER = re.compile(r"\d+")
SWITCH = {"中文", "English"}  # the languages name themselves


def text_of(document: Path) -> str:
    return document.read_text("utf-8")


def names(documents: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("document", documents, ids=lambda document: document.name)


def chinese_of(document: Path) -> Path:
    return document.with_name(document.name.replace(".en.md", ".md"))


@names(EVERY)
def test_every_link_and_picture_is_there(document):
    wanted = [link for link in LINK.findall(text_of(document)) if not link.startswith(ELSEWHERE)]

    assert [
        link for link in wanted if not (document.parent / link.partition("#")[0]).exists()
    ] == []


@names(DOCS)
def test_the_readme_leads_to_every_document(document):
    assert f"(docs/{document.name})" in text_of(ROOT / "README.md")


@names(EVERY)
def test_every_command_exists(document):
    known = set(commands(main))
    named = [f"saiwu {words}" for words in SAIWU.findall(text_of(document))]

    assert [one for one in named if not {one, one.rpartition(" ")[0]} & known] == []


@names(EVERY)
def test_every_script_exists(document):
    assert [one for one in SCRIPT.findall(text_of(document)) if not (ROOT / one).exists()] == []


@names(EVERY)
def test_every_option_of_ours_exists(document):
    known = {opt for command in options() for opt in command} | set(options_of_run())
    named = {first or second for first, second in OPTION.findall(text_of(document))}

    assert sorted(named - known) == []


def options() -> Iterator[list[str]]:
    """The options of every command, groups and all."""
    todo = [main]
    for command in todo:
        yield [name for parameter in command.params for name in parameter.opts]
        todo += getattr(command, "commands", {}).values()


def options_of_run() -> list[str]:
    return re.findall(r"--[a-z]+", text_of(ROOT / "scripts/run"))


@names(TRANSLATED)
def test_both_languages_of_a_document_have_the_same_headings(document):
    def levels(one: Path) -> list[str]:
        return HEADING.findall(text_of(one))

    assert levels(document) == levels(chinese_of(document))


@pytest.mark.parametrize("name", SETTINGS)
@names([ROOT / "docs/administrators.md", ROOT / "docs/administrators.en.md"])
def test_administrators_find_every_setting(document, name):
    assert f"| `{name}` |" in text_of(document)


@cache
def said() -> tuple[set[str], set[str]]:
    """Every sentence of the application, in English and in Chinese; % for what is filled in."""
    with CATALOGUE.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]

    def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
        every = [text] if isinstance(text, str) else list(text)
        return [PLACEHOLDER.sub("%", one) for one in every]

    english = {form for message in messages for form in forms(message.id)}
    chinese = {form for message in messages for form in forms(message.string)}
    return english, chinese


def unsaid(quotations: list[str], sentences: set[str]) -> list[str]:
    """What no page says; a number may be one that is filled in."""
    known = sentences | SWITCH
    one_line = [" ".join(words.split()) for words in quotations]
    return [one for one in one_line if not {one, NUMBER.sub("%", one)} & known]


@names(TRANSLATED)
def test_what_is_bold_in_english_stands_on_a_page(document):
    bold = re.findall(r"\*\*([^*]+)\*\*", text_of(document))

    assert bold
    assert unsaid(bold, said()[0]) == []


@names([chinese_of(document) for document in TRANSLATED])
def test_what_is_quoted_in_chinese_stands_on_a_page(document):
    quoted = re.findall(r"「([^」]+)」", text_of(document))

    assert quoted
    assert unsaid(quoted, said()[1]) == []
