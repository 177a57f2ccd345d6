"""The ladder of a year: the picture, and what it counts."""

import re
from datetime import UTC, date, datetime
from itertools import combinations, pairwise

import pytest

from competition.advancement.ladder.rules import Rung, Standing, draw, standing
from competition.advancement.models import Candidate, CandidateState, Selection
from competition.events.ladder import USUAL_LADDER
from competition.events.rules import Phase
from competition.people.rules import Role
from competition.registration.rules import EntryState
from competition.results.models import Publication, PublicationKind
from tests.builders import (
    NOW,
    added,
    appoint,
    make_competition,
    make_entry,
    make_event,
    make_tier,
    make_user,
)

YEAR = datetime.now(UTC).year
KEYS = {rung.code: n for n, rung in enumerate(USUAL_LADDER)}
USUAL = [Rung(KEYS[r.code], r.height, KEYS.get(r.feeds)) for r in USUAL_LADDER]


def corners(path):
    """The points that a way goes through."""
    x = y = 0
    for letter, numbers in re.findall(r"([MHV])([-\d ]+)", path):
        values = [int(n) for n in numbers.split()]
        x = values[0] if letter in "MH" else x
        y = values[-1] if letter in "MV" else y
        yield x, y


def test_rungs_of_the_usual_ladder_do_not_touch_and_lower_rows_are_wider():
    boxes = draw(USUAL).boxes

    assert len(boxes) == len(USUAL)
    for one, other in combinations(boxes.values(), 2):
        assert one.right < other.x or other.right < one.x or one.y != other.y
    assert boxes[KEYS["county"]].width > boxes[KEYS["municipal"]].width
    assert boxes[KEYS["national"]].y < boxes[KEYS["municipal"]].y


def test_every_way_ends_under_what_it_feeds_and_crosses_no_rung():
    picture = draw(USUAL)

    assert set(picture.ways) == {(r.key, r.feeds) for r in USUAL if r.feeds is not None}
    for (start, goal), way in picture.ways.items():
        points = list(corners(way.path))
        first, last = picture.boxes[start], picture.boxes[goal]
        assert points[0][1] == first.y
        assert first.x < points[0][0] < first.right
        assert points[-1][1] == last.y + 78
        assert last.x < points[-1][0] < last.right
        for (x1, y1), (x2, y2) in pairwise(points):
            for key, box in picture.boxes.items():
                apart_x = max(x1, x2) < box.x or min(x1, x2) > box.right
                apart_y = max(y1, y2) < box.y or min(y1, y2) > box.y + 76
                assert apart_x or apart_y or (key == start and y1 == box.y)


def test_ways_past_a_row_do_not_share_a_lane():
    rungs = [Rung(0, 3), Rung(1, 2, 0), *(Rung(n, 1, 0) for n in range(2, 6))]

    ways = draw(rungs).ways

    lanes = [[x for x, y in corners(way.path)][-3] for key, way in ways.items() if key[0] > 1]
    assert len(set(lanes)) == 4


def test_a_tier_that_feeds_one_below_or_beside_it_gets_no_way():
    assert draw([Rung(1, 2, 2), Rung(2, 2), Rung(3, 3, 1)]).ways == {}


@pytest.mark.parametrize(
    ("phases", "how_far"),
    [
        ([], Standing.NOTHING),
        ([Phase.DRAFT, Phase.DRAFT], Standing.PLANNED),
        ([Phase.DRAFT, Phase.FINAL], Standing.UNDER_WAY),
        ([Phase.MARKING], Standing.UNDER_WAY),
        ([Phase.FINAL, Phase.FINAL], Standing.FINAL),
    ],
)
def test_how_far_a_tier_is(phases, how_far):
    assert standing(phases) is how_far


def in_this_year(tier, **values):
    return make_competition(
        tier=tier, starts_on=date(YEAR, 6, 1), ends_on=date(YEAR, 6, 2), **values
    )


def row_of(page, words):
    """The cells of the table row that begins with these words."""
    row = re.search(rf"<tr><td[^>]*>{words}</td>(.*?)</tr>", page, re.S)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row[1])]


