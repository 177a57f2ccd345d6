"""People come into the pool, their record is kept, and they declare relations.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Collection
from datetime import date, datetime

from competition import audit
from competition.database import db
from competition.errors import Clash
from competition.people.models import Organisation, User
from competition.people.pool.models import DeclaredRelation, PoolMember
from competition.people.pool.queries import member_of
from competition.people.pool.rules import Post


def add_member(user: User, *, now: datetime, by: User | None, **record: object) -> PoolMember:
    """Take a user into the pool, with what `keep` keeps; raises Clash for who is in it already."""
    if member_of(user.id) is not None:
        raise Clash("{name} is in the pool already.", name=user.name)
    member = PoolMember(user=user, added_at=now, post_codes="")
    db.session.add(member)
    audit.record("pool.added", now=now, by=by, user=user.id, name=user.name)
    keep(member, now=now, by=by, **record)  # type: ignore[arg-type]
    return member


def keep(
    member: PoolMember,
    *,
    posts: Collection[Post],
    qualification: str,
    level: str,
    occupations: str,
    organisation: Organisation | None,
    trained_on: date | None,
    card_number: str,
    card_expires_on: date | None,
    now: datetime,
    by: User | None,
) -> None:
    """Keep what is known about a member; the organisation is kept with the user."""
    member.post_codes = " ".join(post.value for post in Post if post in posts)
    member.qualification, member.level = qualification.strip(), level
    member.occupations, member.trained_on = occupations.strip(), trained_on
    member.card_number, member.card_expires_on = card_number.strip(), card_expires_on
    member.user.organisation = organisation
    db.session.flush()
    audit.record("pool.kept", now=now, by=by, user=member.user.id, name=member.user.name)


def declare(
    member: PoolMember, organisation: Organisation, reason: str, *, now: datetime, by: User | None
) -> DeclaredRelation:
    """Note an organisation whose contestants the member may not judge; Clash when it is noted."""
    for known in member.relations:
        if known.organisation_id == organisation.id and known.ended_at is None:
            raise Clash("{name} is declared already.", name=organisation.name_zh)
    relation = DeclaredRelation(
        member=member, organisation=organisation, reason=reason.strip(), declared_at=now
    )
    db.session.add(relation)
    db.session.flush()
    audit.record("pool.relation_declared", now=now, by=by, name=member.user.name)
    return relation


def end_relation(relation: DeclaredRelation, *, now: datetime, by: User | None) -> None:
    """The relation is no more; it stays on record."""
    relation.ended_at = now
    audit.record("pool.relation_ended", now=now, by=by, name=relation.member.user.name)
