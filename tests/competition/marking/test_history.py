"""The chain of changes: whatever is altered later shows."""

import pytest
import sqlalchemy as sa

from competition.database import db
from competition.marking.history import digest, verify_chain
from competition.marking.models import Mark, MarkChange
from competition.marking.operations import enter_marks
from tests.builders import NOW
from tests.competition.marking.arranged import in_marking, sheet_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def day(app):
    """Three changes of one judge: 1 given, changed, another given."""
    day = in_marking()
    for values in ({"A1.1": "1"}, {"A1.1": "2"}, {"A1.2": "pass"}):
        enter_marks(sheet_of(day), values, now=NOW, by=day.judges[0])
    return day


def change(number):
    return sa.update(MarkChange).where(MarkChange.number == number)


def test_every_change_is_kept_with_before_and_after(day):
    rows = db.session.execute(
        sa.select(
            MarkChange.aspect, MarkChange.before, MarkChange.after, MarkChange.by_id
        ).order_by(MarkChange.number)
    )
    judge = day.judges[0].id
    assert [tuple(row) for row in rows] == [
        ("A1.1", None, "1", judge),
        ("A1.1", "1", "2", judge),
        ("A1.2", None, "pass", judge),
    ]


def test_an_untouched_chain_holds_and_each_event_has_its_own(day):
    other = in_marking()
    enter_marks(sheet_of(other), {"A1.1": "1"}, now=NOW, by=other.judges[0])
    assert verify_chain(day.event.id) is None
    assert verify_chain(other.event.id) is None


@pytest.mark.parametrize(
    "altered",
    [{"after": "0"}, {"before": "0"}, {"reason": "x"}, {"aspect": "A1.9"}, {"digest": "0" * 64}],
    ids=str,
)
def test_an_altered_change_is_named(day, altered):
    db.session.execute(change(2).values(**altered))
    assert verify_chain(day.event.id).number == 2


def test_an_alteration_with_a_digest_made_anew_breaks_the_next_change(day):
    columns = (
        "number",
        "entry_id",
        "aspect",
        "judge_id",
        "by_id",
        "before",
        "after",
        "reason",
        "at",
    )
    second = db.session.scalars(sa.select(MarkChange).where(MarkChange.number == 2)).one()
    first = db.session.scalars(sa.select(MarkChange).where(MarkChange.number == 1)).one()
    row = {name: getattr(second, name) for name in columns} | {"after": "0"}
    forged = digest(first.digest, day.event.id, list(row.values()))
    db.session.execute(change(2).values(after="0", digest=forged))
    assert verify_chain(day.event.id).number == 3


def test_a_removed_change_is_named(day):
    db.session.execute(sa.delete(MarkChange).where(MarkChange.number == 2))
    assert verify_chain(day.event.id).number == 2


def test_a_removed_last_change_shows_in_the_mark_it_explained(day):
    db.session.execute(sa.delete(MarkChange).where(MarkChange.number == 3))
    broken = verify_chain(day.event.id)
    assert (broken.number, broken.aspect) == (None, "A1.2")


def test_a_mark_changed_past_the_history_is_named(day):
    db.session.execute(sa.update(Mark).where(Mark.aspect == "A1.1").values(amount=0))
    assert verify_chain(day.event.id).aspect == "A1.1"


def test_a_mark_removed_past_the_history_is_named(day):
    db.session.execute(sa.delete(Mark).where(Mark.aspect == "A1.2"))
    assert verify_chain(day.event.id).aspect == "A1.2"
