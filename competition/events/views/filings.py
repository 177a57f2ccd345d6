"""The filing of a competition: written and submitted by its organiser, decided by the authority."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from competition.database import db
from competition.errors import NotYet
from competition.events.filing import operations, sheet
from competition.events.filing.models import Filing
from competition.events.filing.queries import filing_of, repeats_of
from competition.events.filing.rules import PLANNED, WITH_ORGANISER, FilingState, event_rows, gaps
from competition.events.forms.filings import AcceptForm, ReturnForm, SheetForm
from competition.events.models import Competition
from competition.events.views.blueprint import bp
from competition.language import local, said
from competition.permissions import Permission, requires
from competition.tables import pdf_file
from competition.words import label, word


@bp.route("/competitions/<int:competition_id>/filing", methods=["GET", "POST"])
@requires(Permission.COMPETITION_MANAGE)
def filing(competition_id: int) -> ResponseReturnValue:
    """The filing sheet: filled in, or as it was submitted, with the answer."""
    competition = db.get_or_404(Competition, competition_id)
    known = filing_of(competition_id)
    form = SheetForm(obj=known) if known else SheetForm(year=competition.starts_on.year)
    if form.submitted():
        values = {name: value for name, value in form.data.items() if name != "csrf_token"}
        operations.save_sheet(competition, now=datetime.now(UTC), by=current_user, **values)
        db.session.commit()
        flash(_("The filing sheet is saved."))
        return redirect(url_for(".filing", competition_id=competition_id))
    return filing_page(competition, known, form)


def filing_page(
    competition: Competition,
    known: Filing | None,
    form: SheetForm,
    accepting: AcceptForm | None = None,
    returning: ReturnForm | None = None,
) -> str:
    planned = known is not None and known.state in PLANNED
    return render_template(
        "events/filing.html",
        competition=competition,
        filing=known,
        form=form,
        accepting=accepting or AcceptForm(formdata=None),
        returning=returning or ReturnForm(formdata=None),
        writable=known is None or known.state in WITH_ORGANISER,
        planned=planned,
        events=listed(known) if known else event_rows(competition.events),
        changed=known is not None and planned and known.events != event_rows(competition.events),
        gaps=list(gaps(known, competition.events)) if known else [],
        repeats=repeats_of([competition.id])[competition.id],
        FilingState=FilingState,
    )


@bp.post("/competitions/<int:competition_id>/filing/submit")
@requires(Permission.COMPETITION_MANAGE)
def submit_filing(competition_id: int) -> ResponseReturnValue:
    """Hand the filing to the authority."""
    try:
        operations.submit(found(competition_id), now=datetime.now(UTC), by=current_user)
    except NotYet as problem:
        db.session.rollback()
        flash(said(problem), "warning")
        return redirect(url_for(".filing", competition_id=competition_id))
    return saved(competition_id, _("The filing is submitted."))


@bp.post("/competitions/<int:competition_id>/filing/take-back")
@requires(Permission.COMPETITION_MANAGE)
def take_back_filing(competition_id: int) -> ResponseReturnValue:
    """Take back what is not decided yet."""
    operations.take_back(found(competition_id), now=datetime.now(UTC), by=current_user)
    return saved(competition_id, _("The filing is with the organiser again."))


@bp.post("/competitions/<int:competition_id>/filing/accept")
@requires(Permission.SITE_MANAGE)
def accept_filing(competition_id: int) -> ResponseReturnValue:
    """Accept the filing under a document number."""
    known, form = found(competition_id), AcceptForm()
    if not form.submitted():
        return filing_page(known.competition, known, SheetForm(None, obj=known), accepting=form)
    number = form.number.data or ""
    operations.accept(known, number, now=datetime.now(UTC), by=current_user)
    return saved(competition_id, _("The competition is filed: %(number)s.", number=number.strip()))


@bp.post("/competitions/<int:competition_id>/filing/return")
@requires(Permission.SITE_MANAGE)
def return_filing(competition_id: int) -> ResponseReturnValue:
    """Return the filing with the reasons."""
    known, form = found(competition_id), ReturnForm()
    if not form.submitted():
        return filing_page(known.competition, known, SheetForm(None, obj=known), returning=form)
    operations.give_back(known, form.reason.data or "", now=datetime.now(UTC), by=current_user)
    return saved(competition_id, _("The filing is returned to the organiser."))


def found(competition_id: int) -> Filing:
    known = filing_of(competition_id)
    if known is None:
        abort(404)
    return known


def saved(competition_id: int, told: str) -> Response:
    db.session.commit()
    flash(told)
    return redirect(url_for(".filing", competition_id=competition_id))


def listed(known: Filing) -> list[dict[str, str]]:
    """The events as they were submitted, or as they are while the organiser writes."""
    return known.events if known.state in PLANNED else event_rows(known.competition.events)


@bp.get("/competitions/<int:competition_id>/filing.pdf")
@requires(Permission.COMPETITION_MANAGE)
def filing_sheet(competition_id: int) -> ResponseReturnValue:
    """The filing sheet as the authority's form, in Chinese."""
    with force_locale("zh_Hans"):
        pdf = sheet.render(printed(found(competition_id)))
    return pdf_file(pdf, f"filing-{competition_id}")


def printed(known: Filing) -> sheet.FilingSheet:
    """What the sheet says, in the language of the moment."""
    competition = known.competition
    return sheet.FilingSheet(
        competition=competition.name_zh,
        tier=local(competition.tier),
        region=competition.region,
        organiser=competition.organiser_zh,
        host=known.host,
        contact=known.contact,
        phone=known.phone,
        year=known.year,
        starts_on=competition.starts_on,
        ends_on=competition.ends_on,
        expected=known.expected,
        state=label(known.state),
        number=known.document_number,
        plan=known.plan,
        events=tuple(
            sheet.PlannedEvent(
                name=row["name_zh"],
                occupation=row["occupation"],
                occupation_code=row["occupation_code"],
                level=word("SkillLevel", row["level"]),
                group=word("Group", row["group"]),
                event_format=word("EventFormat", row["event_format"]),
            )
            for row in listed(known)
        ),
    )
