"""Puts the application together: the only module that knows every stage."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFError, CSRFProtect
from markupsafe import Markup
from sqlalchemy.exc import DataError, IntegrityError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from competition import config, incoming, language, limits, permissions
from competition.advancement import views as advancement
from competition.assets import asset_folder
from competition.certificates import views as certificates
from competition.database import db, migrate, only_reads
from competition.draw import views as draw
from competition.errors import OperationError
from competition.events import queries as event_queries
from competition.events import rules as event_rules
from competition.events import views as events
from competition.marking import views as marking
from competition.people import session
from competition.people import views as people
from competition.permissions import Permission
from competition.portfolio import views as portfolio
from competition.registration import views as registration
from competition.results import views as results
from competition.upgrades import views as upgrades
from competition.vault import vault
from competition.words import word
from judging.errors import RuleViolation

STAGES = (
    people,
    events,
    registration,
    draw,
    marking,
    results,
    upgrades,
    advancement,
    certificates,
    portfolio,
)
EVENT_TABS = (
    ("events.show", _l("Overview"), Permission.EVENT_SEE),
    ("registration.entries", _l("Entries"), Permission.ENTRIES_MANAGE),
    ("registration.checkin", _l("Check-in"), Permission.CHECK_IN),
    ("draw.show", _l("Draw"), Permission.DRAW_MAKE),
    ("marking.overview", _l("Marking"), Permission.MARKING_OVERSEE),
    ("marking.sheets", _l("My sheets"), Permission.MARK_ENTER),
    ("results.show", _l("Results"), Permission.RESULTS_SEE),
    ("upgrades.show", _l("Promotion"), Permission.PROMOTION_DECIDE),
    ("advancement.show", _l("Next tier"), Permission.PLACES_DECIDE),
    ("certificates.event", _l("Certificates"), Permission.CERTIFICATES_ISSUE),
    ("events.settings", _l("Settings"), Permission.EVENT_MANAGE),
)
# The last two: a number or text that no column can hold, on PostgreSQL and on SQLite.
REFUSED = (RuleViolation, OperationError, IntegrityError, HTTPException, DataError, OverflowError)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application of one instance folder; `overrides` replace settings, for tests.

    Raises config.NotSetUp when the instance has no secrets.
    """
    app = Flask(
        "competition",
        template_folder=str(asset_folder("templates")),
        static_folder=str(asset_folder("static")),
    )
    app.config.from_mapping(overrides or config.flask_config(config.instance_folder()))
    if proxies := app.config.get("PROXIES"):
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    incoming.init_app(app)
    db.init_app(app)
    migrate.init_app(app, directory=str(asset_folder("migrations")))
    vault.init_app(app)
    session.init_app(app)  # first: it loads the user whom the guard looks at
    language.init_app(app)
    app.before_request(say_whether_it_reads)
    permissions.init_app(app, event_queries.competition_of)
    CSRFProtect(app)
    app.before_request(let_in)
    Bootstrap5(app)
    limits.init_app(app)
    for stage in STAGES:
        app.register_blueprint(stage.bp)
    furnish(app)
    for problem in REFUSED:
        app.register_error_handler(problem, refuse)
    app.after_request(harden)
    return app


def furnish(app: Flask) -> None:
    """What every template may use."""
    sprite = (asset_folder("static") / "marks.svg").read_text(encoding="utf-8")
    app.jinja_env.globals.update(
        word=word,
        marks=Markup(sprite),  # noqa: S704 - a file of ours
        event_tabs=EVENT_TABS,
        phases_of=event_rules.phases_of,
        back_address=back_address,
        page_address=page_address,
    )


def back_address() -> str:
    """The page that a refused request came from, when it is one of ours."""
    try:
        before = urlsplit(request.referrer or "")
    except ValueError:  # such as http://[
        return url_for("events.home")
    ours = before.netloc == request.host and before.path.startswith("/")
    return before.path if ours else url_for("events.home")


def say_whether_it_reads() -> None:
    only_reads(request.method in SAFE_METHODS)


def page_address(number: int) -> str:
    """This page with another page number; what else the address asks stays, word for word."""
    asked = request.args.to_dict() | {"page": str(number)}
    return f"{request.path}?{urlencode(asked)}"


def let_in() -> None:
    """Look at what has come in, once it is known that the user may send it."""
    incoming.look()
    if request.method not in SAFE_METHODS:
        incoming.wait_for_others()


def refuse(problem: Exception) -> ResponseReturnValue:
    """Undo everything and say in one sentence what forbids it."""
    db.session.rollback()
    if isinstance(problem, RuleViolation | OperationError):
        return render_template("refused.html", reason=language.said(problem)), 409
    if isinstance(problem, IntegrityError):
        return render_template("refused.html", clash=True), 409
    code = problem.code or 500 if isinstance(problem, HTTPException) else 400
    forged = isinstance(problem, CSRFError)
    kept = dict(problem.get_headers()) if isinstance(problem, HTTPException) else {}
    headers: dict[str, str] = {n: kept[n] for n in ("Allow", "Retry-After") if n in kept}
    return render_template("error.html", code=code, forged=forged), code, headers


def harden(response: Any) -> Any:
    response.headers.update(HEADERS)
    if not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
