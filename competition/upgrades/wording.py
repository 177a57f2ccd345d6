"""Decisions in words: kept sentences, what a rule gives, the verdict about a person."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext

from competition.database import Document
from competition.language import local, sentence
from competition.words import WORDS, word
from judging.promotion.rules import Rule


def _(text: str, **values: object) -> str:
    """The text in the language of the request."""
    return str(gettext(text, **values))


LISTS = (
    "SkillLevel",
    "Group",
    "EventFormat",
    "EventKind",
    "Outcome",
    "Component",
    "OutsideFact",
    "Medal",
    "RuleAward",
    "TierCode",
)
CODES = {code: kind for kind in reversed(LISTS) for code in WORDS[kind] if code}
SHAPES = {
    "granted": ("met", "good"),
    "may apply": ("list", "act"),
    "subject to review": ("ask", "warn"),
    "waiting": ("open", ""),
    "not eligible": ("unmet", "bad"),
}
"""The shape and the tone of an outcome."""


def told(kept: Mapping[str, Any]) -> str:
    """A kept sentence in the language of the request; the codes in it are words."""
    values = {name: _said(value) for name, value in kept["values"].items()}
    return sentence(kept["template"], values)


def _said(value: object) -> object:
    if isinstance(value, Mapping):
        return told(value)
    return in_words(value) if isinstance(value, str) else value


def in_words(text: str) -> str:
    """A code, or several with commas between; a text that is none of ours stays as it is."""
    parts = text.split(", ")
    if not all(part in CODES for part in parts):
        return text
    return _(" / ").join(word(CODES[part], part) for part in parts)


def reward_text(reward: Document) -> str:
    """What a rule gives, in one line."""
    return REWARDS[reward["sort"]](reward)


def _level(reward: Document) -> str:
    if "grants" in reward:
        return _("; ").join(_grant(level, reward["grants"]) for level in _targets(reward))
    if reward.get("cap"):
        cap = in_words(reward["cap"])
        return _("Promotion by %(count)s, at most to %(cap)s", count=reward["steps"], cap=cap)
    if "cap" in reward:
        return _("Promotion by %(count)s", count=reward["steps"])
    return _("Promotion to %(count)s above the level of the test paper", count=reward["steps"])


def _targets(reward: Document) -> list[str]:
    """The levels that a promotion leads to, each once."""
    return list(dict.fromkeys(reward["grants"].values()))


def _grant(level: str, grants: Mapping[str, str]) -> str:
    held = [one for one, target in grants.items() if target == level]
    return _(
        "Promotion to %(level)s, from %(held)s",
        level=in_words(level),
        held=in_words(", ".join(held)),
    )


def _title(reward: Document) -> str:
    name = local_text(reward, "title")
    return _("Title 「%(name)s」: %(act)s", name=name, act=word("TitleAct", reward["action"]))


def _cash(reward: Document) -> str:
    amount = reward["amount_cny"]
    if amount is None and reward["range_cny"]:
        lowest, highest = reward["range_cny"]
        text = _("%(lowest)s to %(highest)s yuan", lowest=lowest, highest=highest)
    else:
        text = _("%(amount)s yuan", amount=f"{amount or 0:,}")
    if reward["to"]:
        return _("%(money)s for the head coach", money=text)
    return _("%(money)s, shared by the team", money=text) if reward["team_shares"] else text


def _may_apply(reward: Document) -> str:
    return _("May apply for %(level)s", level=in_words(reward["level"]))


REWARDS: dict[str, Callable[[Document], str]] = {
    "level": _level,
    "title": _title,
    "award": lambda reward: _("Award %(name)s", name=local_text(reward, "name")),
    "cash": _cash,
    "grade": lambda reward: _("Grade %(name)s", name=local_text(reward, "grade")),
    "squad": lambda reward: _("A place in %(name)s", name=local_text(reward, "name")),
    "may_apply": _may_apply,
    "recommendation": lambda reward: local_text(reward, "text"),
}


def local_text(document: Document, field: str) -> str:
    """The field in the language of the request."""
    return local(Named(document), field)


class Named:
    """A document whose fields are read as attributes, for `local`."""

    def __init__(self, document: Document) -> None:
        self.__dict__.update({name: value or "" for name, value in document.items()})


def proposal(outcome: str, content: Document) -> str:
    """What a person gets, in a few words: the promotion, or what else."""
    if content["promotions"]:
        level = in_words(content["promotions"][0]["level"])
        return {
            "granted": _("Promotion to %(level)s", level=level),
            "may apply": _("May apply for %(level)s", level=level),
            "subject to review": _("%(level)s, subject to review", level=level),
        }.get(outcome, level)
    names = [local_text(one, "title") for one in content["given"] if one["sort"] == "title"]
    if names:
        return _("Title 「%(name)s」", name=_(" / ").join(names))
    if content["given"]:
        return reward_text(content["given"][0])
    return word("Outcome", outcome)


def scope_text(rule: Rule) -> str:
    """Which events and people a rule is about."""
    scope = rule.scope
    parts = [
        in_words(", ".join(scope.groups)) if scope.groups else "",
        in_words(scope.event_format or ""),
        in_words(scope.competition_tier or ""),
        in_words(scope.event_kind or ""),
        _("at most %(age)s years old", age=rule.max_age) if rule.max_age is not None else "",
    ]
    return _(", ").join(part for part in parts if part) or _("everybody")


def rank_text(rank: Document) -> str:
    """Which places a rule is about, as it is written."""
    if "by_field_size" in rank:
        return _("; ").join(_size_text(size) for size in rank["by_field_size"])
    if "award" in rank:
        return _("holds %(awards)s", awards=in_words(", ".join(rank["award"])))
    if "any" in rank:
        return _("everybody ranked")
    text = _band_text(rank)
    return (
        _("%(places)s, at most %(count)s", places=text, count=rank["max_count"])
        if "max_count" in rank
        else text
    )


def _band_text(rank: Document) -> str:
    if "top_fraction" in rank:
        return _("the first %(share)s of the field", share=rank["top_fraction"])
    if "next_fraction" in rank:
        return _("the next %(share)s of the field", share=rank["next_fraction"])
    first = rank["from"]
    if "to_fraction" in rank:
        return _(
            "place %(first)s to %(share)s of the field", first=first, share=rank["to_fraction"]
        )
    if "to" not in rank:
        return _("place %(first)s and after", first=first)
    if rank["to"] == first:
        return _("place %(place)s", place=first)
    return _("places %(first)s to %(last)s", first=first, last=rank["to"])


def _size_text(size: Document) -> str:
    values = {"least": size["min"], "most": size.get("max"), "last": size["to"]}
    if values["most"] is None:
        return _("in a field of %(least)s or more: to place %(last)s", **values)
    return _("in a field of %(least)s to %(most)s: to place %(last)s", **values)