@pytest.fixture
def rising(app):
    """Six municipal entries, five accepted; two of three places at the province are taken."""
    province = make_tier(name_en="Provincial", height=4)
    city = make_tier(name_en="Municipal", height=3, feeds=province)
    goal = make_event(competition=in_this_year(province, name_en="Province Games"))
    event = make_event(
        competition=in_this_year(city, name_en="City Games"), phase="final", advances_to=goal
    )
    entries = [make_entry(event) for _ in range(6)]
    entries[5].state = EntryState.REJECTED
    published = added(
        Publication(
            event=event,
            number=1,
            kind=PublicationKind.FINAL,
            bundle={},
            rows=[],
            digest="",
            published_at=NOW,
        )
    )
    filled = added(
        Selection(event=event, to_event=goal, publication=published, places=3, selected_at=NOW)
    )
    states = ("accepted", "accepted", "offered", "declined", "reserve")
    for n, (entry, state) in enumerate(zip(entries, states, strict=False), start=1):
        added(
            Candidate(
                selection=filled,
                entry=entry,
                code=f"K-{n}",
                position=n,
                rank=n,
                state=CandidateState(state),
                reason={},
            )
        )
    return event


@pytest.fixture
def admin(app):
    user = make_user()
    appoint(user, Role.ADMINISTRATOR)
    return user


def test_the_ladder_counts_entries_and_who_went_up(rising, sign_in, admin):
    page = sign_in(admin).get("/ladder").text

    assert row_of(page, "Municipal") == ["Provincial", "Final", "1", "5", "0", "3", "2"]
    assert row_of(page, "Provincial") == ["—", "Under way", "1", "0", "0", "0", "0"]
    assert "2 of 3 went up" in page
    assert 'class="way won"' in page


def test_places_that_are_not_filled_are_planned(app, sign_in, admin):
    province = make_tier(name_en="Provincial", height=4)
    city = make_tier(name_en="Municipal", height=3, feeds=province)
    make_event(competition=in_this_year(city), advancing_places=4)

    page = sign_in(admin).get("/ladder").text

    assert "4 places planned" in page
    assert "won" not in re.findall(r'class="way( won)?"', page)


def test_what_is_in_draft_is_known_to_its_people_only(app, sign_in, admin):
    city = make_tier(name_en="Municipal", height=3)
    hidden = in_this_year(city, name_en="Secret Games")
    make_event(competition=hidden, phase="draft")
    organiser, stranger = make_user(), make_user()
    appoint(organiser, Role.ORGANISER, competition_id=hidden.id)

    assert "Secret Games" in sign_in(admin).get("/ladder").text
    assert "Secret Games" in sign_in(organiser).get("/ladder").text
    page = sign_in(stranger).get("/ladder").text
    assert "Secret Games" not in page
    assert row_of(page, "Municipal")[2] == "0"


def test_another_year_has_a_ladder_of_its_own(rising, sign_in, admin):
    make_competition(
        tier=rising.competition.tier,
        name_en="Old Games",
        starts_on=date(2019, 5, 1),
        ends_on=date(2019, 5, 2),
    )
    desk = sign_in(admin)

    assert "Old Games" not in desk.get("/ladder").text
    page = desk.get("/ladder?year=2019").text
    assert "Old Games" in page
    assert "City Games" not in page
    assert "City Games" in desk.get("/ladder?year=1850").text


def test_the_ladder_asks_no_more_of_the_database_with_more_competitions(
    rising, sign_in, admin, statements
):
    desk = sign_in(admin)
    with statements() as before:
        desk.get("/ladder")
    for _ in range(25):
        make_event(competition=in_this_year(rising.competition.tier))
    with statements() as after:
        page = desk.get("/ladder")

    assert len(after) == len(before)
    assert "Rows 1–20 of 27" in page.text


def test_an_empty_ladder_says_so_and_strangers_sign_in(app, sign_in, client):
    assert "No tier yet" in sign_in(make_user()).get("/ladder").text
    assert client.get("/ladder").location.startswith("/login")


def test_the_ladder_speaks_chinese(rising, sign_in, admin):
    desk = sign_in(admin)
    desk.post("/language/zh_Hans")

    page = desk.get("/ladder").text
    assert "竞赛阶梯" in page
    assert "3 席，2 席晋级" in page
