"""What stops scripts/run is said in one line; a run of steps ends as its steps do."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

BUILD = ("pyproject.toml", "requirements.lock", "README.md", "static/package.json")
BUILD_ALSO = ("static/package-lock.json", "static/.npmrc")


def bash(*arguments: str | Path, cwd: Path = ROOT, **environment: str):
    return subprocess.run(
        [shutil.which("bash"), *arguments],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def refused_in_one_line(result) -> str:
    """The only line of a refusal."""
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    return line


@pytest.fixture
def clone(tmp_path):
    """The files that an installation reads, and no virtual environment."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / "static").mkdir()
    for name in BUILD + BUILD_ALSO:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_taken_port_is_named():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = bash("scripts/run", "--port", port)

    assert f"Port {port} of 127.0.0.1 is taken" in refused_in_one_line(result)


def test_an_unknown_option_is_named():
    assert "--prot" in refused_in_one_line(bash("scripts/run", "--prot", "8000"))


def test_too_old_a_python_is_named(clone, tmp_path):
    old = tmp_path / "bin"
    old.mkdir()
    for tool in ("bash", "cat", "cksum", "dirname", "sed"):
        (old / tool).symlink_to(shutil.which(tool))
    (old / "python3").write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 || exit 1\n')
    (old / "python3").chmod(0o755)

    line = refused_in_one_line(bash("scripts/run", "--port", "1", cwd=clone, PATH=str(old)))

    assert "needs Python 3.11 or newer" in line
    assert "found: Python 3.9.2" in line


def test_a_failed_download_is_one_line_and_leaves_nothing_marked_as_done(clone, tmp_path):
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_EXTRA_INDEX_URL": ""}

    line = refused_in_one_line(bash("scripts/run", "--port", "1", cwd=clone, **offline))

    assert line.startswith("The packages could not be installed: ")
    assert "hatchling" in line
    assert not (clone / ".venv" / "installed").exists()


STEPS = """
. scripts/steps.sh
good() {{ printf '%s\\n' chatter 'SKIPPED [1] a.py: no data' '3 passed, 1 skipped in 0.1s'; }}
step "good" good
{}
finish
"""


def test_good_steps_say_their_closing_line_and_what_was_skipped():
    result = bash("-c", STEPS.format(""))

    assert result.returncode == 0
    assert "3 passed, 1 skipped in 0.1s" in result.stdout.splitlines()
    assert "SKIPPED [1] a.py: no data" in result.stdout
    assert "chatter" not in result.stdout


@pytest.mark.parametrize("side_by_side", ["", "&\nwait"])
def test_a_step_that_fails_shows_its_log_and_the_end_is_a_failure(side_by_side):
    bad = "step 'bad' sh -c 'echo the reason; exit 3' " + side_by_side

    result = bash("-c", STEPS.format(bad))

    assert result.returncode == 1
    assert "the reason" in result.stdout
    assert "bad" in result.stdout
    assert "FAILED" in result.stdout
