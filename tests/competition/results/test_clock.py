"""The notice period ends: by itself only where the event says so, and only if nothing changed."""

from datetime import timedelta

import pytest

from competition.events.rules import Phase
from competition.results.clock import end_notices
from competition.results.models import PublicationKind
from competition.results.operations import publish, reopen
from competition.results.queries import final_publication, publications_of
from tests.builders import NOW
from tests.competition.results.marked import marked_event, penalise

pytestmark = pytest.mark.usefixtures("app")
PROVISIONAL = PublicationKind.PROVISIONAL
END = NOW + timedelta(days=5)


def on_notice(**values):
    day = marked_event(**{"notice_days": 5, "final_by_itself": True} | values)
    publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    return day


def test_results_become_final_by_themselves_when_the_notice_ends():
    day = on_notice()
    assert day.event.notice_ends_at == END

    end_notices(END - timedelta(seconds=1))
    assert day.event.phase is Phase.PROVISIONAL

    end_notices(END)
    end_notices(END + timedelta(days=1))
    assert day.event.phase is Phase.FINAL
    assert final_publication(day.event.id).published_by is None
    assert len(publications_of(day.event.id)) == 2
    assert day.event.notice_ends_at is None


def test_without_the_tick_a_person_makes_them_final():
    day = on_notice(final_by_itself=False)

    end_notices(END)

    assert day.event.phase is Phase.PROVISIONAL


def test_what_changed_while_on_notice_waits_for_a_person():
    day = on_notice()
    penalise(day.entries["E02"], "5")

    end_notices(END)

    assert day.event.phase is Phase.PROVISIONAL
    assert final_publication(day.event.id) is None


def test_what_was_taken_back_is_not_made_final_by_an_old_notice():
    day = on_notice()
    reopen(day.event, "a sheet was misread", now=NOW + timedelta(days=4), by=day.organiser)
    penalise(day.entries["E02"], "5")
    again = NOW + timedelta(days=4, hours=2)
    publish(day.event, PROVISIONAL, now=again, by=day.organiser, reason="a sheet was misread")

    end_notices(END)
    assert day.event.phase is Phase.PROVISIONAL

    end_notices(again + timedelta(days=5))
    assert day.event.phase is Phase.FINAL
