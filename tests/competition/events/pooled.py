"""Members of the pool for tests."""

from datetime import date

from competition.people.pool.models import PoolMember
from competition.people.pool.operations import add_member
from competition.people.pool.rules import Post
from tests.builders import NOW, make_user

RECORD = {
    "posts": [Post.JUDGE],
    "qualification": "高级工程师",
    "level": "technician",
    "occupations": "铣工 6-18-01-02",
    "organisation": None,
    "trained_on": date(2026, 3, 1),
    "card_number": "CP-0042",
    "card_expires_on": date(2029, 3, 1),
}


def a_member(user=None, **values) -> PoolMember:
    return add_member(user or make_user(), now=NOW, by=None, **RECORD | values)
