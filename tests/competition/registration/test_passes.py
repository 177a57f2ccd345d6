"""Contest passes on paper: read back as text, their QR codes read by a reader."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from competition.events.rules import Phase
from competition.people.rules import Role
from competition.registration.checkin.passes import ContestPass, PassSize, render
from competition.registration.checkin.queries import pass_code
from competition.registration.rules import EntryState
from judging.errors import RuleViolation
from tests.builders import appoint, make_entry, make_event, make_person, make_user

MILLIMETRES = {PassSize.A6: (105, 148), PassSize.CR80: (54, 85.6)}


def a_pass(**values):
    return ContestPass(
        **{
            "name": "阿卜杜热依木·买买提",
            "unit": "江澜新能源智能装备制造产业集团有限责任公司",
            "event": "新能源汽车智能化技术（职工组）",
            "competition": "江澜省第六届“匠心杯”职业技能竞赛",
            "competition_en": "The 6th Jianglan Provincial Vocational Skills Competition 2026",
            "code": "1042-7K3MX",
            "address": "https://saiwu.example/events/12/check-in/1042-7K3MX",
        }
        | values
    )


def text_of(pdf, page=0):
    return "".join(PdfReader(BytesIO(pdf)).pages[page].extract_text().split())


@pytest.mark.parametrize("size", PassSize)
def test_a_pass_holds_its_text_its_size_and_a_code_that_a_camera_reads(size):
    pdf = render([a_pass()], size)

    text = text_of(pdf)
    for word in ("阿卜杜热依木", "江澜新能源", "职工组", "匠心杯", "1042-7K3MX", "CONTESTANT"):
        assert word in text
    [page] = PdfReader(BytesIO(pdf)).pages
    width, height = (float(side) / 72 * 25.4 for side in page.mediabox[2:])
    assert (round(width, 1), round(height, 1)) == MILLIMETRES[size]
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    [found] = zxingcpp.read_barcodes(picture)
    assert found.text == "https://saiwu.example/events/12/check-in/1042-7K3MX"


def test_equal_passes_are_equal_files():
    assert render([a_pass()], PassSize.A6) == render([a_pass()], PassSize.A6)


def test_a_letter_that_no_font_has_names_the_person_and_prints_nothing():
    with pytest.raises(RuleViolation, match="The pass of 王\U000323af cannot be printed"):
        render([a_pass(name="王\U000323af")], PassSize.A6)


def test_a_text_without_room_is_refused_not_cut():
    with pytest.raises(RuleViolation, match="too long for a pass"):
        render([a_pass(unit="江" * 120)], PassSize.CR80)


@pytest.fixture
def event(app):
    return make_event(phase=Phase.DRAW)


@pytest.fixture
def organiser(event, sign_in):
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=event.competition_id)
    return sign_in(user)


def test_the_organiser_prints_the_passes_of_all_accepted_people(event, organiser):
    first = make_entry(event, persons=[make_person(name="王小明", name_en="")]).members[0]
    make_entry(event, persons=[make_person(name="李思远")])
    make_entry(event, persons=[make_person(name="张退赛")], state=EntryState.WITHDRAWN)

    answer = organiser.get(f"/events/{event.id}/passes/a6.pdf")

    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    assert len(pages) == 2
    assert "王小明" in text_of(answer.data)
    assert pass_code(first.id) in text_of(answer.data)
    picture = pypdfium2.PdfDocument(answer.data)[0].render(scale=3).to_pil()
    [found] = zxingcpp.read_barcodes(picture)
    address = f"/events/{event.id}/check-in/{pass_code(first.id)}"
    assert found.text == f"https://saiwu.example{address}"
    assert "王小明" in organiser.get(address).get_data(as_text=True)


def test_a_name_that_cannot_be_printed_is_said_on_a_page(event, organiser):
    make_entry(event, persons=[make_person(name="王\U000323af")])
    answer = organiser.get(f"/events/{event.id}/passes/a6.pdf")
    assert answer.status_code == 409
    assert "cannot be printed" in answer.get_data(as_text=True)


def test_there_are_passes_of_two_sizes_for_the_organiser_only(event, organiser, sign_in):
    assert organiser.get(f"/events/{event.id}/passes/a6.pdf").status_code == 404  # nobody yet
    make_entry(event)
    assert organiser.get(f"/events/{event.id}/passes/a4.pdf").status_code == 404
    page = organiser.get(f"/events/{event.id}/check-in").get_data(as_text=True)
    assert "Passes, A6" in page
    assert "Passes, CR80" in page
    door = make_user()
    appoint(door, Role.CHECK_IN_REFEREE, event_id=event.id)
    assert sign_in(door).get(f"/events/{event.id}/passes/a6.pdf").status_code == 404
