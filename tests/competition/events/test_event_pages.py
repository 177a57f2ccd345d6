import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from competition import audit
from competition.database import db
from competition.events import operations
from competition.events.acts import ACTS, act, particulars
from competition.events.models import Event
from competition.events.rules import Phase
from competition.events.timing.clock import close_registrations
from competition.people.rules import Role
from tests.builders import NOW, appoint, make_competition, make_event, make_tier, make_user

CODE = Path(audit.__file__).parent


@pytest.fixture
def event(competition):
    return make_event(
        competition=competition,
        name_zh="数控铣",
        name_en="CNC Milling",
        phase="draft",
        registration_closes_at=datetime.now(UTC) + timedelta(days=5),
        held_on=(datetime.now(UTC) + timedelta(days=30)).date(),
    )


def fresh(event):
    db.session.expire_all()
    return db.session.get(Event, event.id)


def test_the_overview_says_what_is_missing_and_where_to_go(desk, competition):
    bare = make_event(competition=competition, scheme=None, phase="draft")

    page = desk.get(f"/events/{bare.id}").text

    assert "There is no marking scheme" in page
    assert "No chief judge is appointed" in page
    assert f'href="/events/{bare.id}/scheme"' in page
    assert f'href="/events/{bare.id}/people"' in page


def test_registration_opens_closes_and_goes_back_by_button(desk, event):
    desk.post(f"/events/{event.id}/registration/open")
    assert fresh(event).phase is Phase.REGISTRATION
    desk.post(f"/events/{event.id}/draft")
    assert fresh(event).phase is Phase.DRAFT
    desk.post(f"/events/{event.id}/registration/open")
    desk.post(f"/events/{event.id}/registration/close", data={"reason": "all have answered"})
    assert fresh(event).phase is Phase.DRAW


def test_registration_that_cannot_open_says_everything_that_is_missing(desk, competition):
    bare = make_event(
        competition=competition, scheme=None, phase="draft", registration_closes_at=NOW
    )
    bare.registration_closes_at = datetime(2020, 1, 1, tzinfo=UTC)

    answer = desk.post(f"/events/{bare.id}/registration/open")

    assert answer.status_code == 409
    assert "there is no marking scheme; registration would close in the past" in answer.text
    assert fresh(bare).phase is Phase.DRAFT


def test_a_judge_sees_the_overview_without_its_buttons(sign_in, event):
    judge = make_user()
    appoint(judge, Role.JUDGE, event_id=event.id)
    desk = sign_in(judge)

    page = desk.get(f"/events/{event.id}").text
    assert "CNC Milling" in page
    assert "Open registration" not in page
    assert desk.post(f"/events/{event.id}/registration/open").status_code == 404
    assert desk.get(f"/events/{event.id}/scheme").status_code == 200
    assert desk.get(f"/events/{event.id}/audit").status_code == 404
    assert fresh(event).phase is Phase.DRAFT


def test_a_stranger_finds_nothing(sign_in, event):
    stranger = make_user()
    appoint(stranger, Role.ORGANISER, competition_id=make_competition().id)
    desk = sign_in(stranger)

    for page in ("", "/settings", "/scheme", "/scheme/by-hand", "/scheme/import", "/people"):
        assert desk.get(f"/events/{event.id}{page}").status_code == 404


