"""What a person does in a browser: follow links, fill in forms, press buttons, read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect


def sign_in(page: Page, address: str, username: str, password: str) -> None:
    """Sign in on the log-in page, in whichever language it is; ends on the first page."""
    page.goto(f"{address}/login")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("form:has([name=password]) button").click()
    page.wait_for_url(f"{address}/")


@dataclass(frozen=True)
class Person:
    """Somebody at a browser of their own; every name is what stands on the page."""

    page: Page
    address: str

    @property
    def path(self) -> str:
        """The address of the page, without the server and the query."""
        return urlsplit(self.page.url).path

    def opens(self, path: str) -> None:
        self.page.goto(self.address + path)

    def signs_in(self, username: str, password: str) -> None:
        sign_in(self.page, self.address, username, password)

    def follows(self, link: str, *, within: str = "") -> None:
        self.part(within).get_by_role("link", name=link, exact=True).first.click()

    def begins(self, words: str) -> None:
        """Follow the link that begins with these words."""
        self.page.get_by_role("link", name=re.compile(f"^{re.escape(words)}")).first.click()

    def presses(self, button: str, *, within: str = "") -> None:
        self.part(within).get_by_role("button", name=button, exact=True).first.click()

    def fills(self, values: Mapping[str, str], *, within: str = "") -> None:
        """Type into the fields with these labels; a choice of a list is chosen by its words."""
        for label, value in values.items():
            field = self.part(within).get_by_label(re.compile(starts_with(label))).first
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def ticks(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def sends(self, label: str, file: Path) -> None:
        self.page.get_by_label(label, exact=True).set_input_files(file)

    def reads(self, text: str) -> None:
        """Find the text on the page, somewhere where it can be seen."""
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def part(self, holding: str) -> Any:
        """The page, or the row, panel or section that holds the text."""
        if not holding:
            return self.page
        holders: Locator = self.page.locator("tr, section, li").filter(has_text=holding)
        return holders.last


NOTES = "optional|选填|required|必填|such as SW-.*|events of the tier that this one feeds"


def starts_with(label: str) -> str:
    """A label, perhaps with a note behind it: required first, then "optional"."""
    return rf"^\s*{re.escape(label)}\s*({NOTES})?\s*$"


Enter = Callable[[str], Page]
"""A new browser window in a language, such as en-GB."""
