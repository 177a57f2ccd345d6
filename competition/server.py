"""What granian runs: the application, and on SQLite the clock in the same process."""

from flask import Flask

from competition import jobs
from competition.app import create_app
from competition.database import db


def serving_app() -> Flask:
    """The application for a web worker; on SQLite, which has one, it also runs the timetable."""
    app = create_app()
    with app.app_context():
        alone = db.engine.dialect.name == "sqlite"
    if alone:
        jobs.run_beside(app)
    return app
