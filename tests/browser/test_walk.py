"""Every page that somebody can reach keeps what pages promise, in both languages."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from competition.demo.cast import LOG_INS, PASSWORD
from tests.browser.acting import sign_in
from tests.browser.promises import Examiner
from tests.browser.walking import walk

LANGUAGES = [
    pytest.param(tag, marks=pytest.mark.browser_context_args(locale=locale), id=tag)
    for tag, locale in (("zh-CN", "zh-CN"), ("en", "en-GB"))
]
OF_A_KIND = {"zh-CN": 2, "en": 1}  # what is laid out alike is looked at less often
FEWEST_PAGES = 4


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner()


def walked(page: Page, start: str, tag: str, examiner: Examiner) -> None:
    """Walk from the first page, and say of every page what is wrong with it."""
    faults, count = [], 0
    for response in walk(page, start, OF_A_KIND[tag]):
        path = urlsplit(response.url).path
        count += 1
        if response.status != 200:
            faults.append(f"{path}: {response.status}")
            continue
        faults += [f"{path}: {fault}" for fault in examiner.faults_of(page, tag)]
    assert not faults, "\n".join(["", *faults])
    assert count >= FEWEST_PAGES, f"only {count} pages were found"


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("username", [name for name, role in LOG_INS])
def test_every_page_of_a_role_is_sound(
    page: Page, demo: str, examiner: Examiner, username: str, tag: str
) -> None:
    sign_in(page, demo, username, PASSWORD)
    walked(page, f"{demo}/", tag, examiner)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_of_the_public_is_sound(
    page: Page, demo: str, examiner: Examiner, tag: str
) -> None:
    walked(page, f"{demo}/", tag, examiner)
