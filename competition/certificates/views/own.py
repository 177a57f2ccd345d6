"""A contestant's own certificates."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import func, select

from competition.certificates.files import saved_file
from competition.certificates.models import Certificate, CertificateState
from competition.certificates.queries import certificates_of
from competition.certificates.views.blueprint import bp
from competition.database import db
from competition.people.queries import person_of
from competition.permissions import signed_in


@bp.get("/my/certificates")
@signed_in
def mine() -> ResponseReturnValue:
    """The certificates of the person who is signed in."""
    person = person_of(current_user.id)
    if person is None:
        return render_template("certificates/nobody.html")
    found = db.paginate(certificates_of(person.id), per_page=20, max_per_page=20)
    return render_template(
        "certificates/mine.html", found=found, valid=valid_count(person.id), person=person
    )


@bp.app_template_global("certificates_in_force")
def valid_count(person_id: int) -> int:
    """How many certificates a person may rely on; the start page says so too."""
    wanted = select(func.count()).select_from(Certificate)
    return (
        db.session.scalar(
            wanted.where(
                Certificate.person_id == person_id, Certificate.state == CertificateState.VALID
            )
        )
        or 0
    )


@bp.get("/my/certificates/<int:certificate_id>.pdf")
@signed_in
def my_file(certificate_id: int) -> ResponseReturnValue:
    """One's own certificate while it is in force; anybody else's is not there."""
    person = person_of(current_user.id) or abort(404)
    certificate = db.session.scalar(
        certificates_of(person.id).where(
            Certificate.id == certificate_id, Certificate.state == CertificateState.VALID
        )
    )
    return saved_file(certificate) if certificate else abort(404)