def form_values(page):
    """What a desk would send back unchanged."""
    values = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        unticked = 'type="checkbox"' in tag and " checked" not in tag
        if name and 'name="next"' not in tag and not unticked:
            values[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', body)
        first = re.search(r'value="([^"]*)"', body)
        values[name] = (chosen or first)[1]
    return values


def test_settings_saved_unchanged_change_nothing(desk, event):
    event.medals = {
        "rule": "bands",
        "bands": [
            {"code": "gold", "count": 1, "minimum": "60", "minimum_field": 3},
            {"code": "excellence", "to_fraction": "1/2", "rounding": "half_up", "max_count": 9},
        ],
        "minimum_score": "55",
    }
    event.ranking = {"metrics": ["total", "criterion:B", "-time"], "ties": "decided"}
    event.pass_marks = {"theory": {"criterion": "A", "mark": "60"}}
    before = {c.name: getattr(event, c.name) for c in Event.__table__.columns}
    address = f"/events/{event.id}/settings"

    answer = desk.post(address, data=form_values(desk.get(address).text))

    assert answer.location == address
    after = fresh(event)
    changed = {c for c in before if before[c] != getattr(after, c)}
    assert changed <= {"registration_closes_at"}, "seconds are not typed"


def test_settings_change_what_was_typed(desk, event):
    address = f"/events/{event.id}/settings"
    values = form_values(desk.get(address).text)
    above = make_tier()
    event.competition.tier.feeds = above
    goal = make_event(competition=make_competition(tier=above))

    desk.post(
        address,
        data=values
        | {
            "per_delegation": "3",
            "born_from": "1991-01-01",
            "metrics-1": "criterion:B",
            "ties": "refuse",
            "medal_rule": "worldskills_2026",
            "floor": "700",
            "practical_criterion": "B",
            "practical_mark": "60",
            "advances_to_id": goal.id,
            "advancing_places": "2",
            "hide_maxima": "y",
            "least_level": "senior",
            "title_policy": "barred",
            "prior_titles": " 全国技术能手\r\n\r\n中华技能大奖 ",
            "once_only": "y",
        },
    )

    after = fresh(event)
    assert (after.least_level, after.title_policy, after.once_only) == ("senior", "barred", True)
    assert after.prior_titles == "全国技术能手\n中华技能大奖"
    assert after.hide_maxima
    assert after.per_delegation == 3
    assert after.born_from.isoformat() == "1991-01-01"
    assert after.ranking == {"metrics": ["total", "criterion:B"], "ties": "refuse"}
    assert after.medals == {"rule": "worldskills_2026", "floor": 700}
    assert after.pass_marks == {"practical": {"criterion": "B", "mark": "60"}}
    assert (after.advances_to_id, after.advancing_places) == (goal.id, 2)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"medal_rule": "bands", "bands-0-code": "gold", "bands-0-amount": "many"},
            "bands[0]",
        ),
        ({"metrics-0": "criterion:Z"}, "Not a valid choice."),
        ({"practical_mark": "sixty"}, "is not a number in plain decimal notation"),
        ({"per_delegation": "0"}, "Number must be at least 1."),
        ({"advances_to_id": "999"}, "Not a valid choice."),
    ],
)
def test_wrong_settings_are_refused_and_nothing_is_saved(desk, event, wrong, sentence):
    address = f"/events/{event.id}/settings"
    values = form_values(desk.get(address).text)

    page = desk.post(address, data=values | {"most_entries": "30"} | wrong)

    assert page.status_code == 200
    assert sentence in page.text
    assert 'value="30"' in page.text
    assert fresh(event).most_entries is None


def test_a_scheme_is_made_by_hand(desk, competition):
    bare = make_event(competition=competition, scheme=None, phase="draft")
    address = f"/events/{bare.id}/scheme/by-hand"
    values = form_values(desk.get(address).text)
    assert (values["parts-0-weight"], values["parts-1-weight"]) == ("30", "70")

    page = desk.post(address, data=values | {"parts-1-weight": "60"})
    assert "The weights add up to 90 %, not to 100 %." in page.text
    assert 'value="60"' in page.text
    assert fresh(bare).marking_scheme is None

    desk.post(address, data=values)
    scheme = fresh(bare).marking_scheme.scheme
    assert [criterion.name for criterion in scheme.criteria] == ["Theory", "Practical"]
    assert scheme.maximum == 100
    assert "B1.1" in desk.get(f"/events/{bare.id}/scheme").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"parts-0-weight": ""}, "Row 1: the weight is missing."),
        ({"parts-0-weight": "1e3"}, "Row 1: 1e3 is not a number in plain decimal notation"),
        ({"parts-1-maximum": "90"}, "no exact factor"),
        ({"parts-1-combine": "guess"}, "Row 2: Not a valid choice."),
        ({"parts-0-weight": "9" * 30}, "Row 1: The number is too large."),
    ],
)
def test_a_wrong_row_is_named(desk, competition, wrong, sentence):
    bare = make_event(competition=competition, scheme=None, phase="draft")
    address = f"/events/{bare.id}/scheme/by-hand"

    page = desk.post(address, data=form_values(desk.get(address).text) | wrong)

    assert sentence in page.text
    assert fresh(bare).marking_scheme is None


def upload(desk, address, content, name="scheme.xlsx"):
    return desk.post(
        address, data={"workbook": (BytesIO(content), name)}, content_type="multipart/form-data"
    )


