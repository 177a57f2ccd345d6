"""What everybody may ask: whether a certificate is ours, what it says, whether it still holds."""

from datetime import UTC, datetime
from hashlib import sha256

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from competition.certificates.forms import FileForm, NumberForm
from competition.certificates.models import Certificate, CertificateState
from competition.certificates.numbers import tidy
from competition.certificates.queries import certificate_numbered
from competition.certificates.views.blueprint import bp
from competition.permissions import public

IN_ADDRESS = {"csrf": False}  # a question changes nothing


@bp.get("/check")
@public
def find() -> ResponseReturnValue:
    """Type a number."""
    form = NumberForm(request.args, meta=IN_ADDRESS)
    if "number" not in request.args or not form.validate():
        return render_template("certificates/find.html", form=form)
    number = tidy(form.number.data or "")
    if number is None:
        return mistyped(form), 404
    return redirect(url_for(".check", number=number))


def mistyped(form: NumberForm) -> str:
    """A slip of the finger is no forgery: the same page again, with what was typed."""
    form.refuse(
        "number",
        _("The number is mistyped or incomplete. It reads like SW-2026-7K3M9QXD-4; compare each."),
    )
    return render_template("certificates/find.html", form=form)


@bp.route("/check/<number>", methods=["GET", "POST"])
@public
def check(number: str) -> ResponseReturnValue:
    """What was certified and in which state it is; a file can be compared with the issued one."""
    meant = tidy(number)
    if meant is None:
        return mistyped(NumberForm(None, number=number, meta=IN_ADDRESS)), 404
    if meant != number:
        return redirect(url_for(".check", number=meant))
    certificate = certificate_numbered(number)
    if certificate is None:
        return render_template("certificates/unknown.html", number=number), 404
    form = FileForm()
    same = is_issued_file(certificate, form) if form.submitted() else None
    return render_template(
        "certificates/check.html",
        certificate=certificate,
        content=certificate.content,
        form=form,
        same=same,
        now=datetime.now(UTC),
        CertificateState=CertificateState,
    )


def is_issued_file(certificate: Certificate, form: FileForm) -> bool:
    """Whether the sent file is, to the byte, the issued one."""
    return sha256(form.file.data.read()).hexdigest() == certificate.digest
