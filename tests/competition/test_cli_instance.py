"""What the commands of an instance say when they cannot do their work."""

import pytest
from click.testing import CliRunner

from competition.cli import main


@pytest.fixture
def instance(tmp_path, monkeypatch):
    """An instance folder of its own, without secrets yet."""
    monkeypatch.setenv("SAIWU_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("SAIWU_DATABASE", raising=False)
    return tmp_path / "instance"


def run(*arguments):
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("command", ["serve", "demo", "jobs"])
def test_an_instance_without_secrets_says_what_to_do(instance, command):
    result = run(command)

    assert result.exit_code == 1
    assert "saiwu init" in result.stderr
    assert "Traceback" not in result.stderr


def test_secrets_are_made_once_and_are_closed_to_others(instance):
    first = run("init")
    secrets = (instance / "secrets.json").read_text("utf-8")
    second = run("init")

    assert first.exit_code == second.exit_code == 0
    assert "secrets made" in first.stdout
    assert "secrets made" not in second.stdout
    assert (instance / "secrets.json").read_text("utf-8") == secrets
    assert (instance / "secrets.json").stat().st_mode & 0o077 == 0
    assert instance.stat().st_mode & 0o077 == 0


def test_sqlite_takes_one_worker_and_no_clock_of_its_own(instance):
    run("init")

    assert "one worker" in run("serve", "--workers", "2").stderr
    assert "inside `saiwu serve`" in run("jobs").stderr
