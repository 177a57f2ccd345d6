"""Labels on views, and the one guard that enforces them.

A view is labelled with the permission that opens it; a view without a label opens to nobody. What
a user may do follows from their appointments at the competition and event in the address.
"""

from collections.abc import Callable
from enum import StrEnum, auto
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from competition.people.queries import roles_at
from competition.people.rules import Role

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What a label on a view asks for."""

    PUBLIC = auto()
    SIGNED_IN = auto()
    SITE_MANAGE = auto()  # tiers, users, rule sets, competitions
    COMPETITION_SEE = auto()
    COMPETITION_MANAGE = auto()  # events, delegations, appointments
    EVENT_SEE = auto()
    EVENT_MANAGE = auto()
    ENTRIES_SUBMIT = auto()  # of one's own delegation; of any, with ENTRIES_MANAGE
    ENTRIES_MANAGE = auto()
    CHECK_IN = auto()  # names and passes at the door
    DRAW_MAKE = auto()
    PANELS_SET = auto()  # who marks what, and the start of marking
    MARK_ENTER = auto()
    MARKING_OVERSEE = auto()
    MARKING_LOCK = auto()
    RESULTS_SEE = auto()
    RESULTS_PUBLISH = auto()
    PROMOTION_DECIDE = auto()
    PLACES_DECIDE = auto()
    CERTIFICATES_ISSUE = auto()
    AUDIT_SEE = auto()


P = Permission
ORGANISING = frozenset(
    {
        P.COMPETITION_SEE,
        P.COMPETITION_MANAGE,
        P.EVENT_SEE,
        P.EVENT_MANAGE,
        P.ENTRIES_SUBMIT,
        P.ENTRIES_MANAGE,
        P.CHECK_IN,
        P.DRAW_MAKE,
        P.PANELS_SET,
        P.MARKING_OVERSEE,
        P.RESULTS_SEE,
        P.RESULTS_PUBLISH,
        P.PROMOTION_DECIDE,
        P.PLACES_DECIDE,
        P.CERTIFICATES_ISSUE,
        P.AUDIT_SEE,
    }
)
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: ORGANISING | {P.SITE_MANAGE},
    Role.ORGANISER: ORGANISING,
    Role.CHIEF_JUDGE: frozenset(
        {
            P.EVENT_SEE,
            P.PANELS_SET,
            P.MARK_ENTER,
            P.MARKING_OVERSEE,
            P.MARKING_LOCK,
            P.RESULTS_SEE,
        }
    ),
    Role.JUDGE: frozenset({P.EVENT_SEE, P.MARK_ENTER}),
    Role.SCOREKEEPER: frozenset({P.COMPETITION_SEE, P.EVENT_SEE, P.RESULTS_SEE}),
    Role.INSPECTOR: frozenset(
        {P.COMPETITION_SEE, P.EVENT_SEE, P.MARKING_OVERSEE, P.RESULTS_SEE, P.AUDIT_SEE}
    ),
    Role.DELEGATION_LEADER: frozenset({P.COMPETITION_SEE, P.ENTRIES_SUBMIT}),
    Role.CHECK_IN_REFEREE: frozenset({P.COMPETITION_SEE, P.EVENT_SEE, P.CHECK_IN}),
    Role.EXPERT: frozenset({P.EVENT_SEE}),
    Role.WORKSHOP_MANAGER: frozenset({P.EVENT_SEE}),
    Role.TECHNICAL_TRANSLATOR: frozenset({P.EVENT_SEE}),
}


def requires(permission: Permission) -> Callable[[View], View]:
    """Label a view with the permission that opens it."""

    def label(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return label


public = requires(P.PUBLIC)
signed_in = requires(P.SIGNED_IN)


def init_app(app: Flask, competition_of: Callable[[int], int | None]) -> None:
    """Guard every view; `competition_of` gives the competition of an event's key."""
    app.extensions["competition_of"] = competition_of
    app.before_request(guard)
    app.jinja_env.globals.update(may=may, Permission=Permission)


def guard() -> Response | None:
    """Open the view to those who hold its permission; called before every request."""
    if request.endpoint is None or request.endpoint.endswith("static"):
        return None  # a 404 of its own, or an asset
    view = current_app.view_functions[request.endpoint]
    permission: Permission | None = getattr(view, "permission", None)
    if permission is P.PUBLIC:
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("people.login", next=request.full_path.rstrip("?")))
    if permission is None or not may(permission):
        abort(404 if request.view_args else 403)  # what somebody may not see is not there
    return None


def may(permission: Permission) -> bool:
    """Whether the user holds the permission at the competition or event in the address."""
    if permission is P.PUBLIC or not current_user.is_authenticated:
        return permission is P.PUBLIC
    return permission is P.SIGNED_IN or any(permission in GRANTS[role] for role in roles_here())


def roles_here() -> frozenset[Role]:
    """The user's roles at the competition or event in the address, looked up once a request."""
    if "roles" not in g:
        arguments = request.view_args or {}
        event_id = arguments.get("event_id")
        competition_id = arguments.get("competition_id")
        if event_id is not None:
            competition_id = current_app.extensions["competition_of"](event_id)
        g.roles = roles_at(current_user.id, competition_id=competition_id, event_id=event_id)
    roles: frozenset[Role] = g.roles
    return roles
