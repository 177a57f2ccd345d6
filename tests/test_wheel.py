"""A wheel is complete: installed elsewhere, without the source tree, it runs the demo season."""

import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.conftest import ROOT
from tests.serving import Instance


def run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of a clean environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (wheel,) = folder.glob("saiwu-*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    constraints = ROOT / "requirements.lock"
    run(*pip, "--python", python, "install", "--quiet", "-c", constraints, wheel)
    return python.parent


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("elsewhere")
    instance = Instance(home, installed / "saiwu", {"HOME": str(home)})
    instance.run("init")
    instance.run("demo")
    with instance.served() as address:
        yield address


def get(address: str, language: str = "en") -> str:
    with urlopen(Request(address, headers={"Accept-Language": language}), timeout=60) as answer:
        text: str = answer.read().decode()
    return text


def test_the_first_page_comes_in_both_languages(address):
    assert '<html lang="en"' in get(address)
    assert '<html lang="zh' in get(address, "zh-CN")
    assert get(address) != get(address, "zh-CN")


def test_the_style_and_the_fonts_of_others_are_in_the_wheel(address):
    assert "{" in get(f"{address}/static/site.css")
    with urlopen(f"{address}/static/fonts/NotoSerifSC_400Regular.ttf", timeout=60) as font:
        assert font.read(4) == b"\0\1\0\0"  # TrueType outlines


def test_nothing_is_imported_from_the_source_tree(installed):
    where = "import competition, judging; print(competition.__file__, judging.__file__)"
    python = [installed / "python", "-c", where]
    files = subprocess.run(python, cwd="/", capture_output=True, text=True, check=True).stdout

    assert files.count(str(installed.parent)) == 2
