"""What the clock starts: jobs that find their work in the database and are safe to repeat."""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from competition.database import db
from competition.events.timing.clock import close_registrations, open_registrations
from competition.marking.clock import lock_markings, start_markings
from competition.results.clock import end_notices

Job = Callable[[datetime], None]

TIMETABLE: dict[Job, dict[str, int]] = {
    open_registrations: {"minutes": 1},
    close_registrations: {"minutes": 1},
    start_markings: {"minutes": 1},
    lock_markings: {"minutes": 1},
    end_notices: {"minutes": 1},
}


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
