"""The states of an entry."""

from enum import StrEnum


class EntryState(StrEnum):
    """Where an entry is between the delegation and the organiser."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Part(StrEnum):
    """How an accepted entry takes part; the words of the result bundle's `status`."""

    RANKED = "ranked"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    GUEST = "guest"
