"""The ladder of a year, as a picture and as a table."""

from datetime import UTC, datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from competition.advancement.ladder import queries
from competition.advancement.ladder.rules import Rung, Standing, draw
from competition.advancement.views.blueprint import bp
from competition.database import db
from competition.events.queries import tiers
from competition.permissions import Permission, may, signed_in


@bp.get("/ladder")
@signed_in
def ladder() -> ResponseReturnValue:
    """This year's competitions on every tier, what feeds what, and how many went up."""
    seen = queries.known(current_user.id, all_of_them=may(Permission.SITE_MANAGE))
    this_year = datetime.now(UTC).year
    known_years = queries.years(seen)
    year = request.args.get("year", type=int)
    if year not in known_years:
        year = this_year if this_year in known_years or not known_years else known_years[0]
    counts = queries.counts_in(year, seen)
    known_tiers = tiers()
    return render_template(
        "advancement/ladder.html",
        year=year,
        years=sorted({*known_years, this_year}, reverse=True),
        tiers=known_tiers,
        picture=draw([Rung(one.id, one.height, one.feeds_id) for one in known_tiers]),
        by_tier=queries.by_tier(year, seen, counts),
        counts=counts,
        found=db.paginate(queries.competitions_in(year, seen), per_page=20, error_out=False),
        Standing=Standing,
    )
