"""What the clock starts: jobs that find their work in the database and are safe to repeat."""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from competition.database import db
from competition.events.operations import close_registrations

Job = Callable[[datetime], None]

TIMETABLE: dict[Job, dict[str, int]] = {close_registrations: {"minutes": 1}}


def run_beside(app: Flask) -> BackgroundScheduler:
    """Run the timetable in a thread of this process: for the one server process on SQLite."""
    scheduler = BackgroundScheduler(timezone="UTC")
    take_on(scheduler, app)
    scheduler.start()
    return scheduler


def run_forever(app: Flask) -> None:
    """Run the timetable in this process alone: beside web workers on PostgreSQL."""
    scheduler = BlockingScheduler(timezone="UTC")
    take_on(scheduler, app)
    scheduler.start()


def take_on(scheduler: BaseScheduler, app: Flask) -> None:
    """Every job of the timetable, the first time at once: it catches up after a pause."""
    for job, interval in TIMETABLE.items():
        scheduler.add_job(
            in_transaction,
            "interval",
            [app, job],
            id=job.__name__,
            next_run_time=datetime.now(UTC),
            **interval,
        )


def in_transaction(app: Flask, job: Job) -> None:
    """Run a job now, and keep what it did."""
    with app.app_context():
        job(datetime.now(UTC))
        db.session.commit()
