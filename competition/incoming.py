"""What may come in at all, whatever the view: keys that a database can have, texts it can keep.

SQLite and PostgreSQL refuse different things (a NUL, a number of twenty digits): here both refuse
alike, before a view sees them.
"""

from collections.abc import Iterator
from typing import Any

from flask import Flask, abort, request
from sqlalchemy import select
from werkzeug.routing import IntegerConverter, Map, ValidationError

from competition.database import db
from competition.events.models import Competition, Event

LARGEST_KEY = 2**31 - 1
LONGEST_PAGE = 6  # digits of a page number
MOST_FIELDS = 5000
LONGEST_QUERY = 4000


class KeyConverter(IntegerConverter):
    """A key in an address; a number that no row can have is not there."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **{"max": LARGEST_KEY} | options)

    def to_python(self, value: str) -> Any:
        if len(value) > len(str(LARGEST_KEY)):
            raise ValidationError
        return super().to_python(value)


def init_app(app: Flask) -> None:
    """Give every address its converter: before the first one is registered."""
    app.url_map.converters["int"] = KeyConverter


def look() -> None:
    """Refuse what cannot be kept or was never typed by a person."""
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)
    if any("\0" in text for text in texts()):
        abort(400)
    if len(request.args.get("page", "")) > LONGEST_PAGE:
        abort(404)
    if sum(len(values) for _name, values in request.form.lists()) > MOST_FIELDS:
        abort(413)


def texts() -> Iterator[str]:
    """Every text of the request."""
    yield request.path
    for sent in (request.args, request.form):
        for name, value in sent.items(multi=True):
            yield name
            yield value
    for file in request.files.values():
        yield file.filename or ""


def wait_for_others() -> None:
    """Two acts on one event, or on one competition, come one after the other.

    SQLite has one writer at a time; PostgreSQL holds the row until the act is committed. So the
    second press of a button sees what the first one did, and is told so.
    """
    arguments = request.view_args or {}
    if db.engine.dialect.name == "sqlite":
        return
    for model, name in ((Competition, "competition_id"), (Event, "event_id")):
        if (key := arguments.get(name)) is not None:
            held = select(model.id).where(model.id == key)
            db.session.execute(held.with_for_update(key_share=True))