def test_a_real_workbook_is_looked_into_and_then_saved(desk, competition, shared):
    content = (shared / "data" / "schemes" / "euroskills2023_s17.xlsx").read_bytes()
    bare = make_event(competition=competition, scheme=None, phase="draft")
    address = f"/events/{bare.id}/scheme/import"

    page = upload(desk, address, content, "euroskills.xlsx")
    assert "Nothing has been saved yet." in page.text
    assert "<dd>149</dd>" in page.text
    assert fresh(bare).marking_scheme is None

    sealed = form_values(page.text)["sealed"]
    assert desk.post(f"{address}/save", data={"sealed": sealed}).status_code == 302
    kept = fresh(bare).marking_scheme
    assert kept.source == "euroskills.xlsx"
    assert len(kept.scheme.aspects) == 149
    assert kept.scheme.maximum == 100


def test_what_was_sealed_for_one_event_is_not_saved_for_another(desk, competition, shared):
    content = (shared / "data" / "schemes" / "euroskills2023_s17.xlsx").read_bytes()
    one, other = (make_event(competition=competition, scheme=None, phase="draft") for _ in range(2))
    sealed = form_values(upload(desk, f"/events/{one.id}/scheme/import", content).text)["sealed"]

    for forged in (sealed, sealed[:-3] + "abc", ""):
        answer = desk.post(f"/events/{other.id}/scheme/import/save", data={"sealed": forged})
        assert answer.status_code == 400
    assert fresh(other).marking_scheme is None


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(desk, event):
    page = upload(desk, f"/events/{event.id}/scheme/import", b"not a workbook")

    assert "is not an Excel workbook" in page.text
    assert "nothing has been saved" in page.text


def test_a_locked_scheme_is_shown_but_not_changed(desk, event):
    event.marking_scheme.locked_at = NOW

    page = desk.get(f"/events/{event.id}/scheme").text
    assert "locked since" in page
    assert "Import workbook" not in page
    assert desk.get(f"/events/{event.id}/scheme/by-hand").status_code == 409
    assert desk.get(f"/events/{event.id}/scheme/import").status_code == 409


def test_the_history_says_who_did_what_in_words(desk, organiser, event):
    operations.open_registration(event, now=datetime.now(UTC), by=organiser)

    for address in (f"/events/{event.id}/audit", f"/competitions/{event.competition_id}/audit"):
        page = desk.get(address).text
        assert "Event taken to another phase" in page
        assert "Draft → Registration" in page
        assert "Lin Ruoxi" in page


def test_what_the_clock_did_is_said_to_be_the_clocks(desk, event):
    event.phase = Phase.REGISTRATION
    close_registrations(event.registration_closes_at)

    assert "the clock" in desk.get(f"/events/{event.id}/audit").text


def test_an_unknown_act_is_shown_as_it_is(app):
    assert act("moon.landed") == "moon.landed"
    details = {"name": "李娜", "user": 7, "reason": "late"}
    assert list(particulars(details)) == ["李娜", "late"]


def test_the_pages_of_an_event_speak_chinese(desk, event):
    desk.post("/language/zh_Hans")

    for page, words in (
        ("", "开始报名"),
        ("/settings", "保存赛项"),
        ("/scheme", "评分点"),
        ("/scheme/by-hand", "权重"),
        ("/scheme/import", "工作簿"),
        ("/people", "聘任"),
        ("/audit", "操作记录"),
    ):
        text = desk.get(f"/events/{event.id}{page}").text
        assert 'lang="zh-CN"' in text
        assert words in text


def test_every_act_that_the_stages_record_has_words():
    written = set()
    for file in CODE.rglob("*.py"):
        written |= set(
            re.findall(
                r'record\w*\([^"]{0,40}"([a-z_]+\.[a-z_]+)"', file.read_text(encoding="utf-8")
            )
        )
    assert written - set(ACTS) == set()


def test_what_an_aspect_is_worth_is_hidden_on_the_scheme_too(event, sign_in):
    event.hide_maxima = True
    judge, chief = make_user(), make_user()
    appoint(judge, Role.JUDGE, event_id=event.id)
    appoint(chief, Role.CHIEF_JUDGE, event_id=event.id)
    address = f"/events/{event.id}/scheme"

    for shown in ("Marks in total", "Maximum", "factor 0.7"):
        assert shown in sign_in(chief).get(address).text
        assert shown not in sign_in(judge).get(address).text
