"""Contestants' accounts: who has one, and the slips with the passwords, shown once."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.certificates.accounts import (
    chosen_persons,
    contestants_of,
    give_account,
    renew_password,
)
from competition.certificates.forms import ChosenForm
from competition.certificates.views.blueprint import base_url, bp, found_event
from competition.database import db
from competition.people.models import Person, User
from competition.permissions import Permission, requires


@bp.get("/events/<int:event_id>/accounts")
@requires(Permission.CERTIFICATES_ISSUE)
def accounts(event_id: int) -> ResponseReturnValue:
    """Who competes, and how they sign in."""
    found = db.paginate(contestants_of(event_id), per_page=20, max_per_page=20)
    return render_template("certificates/accounts.html", event=found_event(event_id), found=found)


@bp.post("/events/<int:event_id>/accounts")
@requires(Permission.CERTIFICATES_ISSUE)
def give_accounts(event_id: int) -> ResponseReturnValue:
    """Accounts for the chosen contestants; the answer is the only time that passwords are shown."""
    event, form = found_event(event_id), ChosenForm()
    persons = chosen_persons(event_id, form.person.data or ()) if form.submitted() else []
    if not persons:
        flash(_("Choose the contestants first."), "warning")
        return redirect(url_for(".accounts", event_id=event_id, page=request.args.get("page")))
    slips = slips_for(persons)
    db.session.commit()
    return render_template(
        "certificates/slips.html", event=event, slips=slips, address=base_url().rstrip("/")
    )


def slips_for(persons: Sequence[Person]) -> list[tuple[Person, User, str]]:
    """A slip each: a new account, or a new password for the account that there is."""
    now, slips = datetime.now(UTC), []
    for person in persons:
        if person.user is None:
            user, password = give_account(person, now=now, by=current_user)
        else:
            user, password = renew_password(person, now=now, by=current_user)
        slips.append((person, user, password))
    return slips
