"""What the clock starts: jobs that find their work in the database and are safe to repeat."""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from competition.database import db
from competition.events.operations import close_registrations

Job = Callable[[datetime], None]

TIMETABLE: dict[Job, dict[str, int]] = {close_registrations: {"minutes": 1}}


def run_beside(app: Flask) -> BackgroundScheduler:
    """Run the timetable in a thread of this process: for the one server process on SQLite."""
    scheduler = BackgroundScheduler(timezone="UTC")
    for job, interval in TIMETABLE.items():
        scheduler.add_job(in_transaction, "interval", [app, job], id=job.__name__, **interval)
    scheduler.start()
    return scheduler


def in_transaction(app: Flask, job: Job) -> None:
    """Run a job now, and keep what it did."""
    with app.app_context():
        job(datetime.now(UTC))
        db.session.commit()
