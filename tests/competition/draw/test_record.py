"""The draw as a file: whoever has it draws again and sees the same, or what was altered."""

import pytest
from click.testing import CliRunner

from competition.cli import main
from competition.draw.models import DrawKind
from competition.draw.operations import announce_seed, make_draw
from competition.draw.record import as_csv, read_csv
from competition.events.rules import Phase
from competition.people.rules import Role
from judging.errors import RuleViolation
from tests.builders import (
    NOW,
    appoint,
    make_delegation,
    make_entry,
    make_event,
    make_person,
    make_user,
)


@pytest.fixture
def event(app):
    event = make_event(phase=Phase.DRAW)
    for number in range(1, 8):
        make_entry(event, persons=[make_person(name=f"选手{number}")])
    return event


@pytest.fixture
def download(event, sign_in):
    organiser = make_user()
    appoint(organiser, Role.ORGANISER, competition_id=event.competition_id)
    return lambda: sign_in(organiser).get(f"/events/{event.id}/draw/record.csv").data


def verify(folder, data):
    file = folder / "draw.csv"
    file.write_bytes(data)
    return CliRunner().invoke(main, ["draw", "verify", str(file)])


def drawn(event, kind, seed, **values):
    return make_draw(event, kind, now=NOW, by=None, seed=seed, **values)


def test_both_draws_are_drawn_again_from_the_downloaded_file(event, download, tmp_path):
    drawn(event, DrawKind.ENTRY_CODE, "=07 19 23")  # a spreadsheet must not run it
    drawn(event, DrawKind.STATION, "42", places=3)
    data = download()
    assert "选手7" in data.decode("utf-8-sig")
    assert b",'=07 19 23," in data

    found = verify(tmp_path, data)

    assert found.exit_code == 0
    assert found.stdout.splitlines() == [
        "entry_code: 7 entries in the order of the seed",
        "station: 7 entries in the order of the seed",
    ]


def test_only_the_draw_that_stands_is_in_the_file(event, download):
    drawn(event, DrawKind.ENTRY_CODE, "first")
    again = drawn(event, DrawKind.ENTRY_CODE, "second", reason="监督人要求")
    [recorded] = read_csv(download())
    assert recorded.seed == "second"
    assert recorded.order == tuple(lot.entry_id for lot in again.lots)


def test_an_entry_moved_to_another_position_is_named(event, download, tmp_path):
    first = drawn(event, DrawKind.ENTRY_CODE, "seed").lots[0].entry_id
    lines = download().decode("utf-8-sig").splitlines()
    lines[1], lines[2] = lines[2].replace(",2,", ",1,", 1), lines[1].replace(",1,", ",2,", 1)

    found = verify(tmp_path, "\n".join(lines).encode())

    assert found.exit_code == 1
    assert f"entry_code: Position 1: the seed gives entry {first}" in found.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no draw"),
        ("draw,seed,position,entry\nstation,s,one,2\n", "Line 2"),
        ("draw,seed,position,entry\nstation,s,1,2\nstation,s,1,3\n", "Line 3"),
        ("a,b\n1,2\n", "Line 2"),
    ],
)
def test_what_is_no_draw_list_is_refused_with_the_line(text, told):
    with pytest.raises(RuleViolation, match=told):
        read_csv(text.encode())


def test_what_is_written_is_read_unchanged():
    data = as_csv([("station", "@'7", 1, 12, "1", 1, "-选手", "")])
    [recorded] = read_csv(data)
    assert (recorded.seed, recorded.order) == ("@'7", (12,))


def test_a_judge_does_not_get_the_file(event, sign_in):
    judge = make_user()
    appoint(judge, Role.JUDGE, event_id=event.id)
    assert sign_in(judge).get(f"/events/{event.id}/draw/record.csv").status_code == 404


def test_an_announced_seed_and_delegations_kept_apart_are_checked_too(event, download, tmp_path):
    digest = announce_seed(event, DrawKind.STATION, now=NOW, by=None).digest
    drawn(event, DrawKind.STATION, "", places=3, apart=True)
    data = download()

    found = verify(tmp_path, data)

    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.splitlines() == [
        "station: 7 entries in the order of the seed",
        f"station: the seed is the one announced as {digest}",
    ]
    other = verify(tmp_path, data.replace(digest.encode(), b"0" * 64))
    assert other.exit_code == 1
    assert "not the one whose hash was announced" in other.stderr


def test_the_order_kept_apart_is_not_the_one_of_the_seed_alone(app, sign_in, tmp_path):
    event = make_event(phase=Phase.DRAW)
    sides = [make_delegation(competition=event.competition) for _ in range(2)]
    for number in range(8):
        make_entry(event, delegation=sides[number // 4])
    drawn(event, DrawKind.STATION, "3", apart=True)
    organiser = make_user()
    appoint(organiser, Role.ORGANISER, competition_id=event.competition_id)
    data = sign_in(organiser).get(f"/events/{event.id}/draw/record.csv").data
    assert verify(tmp_path, data).exit_code == 0
    assert verify(tmp_path, data.replace(b",yes,", b",,")).exit_code == 1
