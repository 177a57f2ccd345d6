"""The pages of those who run the event, and what others may see of it."""

from datetime import timedelta

import pytest

from competition.database import db
from competition.events.rules import Phase
from competition.marking.bulk import enter_all, submit_all
from competition.marking.operations import lock
from competition.people.rules import Role
from competition.results.models import PublicationKind, TieDecision
from competition.results.operations import publish
from competition.results.queries import latest_publication
from tests.builders import NOW, appoint, make_user
from tests.competition.marking.arranged import in_marking
from tests.competition.results.marked import FOUR, marked_event, penalise

LEVEL = {"E01": ("80", ("90", "80")), "E02": ("80", ("80", "90")), "E03": ("50", ("50", "50"))}
REFUSE = {"metrics": ["total"], "ties": "refuse"}
CHAIN = {"metrics": ["total", "criterion:B"], "ties": "share"}


def page(browser, address):
    response = browser.get(address)
    assert response.status_code == 200, response.status
    return response.get_data(as_text=True)


def results(day):
    return f"/events/{day.event.id}/results"


def test_the_organiser_sees_names_totals_and_the_way_to_them(app, sign_in):
    day = marked_event()
    text = page(sign_in(day.organiser), results(day))
    assert "Contestant E02" in text
    assert "93.33" in text
    assert "How Contestant E02 got this result" in text
    assert "Rank 1 of 4." in text
    assert "94.75" in text  # the mean of the two judges


def test_another_entry_is_explained_when_it_is_chosen(app, sign_in):
    day = marked_event()
    text = page(sign_in(day.organiser), results(day) + "?entry=E03")
    assert "How Contestant E03 got this result" in text
    assert sign_in(day.organiser).get(results(day) + "?entry=E99").status_code == 404


def test_the_chief_judge_sees_codes_until_results_are_published(app, sign_in):
    day = marked_event()
    chief = sign_in(day.chief)
    text = page(chief, results(day))
    assert "E02" in text
    assert "Contestant E02" not in text
    assert "Delegation E02" not in text
    publish(day.event, PublicationKind.PROVISIONAL, now=NOW, by=day.organiser)
    assert "Contestant E02" in page(chief, results(day))


def test_while_marking_goes_on_the_page_lists_what_is_missing(app, sign_in):
    day = marked_event(FOUR | {"E03": ("70", ("60",))}, phase="marking")
    text = page(sign_in(day.organiser), results(day))
    assert "93.33" not in text
    assert "before there are results" in text or "Every mark is in" in text


def test_a_mark_that_is_missing_after_the_lock_is_named(app, sign_in):
    day = marked_event(FOUR | {"E03": (None, ("60", "61"))})
    text = page(sign_in(day.organiser), results(day))
    assert "E03 A1.1" in text
    assert "93.33" not in text


def test_what_broke_a_tie_is_said_and_nothing_else(app, sign_in):
    # 83.50 twice: 0.3 x 80 + 0.7 x 85 and 0.3 x 87 + 0.7 x 82 = 26.10 + 57.40
    level = FOUR | {"E05": ("87", ("82", "82"))}
    day = marked_event(level, ranking=CHAIN)
    text = page(sign_in(day.organiser), results(day))
    assert "Level with rank 4, ahead by criterion B: 59.50" in text
    assert "Level with rank 3, behind by criterion B: 57.40" in text
    assert text.count("Level with") == 2


def test_publishing_in_two_acts_through_the_pages(app, sign_in):
    day = marked_event(notice_days=0)
    organiser = sign_in(day.organiser)
    assert "Preview as the public" in page(organiser, results(day))
    assert "The marking is locked" in page(organiser, results(day) + "/publish/provisional")

    organiser.post(results(day) + "/publish/provisional", data={"reason": ""})
    assert day.event.phase is Phase.PROVISIONAL
    assert "Make final" in page(organiser, results(day))

    organiser.post(results(day) + "/publish/final", data={"reason": ""})
    assert day.event.phase is Phase.FINAL
    assert latest_publication(day.event.id).number == 2
    assert day.organiser.name_en in page(organiser, results(day) + "/versions")


