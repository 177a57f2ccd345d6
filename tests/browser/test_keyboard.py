"""Everything can be done without a mouse."""

import re

from playwright.sync_api import Page, expect

from competition.demo.cast import PASSWORD
from tests.browser.acting import sign_in

FURTHEST = 400  # presses of the Tab key


def focused(page: Page) -> str:
    """What has the focus, as a screen reader would name it."""
    named: str = page.evaluate(
        """() => {
          const one = document.activeElement;
          const label = one.labels && one.labels.length ? one.labels[0].innerText : "";
          return one.getAttribute("aria-label") || label || one.innerText || one.name || "";
        }"""
    )
    return named.strip()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        if re.match(words, focused(page)):
            return
    raise AssertionError(f"Tab never came to {words!r}")


def press_enter(page: Page) -> None:
    """Press Enter on what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_log_in_works_by_keyboard(page: Page, demo: str) -> None:
    page.goto(f"{demo}/login")
    tab_to(page, "User name|用户名")
    page.keyboard.type("linruoxi")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{demo}/")


def test_the_skip_link_is_first_and_leads_past_the_head(page: Page, demo: str) -> None:
    sign_in(page, demo, "linruoxi", PASSWORD)
    page.keyboard.press("Tab")
    link = page.locator("a.skip")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_a_refused_form_takes_the_focus_and_keeps_what_was_typed(page: Page, demo: str) -> None:
    sign_in(page, demo, "admin", PASSWORD)
    page.goto(f"{demo}/users/new")
    name = page.locator("[name=name]")
    name.fill("周望舒")
    page.keyboard.press("Enter")
    faults = page.locator(".faults")
    expect(faults).to_be_focused()
    expect(name).to_have_value("周望舒")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first fault leads to its field
    expect(page.locator("[aria-invalid=true]").first).to_be_focused()


KIND = """() => {
  const one = document.activeElement;
  if (one.matches("input.value")) return "number";
  if (one.matches("input[type=radio]")) return "choice";
  return one.matches("button.submit") ? "submit" : "";
}"""


def test_a_judge_fills_in_and_submits_a_sheet_by_keyboard(page: Page, demo: str) -> None:
    sign_in(page, demo, "hanzhao", PASSWORD)
    tab_to(page, "My sheets|我的评分表")
    press_enter(page)
    tab_to(page, "Begin|Go on|开始|继续")
    press_enter(page)
    expect(page.locator("form#sheet")).to_be_visible()
    sheet = page.url
    give_every_mark(page)
    assert page.locator("[data-count]").inner_text() == "0"
    press_enter(page)
    expect(
        page.get_by_role("status").filter(has_text=re.compile("submitted|已提交"))
    ).to_be_visible()
    page.goto(sheet)  # and back again: other tests look at the same season
    tab_to(page, "Take the sheet back|撤回")
    press_enter(page)
    expect(page.locator("form#sheet")).to_be_visible()


def give_every_mark(page: Page) -> None:
    """Tab from aspect to aspect: type a number, take the first choice; ends on the button."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        kind = page.evaluate(KIND)
        if kind == "number":
            page.keyboard.type("0")
        elif kind == "choice":
            page.keyboard.press("Space")
        elif kind == "submit":
            return
    raise AssertionError("Tab never came to the button that submits")
