"""What is on the page, read back from the file."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from competition.certificates.errors import NoRoom, UncoveredLetters
from competition.certificates.pdf import render
from competition.certificates.text import Bilingual, Design, Issuer, Tone
from tests.competition.certificates.texts import COMMITTEE, a_certificate, text_of

DESIGNS = pytest.mark.parametrize("design", list(Design))


@DESIGNS
def test_the_page_says_who_won_what_where_and_by_whom(design):
    text = text_of(render(a_certificate(design=design)))
    for part in (
        "获奖证书",
        "林知远",
        "一等奖",
        "2026年江澜省第六届“匠心杯”职业技能竞赛",
        "数控车（职工组）赛项",
        "JLS-2026-0615-0001",
        "江澜省职业技能竞赛组织委员会",
        "二〇二六年十一月二十二日",
    ):
        assert part in text


def test_the_formal_design_has_the_official_wording():
    text = text_of(render(a_certificate(honorific="同学", stage="复赛")))
    assert "林知远同学：" in text
    assert "赛项复赛中，荣获" in text
    assert "特发此证，以资鼓励。" in text


def test_the_bilingual_design_says_it_in_english_too():
    text = text_of(render(a_certificate(design=Design.MINIMAL)))
    assert "CertificateofAward" in text
    assert "LINZhiyuan" in text
    assert (
        "haswontheFirstPrizeinCNCTurningatthe6thJianglanSkillsCompetition."
        "Thiscertificateisawardedinrecognitionofoutstandingachievement." in text
    )


def test_a_competition_without_an_english_name_is_not_half_translated():
    certificate = a_certificate(design=Design.MINIMAL, competition=Bilingual("集团职工技能竞赛"))
    assert "haswon" not in text_of(render(certificate))


@DESIGNS
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_is_one_a4_page_on_its_side(design, tone):
    reader = PdfReader(BytesIO(render(a_certificate(design=design, tone=tone))))
    assert len(reader.pages) == 1
    width, height = (float(side) / 72 * 25.4 for side in reader.pages[0].mediabox[2:])
    assert (round(width, 1), round(height, 1)) == (297, 210)


@DESIGNS
def test_the_code_on_the_printed_page_leads_to_the_check_page(design):
    certificate = a_certificate(design=design, check_url="https://saiwu.example.org/check/Z-77")
    page = pypdfium2.PdfDocument(render(certificate))[0]
    picture = page.render(scale=150 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [certificate.check_url]


def test_the_code_of_a_long_address_is_read_too_and_a_longer_one_is_refused():
    long = a_certificate(check_url="https://saiwu.example.org/" + "a" * 75)
    picture = pypdfium2.PdfDocument(render(long))[0].render(scale=200 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [long.check_url]
    with pytest.raises(NoRoom, match="林知远"):
        render(replace(long, check_url=long.check_url + "a" * 60))


@DESIGNS
def test_equal_certificates_are_equal_files_and_different_ones_are_not(design):
    first = render(a_certificate(design=design))
    assert render(a_certificate(design=design)) == first
    assert render(a_certificate(design=design, names=("周岚",))) != first


@DESIGNS
def test_every_font_is_embedded(design):
    reader = PdfReader(BytesIO(render(a_certificate(design=design))))
    fonts = reader.pages[0]["/Resources"]["/Font"].get_object().values()
    descriptors = [font.get_object().get("/FontDescriptor") for font in fonts]
    assert descriptors
    assert all(d is not None and "/FontFile2" in d.get_object() for d in descriptors)


@DESIGNS
@pytest.mark.parametrize("name", ["𬍛𫖯", "㛃䶮", "Łukasz Żółć", "阿卜杜热依木·买买提", "Đặng Ấn"])
def test_rare_and_foreign_letters_can_be_copied_from_the_page(design, name):
    text = text_of(render(a_certificate(design=design, names=(name,))))
    assert name.replace(" ", "") in text


@DESIGNS
def test_a_letter_that_no_font_has_is_refused_with_the_person(design):
    with pytest.raises(UncoveredLetters) as refusal:
        render(a_certificate(design=design, names=("王😀锐",)))
    assert str(refusal.value) == "王😀锐: no font has 😀."


def test_the_letters_of_an_issuer_are_checked_like_those_of_a_name():
    with pytest.raises(UncoveredLetters, match="林知远"):
        render(a_certificate(issuers=(Issuer(Bilingual("组委会😀")),)))


def test_a_team_is_named_in_full():
    names = ("王锐", "欧阳思远", "陈雨桐")
    assert "王锐欧阳思远陈雨桐：" in text_of(render(a_certificate(names=names)))


@DESIGNS
def test_every_issuer_is_named(design):
    issuers = tuple(Issuer(Bilingual(name)) for name in ("省总工会", "省教育厅", "团省委"))
    text = text_of(render(a_certificate(design=design, issuers=issuers)))
    assert all(issuer.name.zh in text for issuer in issuers)


def test_three_issuers_seal_the_formal_design_and_a_fourth_is_refused():
    issuers = tuple(Issuer(Bilingual(name)) for name in ("省总工会", "省教育厅", "团省委"))
    assert text_of(render(a_certificate(issuers=issuers))).count("印") == 3
    with pytest.raises(NoRoom):
        render(a_certificate(issuers=(*issuers, COMMITTEE)))


@DESIGNS
def test_a_place_for_the_seal_is_marked_when_there_is_none(design):
    unsealed = (replace(COMMITTEE, seal=False),)
    assert "印" in text_of(render(a_certificate(design=design, issuers=unsealed)))
    assert "印" not in text_of(render(a_certificate(design=design)))
