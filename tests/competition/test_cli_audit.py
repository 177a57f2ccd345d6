"""`saiwu audit verify`: what was changed behind the application's back is found."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from competition.cli import main
from competition.config import make_secrets
from competition.database import db
from competition.marking.models import Mark, MarkChange
from competition.marking.operations import enter_marks
from tests.builders import NOW
from tests.competition.marking.arranged import in_marking, sheet_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def instance(tmp_path: Path) -> dict[str, str]:
    """The settings of an instance that has the database of the test."""
    make_secrets(tmp_path)
    address = db.engine.url.render_as_string(hide_password=False)
    return {"SAIWU_INSTANCE": str(tmp_path), "SAIWU_DATABASE": address}


@pytest.fixture
def event_id() -> int:
    """An event with three changes of marks."""
    day = in_marking()
    for values in ({"A1.1": "1"}, {"A1.1": "2"}, {"A1.2": "pass"}):
        enter_marks(sheet_of(day), values, now=NOW, by=day.judges[0])
    return int(day.event.id)


def verify(instance: dict[str, str], event_id: int) -> Result:
    db.session.commit()
    return CliRunner().invoke(main, ["audit", "verify", str(event_id)], env=instance)


def test_an_untouched_history_is_unbroken(instance: dict[str, str], event_id: int) -> None:
    last = db.session.scalar(sa.select(MarkChange.digest).where(MarkChange.number == 3))
    found = verify(instance, event_id)
    assert (found.exit_code, found.stdout) == (0, f"3 changes, unbroken, ends in {last}\n")


def test_a_change_altered_in_the_database_is_named(instance: dict[str, str], event_id: int) -> None:
    db.session.execute(sa.update(MarkChange).where(MarkChange.number == 2).values(after="0"))
    found = verify(instance, event_id)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "Change 2 (entry K-01, aspect A1.1, judge" in found.stderr
    assert "missing, altered or out of place" in found.stderr


def test_a_mark_altered_in_the_database_is_named(instance: dict[str, str], event_id: int) -> None:
    db.session.execute(sa.update(Mark).where(Mark.aspect == "A1.1").values(amount=0))
    found = verify(instance, event_id)
    assert found.exit_code == 1
    assert "entry K-01, aspect A1.1" in found.stderr
    assert "not the one that its last change left" in found.stderr


def test_an_event_without_marks_has_nothing_broken(instance: dict[str, str]) -> None:
    found = verify(instance, in_marking().event.id)
    assert (found.exit_code, found.stdout) == (0, "0 changes, unbroken\n")


def test_an_event_that_is_not_there_is_said(instance: dict[str, str]) -> None:
    found = verify(instance, 4711)
    assert (found.exit_code, found.stderr) == (1, "Error: There is no event 4711.\n")
