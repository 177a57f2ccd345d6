"""What every page of the stage shares."""

from flask import Blueprint, abort, current_app, request

from competition.certificates.models import Certificate
from competition.certificates.queries import certificate_at
from competition.certificates.text import Design
from competition.events.models import Event
from competition.events.queries import event_for

bp = Blueprint("certificates", __name__)
CHECKS_ALLOWED = "60 per minute"  # from one address, without signing in


def found_event(event_id: int) -> Event:
    """The event; the guard has asked already whether the user may see it."""
    return event_for(event_id) or abort(404)


def found_certificate(event_id: int, certificate_id: int) -> Certificate:
    """The certificate, when it is of this event."""
    return certificate_at(event_id, certificate_id) or abort(404)


def chosen_design() -> Design:
    """The design that the request names; an unknown one is not there."""
    name = request.values.get("design", Design.FORMAL.value)
    return Design(name) if name in list(Design) else abort(404)


def base_url() -> str:
    """The public address: the one that is set, else the one that this request came to."""
    return str(current_app.config["BASE_URL"] or request.url_root)


def is_not_a_check() -> bool:
    """Whether the request is for another page than the public ones, which alone are limited."""
    return request.endpoint not in ("certificates.find", "certificates.check")