def test_a_refused_publication_says_why_and_keeps_what_was_typed(app, sign_in):
    day = marked_event(FOUR | {"E03": (None, ("60", "61"))})
    organiser = sign_in(day.organiser)
    response = organiser.post(
        results(day) + "/publish/provisional", data={"reason": "typed before"}
    )
    text = response.get_data(as_text=True)
    assert "1 marks are missing or cannot count." in text
    assert "typed before" in text
    assert day.event.phase is Phase.REVIEW
    assert latest_publication(day.event.id) is None


def test_the_preview_shows_what_the_public_will_see(app, sign_in):
    day = marked_event()
    text = page(sign_in(day.organiser), results(day) + "/preview")
    assert "As the public will see it" in text
    assert "Contestant E02" in text
    assert latest_publication(day.event.id) is None


def test_the_chief_judge_decides_between_equals(app, sign_in):
    day = marked_event(LEVEL, ranking=REFUSE)
    chief = sign_in(day.chief)
    assert "Decide the order" in page(chief, results(day))

    twice = {"place_E01": "1", "place_E02": "1", "reason": "why"}
    refused = chief.post(results(day) + "/ties", data=twice).get_data(as_text=True)
    assert "E01 has this place already." in refused

    chief.post(results(day) + "/ties", data=twice | {"place_E01": "2"})
    assert db.session.query(TieDecision).one().codes == ["E02", "E01"]
    assert "E02 › E01" in page(chief, results(day) + "/ties")


def test_the_organiser_sees_the_tie_but_does_not_decide_it(app, sign_in):
    day = marked_event(LEVEL, ranking=REFUSE)
    organiser = sign_in(day.organiser)
    assert "The chief judge of this event decides their order." in page(
        organiser, results(day) + "/ties"
    )
    data = {"place_E01": "2", "place_E02": "1", "reason": "why"}
    assert organiser.post(results(day) + "/ties", data=data).status_code == 404
    assert db.session.query(TieDecision).count() == 0


def test_the_chief_judge_confirms_a_degenerate_scale(app, sign_in):
    marks = {f"E0{n}": ("80", ("80", "80")) for n in range(1, 5)} | {"E05": ("90", ("90", "90"))}
    day = marked_event(marks, scale="worldskills_700")
    chief = sign_in(day.chief)
    assert "too alike" in page(chief, results(day))
    chief.post(results(day) + "/scale", data={"reason": "四人成绩相同属实"})
    assert "too alike" not in page(chief, results(day))
    assert sign_in(day.organiser).get(results(day) + "/scale").status_code == 404


def test_results_on_notice_go_back_to_review_with_a_reason(app, sign_in):
    day = marked_event()
    publish(day.event, PublicationKind.PROVISIONAL, now=NOW, by=day.organiser)
    organiser = sign_in(day.organiser)
    assert "Take back to review" in page(organiser, results(day))
    organiser.post(results(day) + "/reopen", data={"reason": ""})
    assert day.event.phase is Phase.PROVISIONAL
    organiser.post(results(day) + "/reopen", data={"reason": "申诉成立"})
    assert day.event.phase is Phase.REVIEW


def test_final_results_are_opened_for_correction_and_published_again(app, sign_in):
    day = marked_event()
    publish(day.event, PublicationKind.PROVISIONAL, now=NOW, by=day.organiser)
    publish(day.event, PublicationKind.FINAL, now=NOW, by=day.organiser, reason="已确认")
    organiser = sign_in(day.organiser)
    assert "Open for correction" in page(organiser, results(day))
    organiser.post(results(day) + "/reopen", data={"reason": "E02 登分错误"})
    assert day.event.phase is Phase.REVIEW
    assert "Publish correction" in page(organiser, results(day))
    assert "replaces version 2" in page(organiser, results(day) + "/publish/final")
    organiser.post(results(day) + "/publish/final", data={"reason": "E02 扣分"})
    assert day.event.phase is Phase.FINAL
    assert "Final results, version 3" in page(organiser, results(day))


