"""Exact columns, aware times, and writers that wait for each other."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from competition.audit import AuditRecord
from competition.database import db
from competition.people.models import Appointment, Organisation
from competition.people.rules import Role
from competition.registration.models import Penalty
from tests.builders import NOW, added, make_entry, make_event


def test_a_decimal_comes_back_as_it_went_in(app):
    entry = make_entry(make_event())
    added(Penalty(entry_id=entry.id, points=Decimal("0.1"), reason="late", given_at=NOW))
    added(Penalty(entry_id=entry.id, points=Decimal("0.2"), reason="late", given_at=NOW))
    db.session.commit()

    points = db.session.scalars(select(Penalty.points)).all()

    assert sum(points) == Decimal("0.3")


def test_a_decimal_finer_than_the_column_is_refused_instead_of_rounded(app):
    entry = make_entry(make_event())

    with pytest.raises(StatementError, match="four decimal places"):
        added(Penalty(entry_id=entry.id, points=Decimal("0.00001"), reason="x", given_at=NOW))


def test_a_time_comes_back_aware_and_in_utc(app):
    beijing = timezone(timedelta(hours=8))
    record = added(
        AuditRecord(at=datetime(2026, 9, 20, 17, tzinfo=beijing), action="x", details={})
    )
    db.session.commit()
    db.session.expire_all()

    assert record.at == datetime(2026, 9, 20, 9, tzinfo=UTC)
    assert record.at.tzinfo is UTC or record.at.utcoffset() is not None


def test_a_time_without_a_zone_is_refused(app):
    with pytest.raises(StatementError, match="without a zone"):
        added(AuditRecord(at=datetime(2026, 9, 20, 17), action="x", details={}))


def test_a_reference_to_nothing_is_refused(app):
    with pytest.raises(IntegrityError):
        added(Appointment(user_id=4711, role=Role.JUDGE, appointed_at=NOW))


def test_writers_at_the_same_time_wait_instead_of_failing(app):
    failures = []

    def write(number: int) -> None:
        with app.app_context():
            try:
                added(Organisation(name_zh=f"单位{number}"))
                db.session.commit()
            except Exception as problem:
                failures.append(problem)

    db.session.commit()
    threads = [threading.Thread(target=write, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(db.session.scalars(select(Organisation)).all()) == 8


def test_sqlite_writes_to_the_disk_before_it_answers(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has its own setting: synchronous_commit is on by default")

    assert db.session.scalar(text("PRAGMA synchronous")) == 2  # FULL
    assert db.session.scalar(text("PRAGMA journal_mode")) == "wal"
