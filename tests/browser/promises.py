"""What every page promises, whoever sees it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.conftest import ROOT

CATALOGUE = ROOT / "competition" / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.po"
WIDTHS = (390, 820, 1440)
HEIGHT = 900
RUN = 3  # English words in a row make a sentence; fewer may be a name
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
WORD = re.compile(r"[A-Za-z]{2,}(?:'[a-z]+)?")
LEAKS = re.compile(r"\bNone\b|<[\w.]+ object|\{\{|%\(\w+\)s|<LazyString|Undefined")

PIECES = """() => [...new Set([...document.querySelectorAll("body *")].map((one) =>
  ["class", "role", "type", "aria-current"].reduce(
    (said, name) => `${said} ${one.getAttribute(name) ?? ""}`, one.tagName)))].sort().join()"""
LOOK = """() => {
  const texts = [];
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const inside = all.currentNode.parentElement;
    if (inside.closest("script, style, template, [lang=en], [translate=no]")) continue;
    texts.push(all.currentNode.data.replace(/\\s+/g, " ").trim());
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    for (const name of ["aria-label", "placeholder", "title"])
      if (one.hasAttribute(name) && !one.closest("[lang=en]")) texts.push(one.getAttribute(name));
  return {
    lang: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    texts: texts.filter(Boolean),
  };
}"""
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const over = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > width + 1);
  const last = over.at(-1);
  return `${document.documentElement.scrollWidth} of ${width}`
    + (last ? `, <${last.tagName.toLowerCase()} class="${last.className}">` : "");
}"""


class Examiner:
    """Looks at pages; one that is made of the same pieces as another is only read."""

    def __init__(self) -> None:
        self.axe = Axe()
        self.known: set[tuple[str, str]] = set()

    def faults_of(self, page: Page, tag: str) -> Iterator[str]:
        """What is wrong with the open page, which should be in the language `tag`."""
        yield from misread(page, tag)
        pieces = (tag, page.evaluate(PIECES))
        if pieces in self.known:
            yield from too_wide(page, WIDTHS[:1])
            return
        self.known.add(pieces)
        yield from too_wide(page, WIDTHS)
        yield from inaccessible(page, self.axe)


def misread(page: Page, tag: str) -> Iterator[str]:
    """What somebody who reads the page would stumble over."""
    seen = page.evaluate(LOOK)
    if seen["lang"] != tag:
        yield f"its language is {seen['lang']}, not {tag}"
    if seen["headings"] != 1:
        yield f"it has {seen['headings']} first headings"
    yield from leaks(seen["texts"])
    if tag == "zh-CN":
        yield from untranslated([*seen["texts"], seen["title"]])


def leaks(texts: list[str]) -> Iterator[str]:
    """Texts that show how the page was made."""
    for text in texts:
        if LEAKS.search(text):
            yield f"it shows {text!r}"


def untranslated(texts: list[str]) -> Iterator[str]:
    """Texts of a Chinese page which are ours and still English."""
    for text in dict.fromkeys(texts):
        if text in messages() or has_english_sentence(text):
            yield f"it is not translated: {text!r}"


def has_english_sentence(text: str) -> bool:
    """Whether words follow each other which also follow each other in a message of ours."""
    in_a_row = 0
    for pair in pairwise(word.lower() for word in WORD.findall(text)):
        in_a_row = in_a_row + 1 if pair in neighbours() else 0
        if in_a_row == RUN - 1:
            return True
    return False


@cache
def messages() -> dict[str, str]:
    """Our English messages with their Chinese, those that differ."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    found: dict[str, str] = {}
    for message in catalogue:
        ids: Any = message.id if isinstance(message.id, tuple) else (message.id,)
        texts: Any = message.string
        said = texts if isinstance(texts, str) else texts[0]
        found |= {one: said for one in ids if one and one != said and WORD.search(one)}
    return found


@cache
def neighbours() -> frozenset[tuple[str, str]]:
    """The pairs of words that follow each other in our messages."""
    pieces = (piece for text in messages() for piece in PLACEHOLDER.split(text))
    pairs = (pair for piece in pieces for pair in pairwise(w.lower() for w in WORD.findall(piece)))
    return frozenset((one, next_one) for one, next_one in pairs if one != next_one)


def too_wide(page: Page, widths: Sequence[int]) -> Iterator[str]:
    """Widths at which the whole page would have to be pushed sideways."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if wider := page.evaluate(WIDER):
            yield f"at {width} it is wider than the window: {wider}"


def inaccessible(page: Page, axe: Axe) -> Iterator[str]:
    """What the accessibility rules object to, with the first element of each."""
    for violation in axe.run(page).response["violations"]:
        nodes = violation["nodes"]
        yield f"{violation['id']} ({len(nodes)}): {nodes[0]['html'][:160]}"
