"""The settings: each is an environment variable with a stated default.

Secrets have no default: `saiwu init` makes them once, in the instance folder.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECRETS_FILE = "secrets.json"


@dataclass(frozen=True)
class Setting:
    """One setting; `default` is what holds when the variable is not set."""

    name: str
    default: str
    meaning: str


SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("SAIWU_INSTANCE", "instance", "Folder of the database, the secrets and the demo."),
        Setting("SAIWU_DATABASE", "", "SQLAlchemy address; empty: SQLite in the instance folder."),
        Setting("SAIWU_BASE_URL", "", "Public address, printed in the QR codes of certificates."),
        Setting("SAIWU_TIMEZONE", "Asia/Shanghai", "Time zone of the venue, for dates and times."),
        Setting("SAIWU_LANGUAGE", "zh_Hans", "Language when the browser asks for neither one."),
        Setting("SAIWU_LOGIN_LIMIT", "10 per minute", "Log-in attempts for one name and address."),
        Setting("SAIWU_PROXIES", "0", "Reverse proxies in front, whose forwarded address counts."),
    )
}


class NotSetUp(Exception):
    """The instance folder has no secrets yet; the sentence says what to do."""


def setting(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """The value of a setting of the table above."""
    return environment.get(name) or SETTINGS[name].default


def instance_folder() -> Path:
    return Path(setting("SAIWU_INSTANCE")).resolve()


def make_secrets(folder: Path) -> bool:
    """Write new secrets, readable by their owner only; False when there are some already."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / SECRETS_FILE
    if file.exists():
        return False
    names = ("secret_key", "identity_key", "lookup_key")
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump({name: secrets.token_hex(32) for name in names}, out, indent=1)
    return True


def read_secrets(folder: Path) -> dict[str, str]:
    """The secrets of an instance; raises NotSetUp when there are none."""
    try:
        found: dict[str, str] = json.loads((folder / SECRETS_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotSetUp(f"{folder} has no {SECRETS_FILE} yet: run `saiwu init` first.") from error
    return found


def flask_config(folder: Path) -> dict[str, Any]:
    """What Flask and its extensions are configured with."""
    found = read_secrets(folder)
    base_url = setting("SAIWU_BASE_URL")
    return {
        "SECRET_KEY": found["secret_key"],
        "IDENTITY_KEY": found["identity_key"],
        "LOOKUP_KEY": found["lookup_key"],
        "SQLALCHEMY_DATABASE_URI": database_address(folder),
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # no names in a logged fault
        "BASE_URL": base_url,
        "SESSION_COOKIE_SECURE": base_url.startswith("https:"),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "WTF_CSRF_TIME_LIMIT": 8 * 60 * 60,  # one day of judging
        "BOOTSTRAP_SERVE_LOCAL": True,
        "BABEL_DEFAULT_LOCALE": setting("SAIWU_LANGUAGE"),
        "BABEL_DEFAULT_TIMEZONE": setting("SAIWU_TIMEZONE"),
        "RATELIMIT_STORAGE_URI": "memory://",
        "LOGIN_LIMIT": setting("SAIWU_LOGIN_LIMIT"),
        "PROXIES": int(setting("SAIWU_PROXIES")),
    }


def database_address(folder: Path) -> str:
    return setting("SAIWU_DATABASE") or f"sqlite:///{folder / 'saiwu.sqlite3'}"
