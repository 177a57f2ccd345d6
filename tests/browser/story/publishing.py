"""From locked marks to what everybody may read."""

from playwright.sync_api import expect

from tests.browser.acting import Person

RANKING = (("1", "93.50"), ("2", "83.50"), ("3", "73.50"))
"""Worked out by hand: 0.3 of theory and 0.7 of the mean of the three practical marks."""


def publish(organiser: Person, event: str) -> None:
    """The organiser publishes in two acts, and sees each as the public does."""
    organiser.opens(event)
    organiser.follows("Results")
    organiser.follows("Publish provisionally")
    organiser.presses("Publish provisionally")
    organiser.reads("Version 1 is published.")
    organiser.follows("What the public sees")
    organiser.reads("Provisional results, version 1")
    organiser.opens(event)
    organiser.follows("Results")
    organiser.follows("Make final")
    organiser.presses("Make final")
    organiser.reads("Version 2 is published.")


def read_results(anybody: Person, event: str) -> None:
    """Everybody reads ranks, medals, 100 marks and the 700 scale, without signing in."""
    anybody.opens("/")
    anybody.begins(event)
    anybody.reads("Final results, version 2")
    anybody.reads("700 scale")
    rows = anybody.page.locator("table tbody tr")
    for row, (rank, total) in zip(rows.all(), RANKING, strict=True):
        expect(row.locator("td").first).to_have_text(rank)
        expect(row).to_contain_text(total)
    expect(rows.nth(0).get_by_role("img", name="Gold")).to_be_visible()
    expect(rows.nth(1)).to_contain_text("700")  # the middle one of three is the median
