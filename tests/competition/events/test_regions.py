"""A competition has a class, a region by its code, and an industry."""

import pytest
from sqlalchemy import select

from competition.database import db
from competition.events.models import Competition
from competition.events.regions import region_name
from competition.events.rules import ContestClass
from tests.builders import make_tier


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("330000", "浙江省"),
        ("330100", "浙江省杭州市"),
        ("330106", "浙江省杭州市西湖区"),
        ("500000", "重庆市"),
        ("500118", "重庆市永川区"),
        ("110103", None),  # 崇文区, until 2010
        ("330199", None),
        ("999999", None),
        ("33010", None),
        ("３３0100", None),
    ],
)
def test_a_region_is_named_by_its_code(code, name):
    assert region_name(code) == name


def typed(**values):
    return {
        "name_zh": "江城市技能大赛",
        "name_en": "Jiangcheng Skills Competition",
        "tier_id": make_tier().id,
        "organiser_zh": "江城市人社局",
        "organiser_en": "Jiangcheng Bureau",
        "starts_on": "2030-09-18",
        "ends_on": "2030-09-20",
    } | values


def test_class_region_and_industry_are_kept_and_shown(sign_in, admin):
    desk = sign_in(admin)

    made = desk.post(
        "/competitions/new",
        data=typed(contest_class="class_one", region_code="330100", industry="机械"),
    )

    kept = db.session.scalars(select(Competition)).one()
    assert (kept.contest_class, kept.industry) == (ContestClass.CLASS_ONE, "机械")
    assert (kept.region_code, kept.region) == ("330100", "浙江省杭州市")
    page = desk.get(made.location).text
    assert "Class I, across industries" in page
    assert "浙江省杭州市" in page


def test_a_name_that_is_typed_goes_before_that_of_the_code(sign_in, admin):
    sign_in(admin).post("/competitions/new", data=typed(region_code="330100", region="杭州"))

    kept = db.session.scalars(select(Competition)).one()
    assert (kept.region_code, kept.region, kept.contest_class) == ("330100", "杭州", None)


def test_a_code_that_names_no_region_is_refused_and_kept(sign_in, admin):
    page = sign_in(admin).post("/competitions/new", data=typed(region_code="110103")).text

    assert "A region code has six digits and is in use today" in page
    assert 'value="110103"' in page
    assert not db.session.scalars(select(Competition)).all()
