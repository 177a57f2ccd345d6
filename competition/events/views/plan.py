"""The annual plan: every competition that is filed for a year, and what the filings clash with."""

from collections.abc import Iterator
from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from competition.database import db
from competition.events.filing import queries
from competition.events.filing.models import Filing
from competition.events.filing.rules import FilingState, Repeat
from competition.events.models import Event
from competition.events.views.blueprint import bp
from competition.language import local
from competition.permissions import Permission, requires
from competition.tables import table_file
from competition.words import label, word


@bp.get("/plan")
@requires(Permission.SITE_MANAGE)
def this_plan() -> ResponseReturnValue:
    """The plan of this year or, when nothing is filed for it, of the latest year."""
    this_year = datetime.now(UTC).year
    years = queries.years_planned()
    return redirect(
        url_for(".plan", year=years[0] if years and this_year not in years else this_year)
    )


@bp.get("/plan/<int(min=2000, max=2100):year>")
@requires(Permission.SITE_MANAGE)
def plan(year: int) -> ResponseReturnValue:
    """The filings for the plan of a year."""
    asked = request.args.get("state", "")
    state = FilingState(asked) if asked in list(FilingState) else None
    filings = db.paginate(queries.planned_in(year, state), per_page=20, error_out=False)
    keys = [filing.competition_id for filing in filings]
    return render_template(
        "events/plan.html",
        year=year,
        years=sorted({*queries.years_planned(), year}, reverse=True),
        state=state,
        states=list(FilingState),
        counts=queries.state_counts(year),
        filings=filings,
        events=queries.events_by_competition(keys),
        repeats=queries.repeats_of(keys),
    )


@bp.get("/plan/<int(min=2000, max=2100):year>.<any(csv, xlsx):kind>")
@requires(Permission.SITE_MANAGE)
def plan_file(year: int, kind: str) -> ResponseReturnValue:
    """The plan of a year as a table: a line for each event."""
    return table_file(plan_lines(year), kind, f"plan-{year}")


def plan_lines(year: int) -> Iterator[list[str]]:
    """Head and lines; a competition without events has one line."""
    yield head()
    filings = list(db.session.scalars(queries.planned_in(year)))
    keys = [filing.competition_id for filing in filings]
    events, repeats = queries.events_by_competition(keys), queries.repeats_of(keys)
    for filing in filings:
        cells = competition_cells(filing)
        for event in events[filing.competition_id]:
            yield [*cells, *event_cells(event, repeats[filing.competition_id])]
        if not events[filing.competition_id]:
            yield [*cells, *[""] * 6]


def head() -> list[str]:
    return [
        _("Competition"),
        _("Tier"),
        _("Region"),
        _("Organiser of the competition"),
        _("Host"),
        _("First day"),
        _("Last day"),
        _("State"),
        _("Filing number"),
        _("Event"),
        _("Group"),
        _("Occupation"),
        _("Code of the occupation"),
        _("Level"),
        _("The same occupation within two years"),
    ]


def competition_cells(filing: Filing) -> list[str]:
    competition = filing.competition
    return [
        local(competition),
        local(competition.tier),
        competition.region,
        local(competition, "organiser"),
        filing.host,
        competition.starts_on.isoformat(),
        competition.ends_on.isoformat(),
        label(filing.state),
        filing.document_number,
    ]


def event_cells(event: Event, repeats: list[Repeat]) -> list[str]:
    return [
        local(event),
        label(event.group),
        event.occupation,
        event.occupation_code,
        word("SkillLevel", event.level),
        ", ".join(
            local(repeat.other)
            for repeat in repeats
            if repeat.contest.occupation_code == event.occupation_code
        ),
    ]
