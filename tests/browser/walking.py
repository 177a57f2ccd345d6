"""A walk through the application: every page that links lead to, a few of each kind."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Error, Page, Response

LINKS = "() => [...document.querySelectorAll('a[href]:not([download])')].map((link) => link.href)"


def kind_of(address: str) -> str:
    """Addresses of one kind differ in the keys and codes in them only."""
    parts = urlsplit(address).path.split("/")
    return "/".join("#" if re.search(r"\d", part) else part for part in parts)


def walk(page: Page, start: str, of_a_kind: int) -> Iterator[Response]:
    """Open page after page by its links, breadth first, at most `of_a_kind` of a kind.

    Files are passed over; whoever asks for the next page must have left this one open.
    """
    host = urlsplit(start).netloc
    waiting, seen, opened = deque([start]), {start}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        if opened[kind_of(address)] == of_a_kind:
            continue
        response = open_page(page, address)
        opened[kind_of(address)] += 1
        if response is None:
            continue
        found = [urldefrag(link).url for link in page.evaluate(LINKS)]
        yield response
        for link in found:
            if urlsplit(link).netloc == host and link not in seen:
                seen.add(link)
                waiting.append(link)


def open_page(page: Page, address: str) -> Response | None:
    """The answer to an address; None when it is a file, to be kept or shown by itself."""
    try:
        response = page.goto(address)
    except Error as problem:
        if "Download is starting" in problem.message:
            return None
        raise
    assert response is not None
    return response if "text/html" in response.headers.get("content-type", "") else None
