"""Every view, asked by everybody with nonsense: never a fault of ours, never a change unallowed."""

from urllib.parse import urlencode

import pytest

from competition.database import db
from competition.people.rules import Role
from tests.application import empty
from tests.competition.everything import (
    SIGNED_IN,
    Forms,
    browser_of,
    counts,
    everything,
    views,
)

HUGE = "9" * 30
IDS = ("delegation", "person", "entry", "number")
WORDS = ("state", "order", "phase", "design", "part", "q")
QUERIES = [
    {"page": HUGE},
    {"q": "\0"},
    dict.fromkeys(WORDS, "\udcff☃%") | {"page": "1"} | {"_scheme": "javascript", "event_id": "x"},
    dict.fromkeys(IDS, HUGE) | {"q": "%" * 3000},
]
NONSENSE = [
    "a\0b",
    HUGE,
    "-1",
    "0.123456789",
    "\udced\udca0\udc80",
    "=1+1<script>",
    "0001-01-01 00:00",
    "9999-12-31",
    "长" * 3000,
]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def places(application):
    with application.app_context():
        yield everything()
        db.session.rollback()
        empty()


@pytest.fixture
def app(application, places, monkeypatch):
    """The application with one of everything; what a view commits is rolled back all the same."""
    rehearse(application, monkeypatch)
    return application


def rehearse(application, patch):
    patch.setitem(application.config, "PROPAGATE_EXCEPTIONS", False)
    patch.setattr(db.session, "commit", db.session.flush)


def sent(values):
    return urlencode(values, errors="surrogateescape")


def some_of(values, turn):
    """Two in turn: each of them meets fields of every kind, and no field meets all."""
    return [values[(2 * turn + n) % len(values)] for n in range(2)]


def who_may(asked):
    return [who for who in (*Role, SIGNED_IN) if asked.opens_to(who)]


@pytest.fixture(scope="module")
def pages(application, places):
    """Every page that opens, once: its view, the browser that opened it, and what it was."""
    with pytest.MonkeyPatch.context() as patch:
        rehearse(application, patch)
        return opened_pages(application, places)


def opened_pages(app, places):
    opened = {}
    for place in reversed(places):
        browsers = {who: browser_of(app, place, who) for who in (*Role, SIGNED_IN)}
        for asked in views(app, place.keys):
            if "GET" not in asked.methods or asked.endpoint in opened:
                continue
            browser = browsers[who_may(asked)[-1 if asked.arguments else 0]]
            answer = browser.get(asked.address)
            assert answer.status_code < 500, asked.address
            if answer.status_code == 200:
                opened[asked.endpoint] = (asked, browser, answer)
    return list(opened.values())


def test_a_nonsensical_question_is_no_fault_of_ours(app, pages):
    broken = []
    for asked, browser, plain in pages:
        for query in QUERIES if plain.mimetype == "text/html" else QUERIES[2:3]:
            if browser.get(f"{asked.address}?{sent(query)}").status_code >= 500:
                broken.append((asked.address, ascii(query)[:60]))

    assert broken == []
    assert len(pages) > 60


def test_a_nonsensical_form_is_no_fault_of_ours(app, pages):
    broken, tried = [], set()
    for asked, browser, plain in pages:
        if plain.mimetype != "text/html":
            continue
        for address, fields in Forms(asked.address, plain.text).found:
            for name in fields:
                kind = "".join(c for c in f"{address.partition('?')[0]} {name}" if not c.isdigit())
                if kind in tried:
                    continue
                tried.add(kind)
                for value in some_of(NONSENSE, len(tried)):
                    body = sent({n: v or "1" for n, v in fields.items()} | {name: value})
                    answer = browser.post(address, data=body, content_type=FORM)
                    if answer.status_code >= 500:
                        broken.append((address, name, ascii(value)[:30]))

    assert broken == []
    assert len(tried) > 100


def test_a_key_that_no_row_can_have_is_not_there(app, places):
    place = places[-1]
    browser = browser_of(app, place, Role.ADMINISTRATOR)
    for key in (0, 2**31, 2**63, "9" * 5000):
        for address in (f"/events/{key}", f"/results/{key}", f"/users/{key}/close"):
            asked = browser.post if address.endswith("close") else browser.get
            assert asked(address).status_code == 404, address[:40]


def test_nobody_changes_anything_without_permission(application, places):
    before, opened = counts(), []
    place = places[-1]
    for who in (*Role, SIGNED_IN):
        browser = browser_of(application, place, who)
        for asked in views(application, place.keys):
            if asked.opens_to(who):
                continue
            for send in [browser.post] * ("POST" in asked.methods) + [browser.head]:
                answer = send(asked.address)
                if answer.status_code not in (403, 404, 405):
                    opened.append((asked.address, who, answer.status_code))

    assert opened == []
    assert counts() == before


def test_keys_of_another_event_are_not_there(application, places):
    """An organiser here, with the keys of things elsewhere in every address."""
    before, opened = counts(), []
    here, there = places[3], places[-1]
    wholly = {"event_id", "competition_id"}
    foreign = there.keys | {name: here.keys[name] for name in wholly}
    own = {name for name in there.keys if name.endswith(("_id", "key"))} - wholly
    for who in (Role.ORGANISER, Role.CHIEF_JUDGE, Role.JUDGE, Role.DELEGATION_LEADER):
        browser = browser_of(application, here, who)
        for asked in views(application, foreign):
            if not asked.arguments & wholly or not asked.arguments & own:
                continue
            for send in [browser.post] * ("POST" in asked.methods) + [browser.get]:
                answer = send(asked.address)
                if answer.status_code not in (404, 405):
                    opened.append((asked.address, who, answer.status_code))

    assert opened == []
    assert counts() == before
