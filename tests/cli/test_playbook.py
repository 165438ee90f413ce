"""Playbooks from the command line: a file goes out, is changed, checked, published and taken back."""

import json

import pytest

from otklik.store import playbooks
from tests.harness import ACTOR, Desk


@pytest.fixture
def desk(db):
    return Desk("2026-03-19 11:02")


def test_a_file_makes_the_round(desk, tmp_path):
    text = desk.otklik("playbook show angry_buyer")
    file = tmp_path / "angry.toml"
    file.write_text(text.replace("Покупатель рассержен", "Покупатель сердит"), encoding="utf-8")
    assert "angry_buyer is in order: 4 steps" in desk.otklik(f"playbook check {file}")
    said = desk.otklik(f"playbook publish {file} --json --as {ACTOR.partition(':')[2]}")
    assert json.loads(said) == {"situation": "angry_buyer", "version": 1}
    listed = json.loads(desk.otklik("playbook list сердит --json --locale ru"))
    assert [(one["situation"], one["version"]) for one in listed][:1] == [("angry_buyer", 1)]
    assert desk.otklik("playbook show angry_buyer@0") == text
    desk.otklik("playbook restore angry_buyer")
    assert playbooks.load_book("angry_buyer").title["ru"] == "Покупатель рассержен"


def test_a_mistake_names_its_field_and_the_remedy(desk, tmp_path):
    file = tmp_path / "bad.toml"
    file.write_text(
        desk.otklik("playbook show angry_buyer").replace("rank = 150", "rank = 0"), encoding="utf-8"
    )
    with pytest.raises(SystemExit) as ended:
        desk.otklik(f"playbook check {file} --json")
    assert ended.value.code == 1
