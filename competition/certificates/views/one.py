"""One certificate for the organiser: its file, its state, its end."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.certificates import operations
from competition.certificates.files import file_name, shown_file
from competition.certificates.forms import ReasonForm
from competition.certificates.models import CertificateState
from competition.certificates.queries import comparison, predecessor_of
from competition.certificates.views.blueprint import base_url, bp, found_certificate
from competition.database import db
from competition.errors import OperationError
from competition.language import said
from competition.permissions import Permission, requires
from judging.errors import RuleViolation


@bp.get("/events/<int:event_id>/certificates/<int:certificate_id>")
@requires(Permission.CERTIFICATES_ISSUE)
def one(event_id: int, certificate_id: int) -> ResponseReturnValue:
    """What it says, what became of it, what may be done."""
    certificate = found_certificate(event_id, certificate_id)
    return render_template(
        "certificates/one.html",
        event=certificate.event,
        certificate=certificate,
        CertificateState=CertificateState,
        predecessor=predecessor_of(certificate),
        disagreement=comparison(certificate),
    )


@bp.get("/events/<int:event_id>/certificates/<int:certificate_id>/file.pdf")
@requires(Permission.CERTIFICATES_ISSUE)
def file(event_id: int, certificate_id: int) -> ResponseReturnValue:
    """The file as it was issued, whatever became of it."""
    certificate = found_certificate(event_id, certificate_id)
    return shown_file(certificate.pdf, file_name(certificate))


@bp.route(
    "/events/<int:event_id>/certificates/<int:certificate_id>/<any(revoke, reissue):act>",
    methods=["GET", "POST"],
)
@requires(Permission.CERTIFICATES_ISSUE)
def end(event_id: int, certificate_id: int, act: str) -> ResponseReturnValue:
    """Revoke or replace a certificate, with the reason."""
    certificate, form = found_certificate(event_id, certificate_id), ReasonForm()
    if form.submitted():
        try:
            told, shown = ended(certificate_id, event_id, act, form.reason.data or "")
        except (OperationError, RuleViolation) as problem:
            db.session.rollback()
            form.refuse("reason", said(problem))
            certificate = found_certificate(event_id, certificate_id)
        else:
            db.session.commit()
            flash(told)
            return redirect(url_for(".one", event_id=event_id, certificate_id=shown))
    return render_template(
        "certificates/end.html",
        event=certificate.event,
        certificate=certificate,
        form=form,
        act=act,
        disagreement=comparison(certificate),
    )


def ended(certificate_id: int, event_id: int, act: str, reason: str) -> tuple[str, int]:
    """Do it; what to tell, and which certificate to show then."""
    certificate, now = found_certificate(event_id, certificate_id), datetime.now(UTC)
    if act == "revoke":
        operations.revoke(certificate, reason, now=now, by=current_user)
        return _("%(number)s is revoked.", number=certificate.number), certificate.id
    new = operations.reissue(certificate, reason, now=now, by=current_user, base_url=base_url())
    told = _("%(old)s is replaced by %(new)s.", old=certificate.number, new=new.number)
    return told, new.id