def test_versions_show_what_a_correction_changed(app, sign_in):
    day = marked_event()
    publish(day.event, PublicationKind.PROVISIONAL, now=NOW, by=day.organiser)
    penalise(day.entries["E02"], "10")
    publish(
        day.event,
        PublicationKind.PROVISIONAL,
        now=NOW + timedelta(hours=1),
        by=day.organiser,
        reason="E02 工位未清理",
    )
    text = page(sign_in(day.organiser), results(day) + "/versions")
    assert "E02 工位未清理" in text
    assert "83.33" in text
    assert "93.33" in text


def test_a_stranger_and_a_judge_find_nothing(app, sign_in, client):
    day = marked_event()
    stranger, judge = sign_in(make_user()), sign_in(day.judges[0])
    for part in (
        "",
        "/preview",
        "/publish/provisional",
        "/versions",
        "/ties",
        "/scale",
        "/reopen",
        "/bundle.json",
    ):
        assert stranger.get(results(day) + part).status_code == 404, part
        assert judge.get(results(day) + part).status_code == 404, part
        assert client.get(results(day) + part).status_code == 302, part


def test_who_may_only_look_does_not_publish(app, sign_in):
    day = marked_event()
    keeper = make_user()
    appoint(keeper, Role.SCOREKEEPER, event_id=day.event.id)
    browser = sign_in(keeper)
    assert browser.get(results(day)).status_code == 200
    for part in ("/preview", "/publish/provisional", "/scale", "/reopen"):
        assert browser.get(results(day) + part).status_code == 404
    assert browser.post(results(day) + "/publish/provisional").status_code == 404
    assert day.event.phase is Phase.REVIEW


def test_before_marking_the_page_says_so(app, sign_in):
    day = marked_event({}, phase="registration")
    assert "No results yet" in page(sign_in(day.organiser), results(day))


@pytest.mark.parametrize("language, words", [("en", "How Contestant E02"), ("zh", "选手E02")])
def test_both_languages(app, sign_in, language, words):
    day = marked_event()
    browser = sign_in(day.organiser)
    response = browser.get(results(day), headers={"Accept-Language": language})
    assert words in response.get_data(as_text=True)


def test_codes_of_the_rule_book_are_words_on_the_page(app, sign_in):
    bands = [{"code": "gold", "count": 1}, {"code": "silver", "count": 1}]
    day = marked_event(medals={"rule": "bands", "bands": bands})
    text = page(sign_in(day.organiser), results(day))
    assert "Awards go by place: Gold to place 1, Silver to place 2." in text
    assert "Award by the rule Bands of places: Gold." in text
    second = page(sign_in(day.organiser), results(day) + "?entry=E04")
    assert "total parted it from E02 above." in second


def test_the_way_shows_the_sum_of_the_scores_and_what_a_word_gives(app, sign_in):
    day = in_marking(1)
    marks = {"A1.1": "1.5", "A1.2": "pass", "A1.3": "3", "A1.4": "0"}
    entry, (first, second, third) = day.entries[0].id, day.judges
    sheets = {
        (entry, first.id): marks | {"A2.1": "7"},
        (entry, second.id): {"A1.3": "2", "A2.1": "7"},
        (entry, third.id): {"A1.3": "3", "A2.1": "7"},
    }
    enter_all(day.event, sheets, now=NOW, by=None)
    submit_all(day.event, now=NOW, by=None)
    lock(day.event, now=NOW, by=day.chief)
    text = sign_in(day.chief).get(results(day), headers={"Accept-Language": "zh-CN"}).text
    assert "A1.3 Finish：评价 2, 3, 3 → 1.5 × 8 ÷ 9 = 1.33" in text
    assert "A1.2 Bore：合格 → 1.00" in text
