"""What everybody may see: publications, their files, the board in the hall."""

from collections.abc import Iterator

from flask import (
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from competition.database import db
from competition.language import language, local
from competition.paging import Pages
from competition.permissions import public
from competition.results.models import Publication
from competition.results.publications.export import Cell, as_csv, as_json, as_xlsx
from competition.results.publications.queries import newer_than, public_list, published, reopened_at
from competition.results.rows import PublishedRow, Table
from competition.results.rules import REOPENED_PHASES
from competition.results.views.blueprint import bp
from competition.words import word

BOARD_ROWS = 12
BOARD_SECONDS = 15
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def found_publication(publication_id: int) -> Publication:
    return published(publication_id) or abort(404)


@bp.get("/results", endpoint="public")
@public
def listing() -> ResponseReturnValue:
    """The latest publication of every event, searchable."""
    words = request.args.get("q", "").strip()[:100]
    found = db.paginate(public_list(words), per_page=20, max_per_page=20)
    return render_template(
        "results/public.html", found=found, words=words, reopened=REOPENED_PHASES
    )


@bp.get("/results/<int:publication_id>")
@public
def publication(publication_id: int) -> ResponseReturnValue:
    """One publication, with its state at the head."""
    shown = found_publication(publication_id)
    table = Table(shown.standings)
    return render_template(
        "results/publication.html",
        publication=shown,
        newer=newer_than(shown),
        reopened_at=reopened_at(shown),
        event=shown.event,
        table=table,
        pages=Pages(table.ranked),
    )


@bp.get("/results/<int:publication_id>/board")
@public
def board(publication_id: int) -> ResponseReturnValue:
    """Twelve rows a page for a projector; always the publication in force.

    Pages turn by a header and not by a script; `?turn=no` stops that.
    """
    shown = found_publication(publication_id)
    newer = newer_than(shown)
    if newer:
        return redirect(url_for(".board", publication_id=newer.id))
    pages = Pages(Table(shown.standings).ranked, per_page=BOARD_ROWS)
    turning = request.args.get("turn") != "no"
    response = make_response(
        render_template(
            "results/board.html",
            publication=shown,
            event=shown.event,
            reopened_at=reopened_at(shown),
            pages=pages,
            turning=turning,
        )
    )
    if turning:
        following = url_for(".board", publication_id=shown.id, page=pages.next_num or 1)
        response.headers["Refresh"] = f"{BOARD_SECONDS}; url={following}"
    return response


@bp.get("/results/<int:publication_id>/file.<any(csv, xlsx, json):kind>")
@public
def file(publication_id: int, kind: str) -> ResponseReturnValue:
    """The publication as a table, or the bundle that it is computed from."""
    shown = found_publication(publication_id)
    if kind == "json":
        body, mimetype = as_json(shown.bundle), "application/json"
    elif kind == "csv":
        body, mimetype = as_csv(lines(shown)), "text/csv"
    else:
        body, mimetype = as_xlsx(lines(shown)), XLSX
    name = f"results-{shown.event_id}-v{shown.number}.{kind}"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(body, mimetype=mimetype, headers=headers)


def lines(shown: Publication) -> Iterator[list[Cell]]:
    """Head and rows of the published table, in the language of the request."""
    yield [
        _("Position"),
        _("Rank"),
        _("Award"),
        _("Contestant"),
        _("Delegation"),
        _("Total"),
        _("Scale score"),
        _("State"),
    ]
    state = word("PublicationKind", shown.kind.value)
    for row in Table(shown.standings).ranked:
        yield [*cells(row), state]


def cells(row: PublishedRow) -> list[Cell]:
    return [
        row.place,
        row.rank,
        word("Medal", row.medal) if row.medal else "",
        _(", ").join(row.names_in(language())),
        local(row, "delegation"),
        "" if row.total is None else f"{row.total:f}",
        row.scale_score,
    ]
