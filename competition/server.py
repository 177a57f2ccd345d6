"""What granian runs: the application, and on SQLite the clock in the same process."""

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from competition import jobs
from competition.app import create_app
from competition.database import db

THREADS = 8


def serving_app() -> Flask:
    """The application for a web worker; on SQLite, which has one, it also runs the timetable."""
    app = create_app()
    with app.app_context():
        alone = db.engine.dialect.name == "sqlite"
    if alone:
        jobs.run_beside(app)
    return app


def serve(host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    Granian(
        "competition.server:serving_app",
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        factory=True,
        websockets=False,
    ).serve()
