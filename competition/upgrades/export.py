"""The list that is handed over to the authority, as CSV and XLSX."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from competition.events.models import Event
from competition.language import local, moment
from competition.upgrades.lines import Line
from competition.upgrades.models import RuleSetVersion
from competition.upgrades.wording import in_words, reward_text, told
from competition.words import word


def table(event: Event, version: RuleSetVersion, lines: Iterable[Line]) -> Iterator[list[str]]:
    """Head and rows; a dry run says in every row that it is provisional."""
    yield [
        _("State"),
        _("Rank"),
        _("Contestant"),
        _("Document"),
        _("Employer or school"),
        _("Delegation"),
        _("Event"),
        _("Total"),
        _("Level held"),
        _("Outcome"),
        _("Promotion to"),
        _("What else"),
        _("Reasons"),
        _("Rule set"),
        _("Version"),
    ]
    for line in lines:
        yield row(event, version, line)


def row(event: Event, version: RuleSetVersion, line: Line) -> list[str]:
    content, person = line.content, line.person
    promotions = content["promotions"]
    return [
        state(line),
        str(line.rank),
        local(person),
        person.document_masked,
        local(person.organisation) if person.organisation else "",
        content["delegation"],
        local(event),
        content["total"] or "",
        in_words(content["held"]),
        word("Outcome", line.outcome),
        in_words(promotions[0]["level"]) if promotions else "",
        "; ".join(reward_text(one) for one in content["given"]),
        "; ".join(reasons(line)),
        local(version),
        version.digest[:12],
    ]


def state(line: Line) -> str:
    if line.decision is None:
        return str(_("Provisional, not decided"))
    if line.decision.approved_at is None:
        return str(_("Decided, not approved"))
    by = line.decision.approved_by
    when = moment(line.decision.approved_at)
    return str(_("Approved %(time)s, %(name)s", time=when, name=local(by) if by else "—"))


def reasons(line: Line) -> Iterator[str]:
    """The conditions that decided about the promotion, and the notes."""
    for note in line.content["notes"]:
        yield told(note)
    for rule in line.met or line.unmet:
        for one in rule["conditions"]:
            yield told(one["text"])
