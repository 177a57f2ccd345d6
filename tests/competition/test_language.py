"""Chinese and English: which one, and whether every closed list has its words."""

import ast
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest

import competition
from competition.words import WORDS
from tests.builders import PASSWORD, make_user

# Templates say these in whole sentences.
NEVER_SHOWN = {"Permission", "Tone", "Change", "Kind", "Standing", "PassSize"}


def enumerations():
    """Every StrEnum of ours, found by reading the sources."""
    root = Path(competition.__file__).parent
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            bases = [ast.unparse(base) for base in getattr(node, "bases", [])]
            if isinstance(node, ast.ClassDef) and "StrEnum" in bases:
                name = ".".join(file.relative_to(root.parent).with_suffix("").parts)
                yield getattr(import_module(name), node.name)


@pytest.mark.parametrize("kind", list(enumerations()), ids=lambda kind: kind.__name__)
def test_every_member_of_an_enumeration_has_its_word(kind):
    assert issubclass(kind, StrEnum)
    if kind.__name__ not in NEVER_SHOWN:
        assert set(WORDS[kind.__name__]) == {member.value for member in kind}


def test_the_browser_chooses_the_language(client):
    make_user()

    assert 'lang="zh-CN"' in client.get("/login", headers={"Accept-Language": "zh-CN,zh"}).text
    assert 'lang="en"' in client.get("/login", headers={"Accept-Language": "en-GB,en"}).text
    assert "登录" in client.get("/login", headers={"Accept-Language": "zh-CN"}).text


def test_the_switch_is_stronger_than_the_browser(client):
    make_user()
    asked = {"Accept-Language": "en"}

    client.post("/language/zh_Hans")

    assert 'lang="zh-CN"' in client.get("/login", headers=asked).text


def test_the_language_survives_signing_in_and_is_remembered_for_the_user(app, client):
    make_user(username="li.na")
    client.post("/language/zh_Hans")
    client.post("/login", data={"username": "li.na", "password": PASSWORD})
    client.post("/language/zh_Hans")

    another = app.test_client()
    another.post("/login", data={"username": "li.na", "password": PASSWORD})
    assert 'lang="zh-CN"' in another.get("/password", headers={"Accept-Language": "en"}).text


def test_an_unknown_language_is_not_there(client):
    assert client.post("/language/tlh").status_code == 404


def test_the_switch_leads_back_to_the_page_but_never_elsewhere(client):
    make_user()

    there = client.post("/language/en", data={"next": "/login?next=/users"})
    assert there.location == "/login?next=/users"
    assert client.post("/language/en", data={"next": "//evil.example"}).location == "/"
