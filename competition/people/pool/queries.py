"""Who is in the pool."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from competition.database import db
from competition.people.models import Organisation, User
from competition.people.pool.models import PoolMember
from competition.people.pool.rules import Post


def members_like(text: str, post: Post | None = None) -> Select[PoolMember]:
    """Members for a post whose name, organisation, occupation or card contains the text."""
    wanted = (
        select(PoolMember)
        .join(PoolMember.user)
        .outerjoin(User.organisation)
        .options(joinedload(PoolMember.user).joinedload(User.organisation))
        .where(User.active)
        .order_by(User.name, PoolMember.id)
    )
    if post is not None:
        wanted = wanted.where(PoolMember.post_codes.contains(post.value))
    columns = (
        User.name,
        User.name_en,
        User.username,
        Organisation.name_zh,
        PoolMember.occupations,
        PoolMember.card_number,
    )
    for word in text.split():
        wanted = wanted.where(or_(*(one.icontains(word, autoescape=True) for one in columns)))
    return wanted


def member_of(user_id: int) -> PoolMember | None:
    """The user's record in the pool."""
    return db.session.scalar(select(PoolMember).filter_by(user_id=user_id))
