"""Labels on views, and what follows from them."""

import pytest

from competition.people.rules import Role
from competition.permissions import GRANTS, Permission
from tests.builders import appoint, make_competition, make_event, make_user

OPEN_TO_EVERYBODY = {
    "people.setup",
    "people.login",
    "people.language",
    "events.home",
    "certificates.find",
    "certificates.check",
}


def labels(app):
    return {
        endpoint: getattr(view, "permission", None)
        for endpoint, view in app.view_functions.items()
        if not endpoint.endswith("static")
    }


def test_every_view_is_labelled(app):
    assert [endpoint for endpoint, label in labels(app).items() if label is None] == []


def test_only_known_views_are_open_to_everybody(app):
    """A new public view must be added here, on purpose."""
    public = {endpoint for endpoint, label in labels(app).items() if label is Permission.PUBLIC}

    results = {endpoint for endpoint in public if endpoint.startswith("results.")}
    assert "results.public" in results
    assert public - results == OPEN_TO_EVERYBODY


def test_views_of_one_event_ask_for_a_role_there(app):
    """A permission at an event needs the event, or the competition, in the address."""
    everywhere = {Permission.PUBLIC, Permission.SIGNED_IN, Permission.SITE_MANAGE}
    lost = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if labels(app).get(rule.endpoint) not in {*everywhere, None}
        and not rule.arguments & {"event_id", "competition_id"}
    ]

    assert lost == []


def test_every_role_has_its_grants():
    assert set(GRANTS) == set(Role)


def test_every_permission_is_granted_to_somebody():
    granted = frozenset().union(*GRANTS.values())

    assert set(Permission) - granted == {Permission.PUBLIC, Permission.SIGNED_IN}


def test_judges_never_see_entries_or_delegations():
    assert not GRANTS[Role.JUDGE] & {
        Permission.ENTRIES_MANAGE,
        Permission.ENTRIES_SUBMIT,
        Permission.DRAW_MAKE,
        Permission.RESULTS_SEE,
        Permission.AUDIT_SEE,
    }


def addresses(app, **ids):
    """Every address that can be asked for with these keys, and its label."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and rule.arguments <= set(ids):
                given = {name: ids[name] for name in rule.arguments}
                yield app.url_for(rule.endpoint, **given), labels(app).get(rule.endpoint)


def test_a_visitor_is_asked_to_sign_in_everywhere_else(app, client):
    make_user()
    event = make_event()

    for address, label in addresses(app, event_id=event.id, competition_id=event.competition_id):
        if label not in (Permission.PUBLIC, None):
            assert client.get(address).location.startswith("/login?next="), address


@pytest.mark.parametrize("role", [None, *Role])
def test_a_role_elsewhere_opens_nothing_here(app, sign_in, role):
    event = make_event()
    elsewhere = make_competition()
    user = make_user()
    if role not in (None, Role.ADMINISTRATOR):
        appoint(user, role, competition_id=elsewhere.id)
    browser = sign_in(user)

    for address, label in addresses(app, event_id=event.id, competition_id=event.competition_id):
        if label not in (Permission.PUBLIC, Permission.SIGNED_IN, None):
            assert browser.get(address).status_code in (403, 404), address


def test_a_role_at_a_competition_reaches_its_events(sign_in):
    event = make_event()
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=event.competition_id)

    assert sign_in(user).get(f"/events/{event.id}").status_code == 200


def test_an_ended_role_opens_nothing(sign_in):
    event = make_event()
    user = make_user()
    held = appoint(user, Role.ORGANISER, event_id=event.id)
    browser = sign_in(user)
    assert browser.get(f"/events/{event.id}").status_code == 200

    held.ended_at = event.created_at
    assert browser.get(f"/events/{event.id}").status_code == 404


def test_a_delegation_does_not_make_somebody_an_administrator(sign_in):
    """A role without competition and event holds at the whole site: a leader's must have one."""
    event = make_event()
    user = make_user()
    appoint(user, Role.DELEGATION_LEADER, competition_id=event.competition_id)

    assert sign_in(user).get("/users").status_code == 403
