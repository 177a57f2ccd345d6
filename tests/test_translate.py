"""scripts/translate finds every sentence and lets nothing through that would be shown wrongly."""

import json
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[1] / "scripts" / "translations"
CATALOGUE = "competition/translations/zh_Hans/LC_MESSAGES/messages.po"
SOURCES = {
    "judging/errors.py": """
class RuleViolation(Exception): ...
class InvalidMark(RuleViolation): ...
class FarTooHigh(InvalidMark): ...
class Unrelated(Exception): ...
""",
    "judging/scheme.py": """
raise FarTooHigh("{mark} is above {maximum:f}.", mark=1, maximum=2)
raise Unrelated("for the log only")
Fault("a.path", "The rule has no name.")
""",
    "competition/errors.py": """
class OperationError(Exception): ...
class Locked(OperationError): ...
""",
    "competition/marking/views.py": """
flash(_("The marks of %(name)s are saved.", name=name))
flash(ngettext("%(num)d sheet", "%(num)d sheets", 3))
raise Locked("This sheet "
             "is signed.")
""",
    "competition/migrations/env.py": '_("not for people")',
    "templates/base.html": "<a>{{ _('Log in') }}</a>{% trans %}Skip{% endtrans %}",
}
GOOD = {
    "{mark} is above {maximum:f}.": "{mark}高于{maximum:f}。",
    "The rule has no name.": "规则没有名称。",
    "The marks of %(name)s are saved.": "%(name)s的分数已保存。",
    "%(num)d sheet": ["%(num)d张评分表"],
    "This sheet is signed.": "评分表已签字。",
    "Log in": "登录",
    "Skip": "跳过",
}


class Tool:
    """The command, in a folder with sources of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.po = root / CATALOGUE
        for name, text in SOURCES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(TOOL), "--root", str(self.root), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def add(self, translations: dict) -> subprocess.CompletedProcess[str]:
        self.write("new.json", json.dumps(translations))
        return self.run("add", str(self.root / "new.json"))


@pytest.fixture
def tool(tmp_path):
    return Tool(tmp_path)


def test_missing_lists_what_people_read_and_nothing_else(tool):
    blank = {sentence: [""] if isinstance(text, list) else "" for sentence, text in GOOD.items()}

    assert json.loads(tool.run("missing").stdout) == blank


def test_a_filled_list_of_what_is_missing_makes_the_catalogue_complete(tool):
    assert tool.run("check").returncode == 1
    assert tool.add(GOOD).returncode == 0

    assert json.loads(tool.run("missing").stdout) == {}
    assert tool.run("check").returncode == 0


def test_what_is_compiled_is_what_gettext_reads(tool):
    tool.add(GOOD)
    tool.run("compile")

    with tool.po.with_suffix(".mo").open("rb") as file:
        chinese = GNUTranslations(file)
    assert chinese.gettext("Log in") == "登录"
    assert chinese.ngettext("%(num)d sheet", "%(num)d sheets", 1) == "%(num)d张评分表"


@pytest.mark.parametrize(
    "sentence, text",
    [
        ("The marks of %(name)s are saved.", "分数已保存。"),
        ("The marks of %(name)s are saved.", "%(nane)s的分数已保存。"),
        ("{mark} is above {maximum:f}.", "{mark}高于{maximum}。"),
        ("%(num)d sheet", ["评分表"]),
        ("Nobody says this.", "没有人这样说。"),
    ],
)
def test_a_translation_that_does_not_fit_is_refused_and_the_others_kept(tool, sentence, text):
    result = tool.add({sentence: text, "Log in": "登录"})

    assert result.returncode == 1
    assert sentence in result.stdout
    assert sentence in json.loads(tool.run("missing").stdout) or sentence.startswith("Nobody")
    assert "Log in" not in json.loads(tool.run("missing").stdout)


def test_check_names_a_sentence_that_was_added_to_the_sources(tool):
    tool.add(GOOD)
    tool.write("templates/new.html", "{{ _('A new sentence') }}")

    result = tool.run("check")

    assert result.returncode == 1
    assert "templates/new.html: 'A new sentence': not translated" in result.stdout
    assert "not up to date" in result.stdout


@pytest.mark.parametrize(
    "right, wrong, why",
    [
        ('msgstr "登录"', 'msgstr ""', "not translated"),
        ("#: templates/base.html\n", "#: templates/base.html\n#, fuzzy\n", "fuzzy"),
        ("%(name)s的", "%(other)s的", "placeholders differ"),
    ],
)
def test_check_finds_what_was_spoilt_by_hand(tool, right, wrong, why):
    tool.add(GOOD)
    text = tool.po.read_text("utf-8")
    assert right in text
    tool.po.write_text(text.replace(right, wrong, 1), "utf-8")

    result = tool.run("check")

    assert result.returncode == 1
    assert why in result.stdout


def test_the_place_of_a_fault_may_be_put_together_and_its_sentence_is_found(tool):
    tool.add(GOOD)
    tool.write("judging/reading.py", 'reading.fault(f"rows[{n}]", "unknown key", n=2)')

    result = tool.run("missing")

    assert (json.loads(result.stdout), result.stderr) == ({"unknown key": ""}, "")


def test_a_sentence_with_its_values_inside_is_refused_with_its_place(tool):
    tool.write("competition/marking/late.py", '\nraise Locked(f"Sheet {number} is signed.")')

    result = tool.run("check")

    assert result.returncode == 1
    assert (
        "competition/marking/late.py: line 2: a sentence must not be an f-string" in result.stderr
    )


def test_a_sentence_that_nobody_says_any_more_is_dropped_and_the_rest_kept(tool):
    tool.add(GOOD)
    tool.write("templates/base.html", "{{ _('Log in') }}")
    tool.run("extract")

    text = tool.po.read_text("utf-8")
    assert "Skip" not in text
    assert "登录" in text


def test_moving_lines_does_not_change_the_catalogue(tool):
    tool.add(GOOD)
    before = tool.po.read_bytes()
    tool.write("templates/base.html", "\n\n\n" + SOURCES["templates/base.html"])
    tool.run("extract")

    assert tool.po.read_bytes() == before


def test_several_at_once_lose_nothing(tool):
    def started(number: int, sentence: str) -> subprocess.Popen[bytes]:
        tool.write(f"{number}.json", json.dumps({sentence: GOOD[sentence]}))
        file = str(tool.root / f"{number}.json")
        return subprocess.Popen([sys.executable, TOOL, "--root", tool.root, "add", file])

    for process in [started(number, sentence) for number, sentence in enumerate(GOOD)]:
        assert process.wait() == 0

    assert json.loads(tool.run("missing").stdout) == {}
