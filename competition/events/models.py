"""Tiers, competitions, events and marking schemes."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Document, Key, Model
from competition.events.rules import ContestClass, EventFormat, Group, Phase, TitlePolicy
from judging.scheme import Scheme, parse_scheme


class Tier(Model):
    """A rung of the ladder; its winners go to the tier it feeds."""

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    height: Mapped[int]  # 1 is the lowest rung
    feeds_id: Mapped[int | None] = mapped_column(ForeignKey("tier.id"))

    feeds: Mapped["Tier | None"] = relationship(remote_side="Tier.id")


class Competition(Model):
    """One edition of a contest, on one tier."""

    id: Mapped[Key]
    tier_id: Mapped[int] = mapped_column(ForeignKey(Tier.id))
    name_zh: Mapped[str] = mapped_column(unique=True)
    name_en: Mapped[str]
    contest_class: Mapped[ContestClass | None]
    region: Mapped[str] = mapped_column(default="")
    region_code: Mapped[str] = mapped_column(default="")  # of GB/T 2260
    industry: Mapped[str] = mapped_column(default="")
    organiser_zh: Mapped[str]  # who issues its certificates
    organiser_en: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    created_at: Mapped[datetime]

    tier: Mapped[Tier] = relationship()
    events: Mapped[list["Event"]] = relationship(
        back_populates="competition", order_by="Event.name_zh"
    )


class Event(Model):
    """One skill contested in a competition, in one group."""

    __table_args__ = (UniqueConstraint("competition_id", "name_zh", "group"),)

    id: Mapped[Key]
    competition_id: Mapped[int] = mapped_column(ForeignKey(Competition.id), index=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    occupation: Mapped[str] = mapped_column(default="")
    occupation_code: Mapped[str] = mapped_column(default="")  # such as 6-18-01-02
    group: Mapped[Group] = mapped_column(default=Group.STAFF)
    event_format: Mapped[EventFormat] = mapped_column(default=EventFormat.INDIVIDUAL)
    event_kind: Mapped[str] = mapped_column(default="")  # as rule sets name it, or empty
    level: Mapped[str] = mapped_column(default="senior")  # skill level of the test paper
    phase: Mapped[Phase] = mapped_column(default=Phase.DRAFT)
    held_on: Mapped[date]  # the day of the final
    registration_opens_at: Mapped[datetime | None]  # None: by hand, as with the next two
    registration_closes_at: Mapped[datetime]
    marking_starts_at: Mapped[datetime | None]
    marking_ends_at: Mapped[datetime | None]
    notice_ends_at: Mapped[datetime | None]  # while results are on notice
    final_by_itself: Mapped[bool] = mapped_column(default=False)  # when the notice ends
    born_from: Mapped[date | None]  # born on this day or later
    born_until: Mapped[date | None]  # born on this day or earlier
    per_delegation: Mapped[int | None]  # entries a delegation may send
    most_entries: Mapped[int | None]
    minimum_field: Mapped[int] = mapped_column(default=0)
    least_level: Mapped[str] = mapped_column(default="none")  # that who enters must hold
    title_policy: Mapped[TitlePolicy] = mapped_column(default=TitlePolicy.OPEN)
    prior_titles: Mapped[str] = mapped_column(default="")  # meant by it, a line each; empty: any
    once_only: Mapped[bool] = mapped_column(default=False)  # on this tier, in a lifetime
    notice_days: Mapped[int] = mapped_column(default=5)  # days of public notice
    scale: Mapped[str] = mapped_column(default="none")
    medals: Mapped[Document]  # as in the result bundle
    positions: Mapped[str] = mapped_column(default="standard")
    ranking: Mapped[Document]  # as in the result bundle
    hide_maxima: Mapped[bool] = mapped_column(default=False)  # on judges' sheets
    recusal_blocks: Mapped[bool] = mapped_column(default=False)  # conflicts of interest
    pass_marks: Mapped[Document]  # {"theory": {"criterion": "A", "mark": "60"}, …}
    advances_to_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    advancing_places: Mapped[int] = mapped_column(default=0)
    advancing_per_delegation: Mapped[int | None]
    created_at: Mapped[datetime]

    competition: Mapped[Competition] = relationship(back_populates="events")
    advances_to: Mapped["Event | None"] = relationship(remote_side="Event.id")
    marking_scheme: Mapped["MarkingScheme | None"] = relationship(back_populates="event")


class MarkingScheme(Model):
    """What is marked in an event; locked at the first mark."""

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), unique=True)
    document: Mapped[Document]  # as printed by `saiwu scheme import`
    source: Mapped[str]  # file name, or "by hand"
    warnings: Mapped[list[Any]]
    saved_at: Mapped[datetime]
    locked_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship(back_populates="marking_scheme")

    @cached_property
    def scheme(self) -> Scheme:
        """The scheme as the rule book reads it; a new document needs a fresh object."""
        return parse_scheme(self.document)
