"""A real browser before a real server.

`demo` is the address of the demo season, one server for all tests that only look; `fresh` is the
address of an instance of a test's own with an empty database.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.acting import Enter
from tests.serving import Instance

PATIENCE = 15_000  # milliseconds; the machine may be busy


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium: no browser is downloaded."""
    chromium = os.environ.get("SAIWU_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("There is no Chromium here; scripts/test installs one.")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # it refuses to have one as root
    return browser_type_launch_args | {
        "executable_path": chromium,
        "args": [*sandbox, "--disable-dev-shm-usage"],
    }


def ready(folder: Path) -> Instance:
    instance = Instance(folder)
    instance.run("init")
    return instance


@pytest.fixture(scope="session")
def demo_instance(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """The instance with the demo season, for its command line."""
    instance = ready(tmp_path_factory.mktemp("demo"))
    instance.run("demo")
    return instance


@pytest.fixture(scope="session")
def demo(demo_instance: Instance) -> Iterator[str]:
    with demo_instance.served() as address:
        yield address


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[str]:
    with ready(tmp_path).served() as address:
        yield address


def listened_to(page: Page) -> list[str]:
    """Script errors and breaches of the content security policy, as they come."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None,
    )
    page.set_default_timeout(PATIENCE)
    return faults


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page on which a script error or a breach of the content security policy fails the test."""
    faults = listened_to(page)
    yield page
    assert faults == []


@pytest.fixture
def enter(browser: Browser) -> Iterator[Enter]:
    """Opens windows for several people, each with cookies of its own."""
    heard: list[list[str]] = []

    def window(locale: str) -> Page:
        page = browser.new_context(locale=locale).new_page()
        heard.append(listened_to(page))
        return page

    yield window
    for context in browser.contexts:
        context.close()
    assert [fault for faults in heard for fault in faults] == []
