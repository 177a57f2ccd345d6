"""The clock: jobs find their work in the database and are safe to repeat."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from competition import jobs
from competition.audit import AuditRecord
from competition.database import db
from competition.events.models import Event
from competition.events.rules import Phase
from competition.events.timing.clock import close_registrations
from tests.builders import make_event

CLOSES = datetime(2026, 9, 1, 10, tzinfo=UTC)


def test_registration_closes_when_its_time_has_passed(app):
    event = make_event(registration_closes_at=CLOSES)

    close_registrations(CLOSES - timedelta(seconds=1))
    assert event.phase is Phase.REGISTRATION

    close_registrations(CLOSES)
    assert event.phase is Phase.DRAW


def test_a_job_that_runs_twice_does_its_work_once(app):
    make_event(registration_closes_at=CLOSES)

    close_registrations(CLOSES)
    acts = db.session.scalar(select(func.count()).select_from(AuditRecord))
    close_registrations(CLOSES + timedelta(minutes=1))

    assert db.session.scalar(select(func.count()).select_from(AuditRecord)) == acts
    assert acts == 1


def test_a_job_started_by_the_clock_keeps_what_it_did(app):
    event_id = make_event(registration_closes_at=CLOSES).id
    db.session.commit()

    jobs.in_transaction(app, close_registrations)

    db.session.expire_all()
    assert db.session.get(Event, event_id).phase is Phase.DRAW


def test_the_timetable_runs_beside_the_server(app):
    scheduler = jobs.run_beside(app)
    try:
        assert {job.id for job in scheduler.get_jobs()} == {job.__name__ for job in jobs.TIMETABLE}
        assert scheduler.running
    finally:
        scheduler.shutdown()


def test_a_timetable_that_starts_catches_up_at_once(app):
    scheduler = jobs.BackgroundScheduler(timezone="UTC")
    jobs.take_on(scheduler, app)
    scheduler.start(paused=True)
    try:
        due = [job.next_run_time for job in scheduler.get_jobs()]
        assert all(time <= datetime.now(UTC) for time in due)
        assert due
    finally:
        scheduler.shutdown()
