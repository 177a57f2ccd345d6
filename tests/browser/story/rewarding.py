"""From final results to a higher level, a place at the next tier and a certificate."""

import json
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from competition.demo.rule_sets import DOCUMENT
from tests.browser.acting import Person
from tests.browser.story.founding import GOAL

RULES = "Jiangcheng rules on promotion by competition"
CHAMPION, CHAMPION_IN_CHINESE = "Xu Yanqiu", "许砚秋"
"""Who drew D-01 from the seed, and was marked best."""


def import_rules(admin: Person, folder: Path) -> None:
    """The administrator takes a rule set out of a file."""
    file = folder / "rules.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    admin.opens("/")
    admin.follows("Rule sets")
    admin.sends("Rule-set file (JSON)", file)
    admin.presses("Check the file")
    admin.reads("nothing has been written")
    admin.ticks(f"Choose {RULES}")
    admin.presses("Import the chosen")
    admin.reads(RULES)


def promote(organiser: Person, event: str) -> None:
    """The rule set decides, with its reasons; the organiser approves."""
    organiser.opens(event)
    organiser.follows("Promotion")
    organiser.follows("Choose the rule set")
    organiser.page.get_by_role("radio").first.check()
    organiser.presses("Put in force")
    organiser.presses("Decide about everybody")
    organiser.follows(CHAMPION)
    organiser.reads("Level 2, technician")
    organiser.reads("met")
    organiser.ticks("Choose all on this page")
    organiser.presses("Approve the chosen")
    organiser.reads("Approved")


def fill_places(organiser: Person, leader: Person, event: str, goal: str) -> None:
    """The winner is offered the place at the next tier, and the leader accepts it."""
    organiser.opens(event)
    organiser.follows("Next tier")
    organiser.presses("Fill the places")
    organiser.reads("Place offered")
    organiser.reads("Reserve")
    organiser.reads(GOAL)
    leader.opens("/")
    leader.follows("我的报名")
    leader.follows("晋级名额")
    leader.follows(f"为{CHAMPION_IN_CHINESE}答复")
    leader.presses("接受名额")
    organiser.opens(f"{goal}/entries")
    organiser.reads(CHAMPION)


def issue(organiser: Person, event: str) -> tuple[str, str]:
    """Certificates are issued, and the champion gets an account: user name and password."""
    organiser.opens(event)
    organiser.follows("Certificates")
    organiser.presses("Issue 3 certificates")
    organiser.reads("Valid")
    organiser.follows("Accounts")
    organiser.ticks(f"Choose {CHAMPION}")
    organiser.presses("Make slips with passwords")
    username, password = organiser.page.locator("dd.code").all_inner_texts()
    return username, password


def download(contestant: Person) -> str:
    """The contestant downloads the certificate; gives its number."""
    contestant.opens("/")
    contestant.follows("我的证书")
    contestant.reads("有效")
    number = contestant.page.locator("article .code").first.inner_text()
    with contestant.page.expect_download() as loading:
        contestant.page.get_by_role("link", name=f"下载 PDF {number}").click()
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(loading.value.path().read_bytes())).pages
    ).replace(" ", "")
    for part in (CHAMPION_IN_CHINESE, "电工", number):
        assert part in text, f"{part} is not on the certificate: {text}"
    return number


def check(anybody: Person, number: str) -> None:
    """Whoever holds the paper types its number, and reads what was certified."""
    anybody.opens("/check")
    anybody.fills({"Number of the certificate": number})
    anybody.presses("Check")
    anybody.reads("This certificate is genuine and in force")
    anybody.reads(CHAMPION_IN_CHINESE)
