"""Chinese and English: which one, and how sentences, names, days and times are written."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from babel import Locale
from flask import Flask, current_app, request, session
from flask_babel import Babel, format_date, get_locale, gettext, to_user_timezone
from flask_login import current_user

from competition.errors import OperationError
from competition.words import label
from judging.errors import RuleViolation
from judging.sentences import Sentence

LANGUAGES = {"zh_Hans": "中文", "en": "English"}
TAGS = {"zh_Hans": "zh-CN", "en": "en"}
ASKED = {"zh-CN": "zh_Hans", "zh": "zh_Hans", "zh-Hans": "zh_Hans", "zh-TW": "zh_Hans", "en": "en"}

babel = Babel()


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=chosen_language)
    app.jinja_env.filters.update(day=day, moment=moment, short_day=short_day, number=number)
    app.jinja_env.globals.update(
        said=said,
        sentence=sentence,
        local=local,
        language=language,
        languages=LANGUAGES,
        tag=tag,
        tags=TAGS,
        label=label,
        day=day,
        moment=moment,
    )


def chosen_language() -> str:
    """The switch of this session, else the user's own, else what the browser asks for."""
    chosen = session.get("language") or getattr(current_user, "language", None)
    if chosen in LANGUAGES:
        return str(chosen)
    asked = request.accept_languages.best_match(ASKED)
    return ASKED[asked] if asked else str(current_app.config["BABEL_DEFAULT_LOCALE"])


def language() -> str:
    """The language of the request: a key of LANGUAGES."""
    return str(get_locale() or Locale.parse(current_app.config["BABEL_DEFAULT_LOCALE"]))


def tag() -> str:
    """The language of the request as pages declare it."""
    return TAGS[language()]


def said(problem: RuleViolation | OperationError) -> str:
    """A refusal as a sentence in the language of the request."""
    return sentence(problem.template, problem.values)


def sentence(template: str, values: Mapping[str, Any]) -> str:
    """A sentence template of the rule book or an operation, translated and filled in."""
    return str(gettext(template)).format(**{name: shown(value) for name, value in values.items()})


def shown(value: object) -> object:
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, Sentence):
        return sentence(value.template, value.values)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return day(value) if isinstance(value, date) else value


def local(thing: Any, field: str = "name") -> str:
    """The name of a thing that has `name_zh` and `name_en`, or a person's `name` and `name_en`."""
    chinese = getattr(thing, f"{field}_zh", None) or getattr(thing, field, None) or ""
    return str((language() == "en" and getattr(thing, f"{field}_en", None)) or chinese)


def day(value: date) -> str:
    """A full date: 2026年11月23日, 23 Nov 2026."""
    return dated(value, "y年M月d日", "d MMM y")


def short_day(value: date) -> str:
    """A date within the year: 11月23日, 23 Nov."""
    return dated(value, "M月d日", "d MMM")


def dated(value: date, chinese: str, english: str) -> str:
    pattern = chinese if language() == "zh_Hans" else english
    return str(format_date(value, pattern, rebase=False))


def moment(value: datetime) -> str:
    """A time at the venue: 2026-11-23 09:00."""
    return str(to_user_timezone(value).strftime("%Y-%m-%d %H:%M"))


def number(value: Decimal | int | str) -> str:
    """A count with its thousands parted, a mark as it is."""
    return f"{value:,}" if isinstance(value, int) else str(value)
