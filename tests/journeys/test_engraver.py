"""A kind of obligation that nobody has programmed: written in TOML by a user, typed in, and served at once (X1)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from otklik.domain.errors import DomainError
from tests.harness import Desk, local

WORKSHOP = """
extends = "default"
name    = "workshop"
version = 1

[obligation.engraving]
source    = "agreement with the workshop, 3"
debtor    = "supplier"
opens_on  = "step.requested:engraving"
after     = { target = "1h", limit = "2h" }
met_by    = "step.done:engraving"
waived_by = "order.closed"
ladder    = "engraver"

[ladder.engraver]
step = [
  { after  = "0m",  tell = "debtor", by = ["email"] },
  { before = "30m", tell = "debtor", by = ["email"] },
  { past   = "0m",  tell = ["owner", "head"], by = ["email"] },
]
"""
"""As in docs/howto/write-a-standard.md."""


@pytest.fixture
def desk(store_s: Desk, tmp_path: Path) -> Desk:
    """Store S with an engraver of its own (Tu–Sa 12–18), by commands alone; Thursday 16:00, Anna has talked."""
    desk = store_s
    file = tmp_path / "workshop.toml"
    file.write_text(WORKSHOP, encoding="utf-8")
    assert desk.otklik(f"standard check {file}").startswith("workshop@1 is in order: ")
    desk.otklik(f"standard publish {file}")
    desk.otklik(
        "store create engraver --name Гравёр --partner market --role supplier "
        "--hours 'Tu-Sa 12:00-18:00' --zone Europe/Moscow"
    )
    desk.otklik("store change tverskaya --party supplier=engraver")
    desk.otklik("standard adopt market workshop@1")
    desk.otklik("person create mark --name Марк --store engraver")
    desk.otklik("method add person/mark email mark@desk.test")
    desk.forward("15:30")
    stream = desk.order("tverskaya", number="A-1", reserved=False)
    desk.forward("16:00")
    desk.takes("anna", stream)
    desk.talks("anna", stream)
    desk.phones.messages.clear()
    return desk


def shown(desk: Desk) -> dict[str, str | None]:
    """The engraving as `order show --json` tells it."""
    (owed,) = (
        one
        for one in json.loads(desk.otklik("order show A-1 --json"))["obligations"]
        if one["kind"] == "engraving"
    )
    return dict(owed)


def test_he_is_told_and_his_own_clock_runs(desk: Desk) -> None:
    """Asked on Thursday at 17:00 with an hour left today: due on Friday at 13:00; reminded 30 of his minutes before."""
    desk.forward("17:00")
    desk.otklik("order step A-1 engraving requested --person anna")
    owed = shown(desk)
    assert (owed["debtor"], owed["state"], owed["limit_at"]) == (
        "supplier:engraver",
        "open",
        "2026-03-20T10:00:00Z",
    )
    (letter,) = desk.phones.at("mark")
    assert local(letter.at) == "2026-03-19 17:00:00"
    assert letter.subject == "Заказ A-1: engraving, завтра до 13:00"
    desk.forward("2026-03-20 12:29")
    assert len(desk.phones.at("mark")) == 1
    desk.forward("12:30")
    assert desk.phones.times("mark") == {"mark": ["17:00", "12:30"]}

    desk.forward("12:45")
    desk.otklik("order step A-1 engraving done --person mark")
    assert (shown(desk)["verdict"], shown(desk)["closed_at"]) == ("met", "2026-03-20T09:45:00Z")
    desk.forward("18:00")
    assert desk.phones.times("anna", "boris", "mark") == {"mark": ["17:00", "12:30"]}


def test_he_is_late_and_it_climbs(desk: Desk) -> None:
    """13:00 on Friday: broken; the owner of the order and the head are told, he delivers at 15:00, late."""
    desk.forward("17:00")
    desk.otklik("order step A-1 engraving requested --person anna")
    desk.forward("2026-03-20 13:00")
    assert (shown(desk)["state"], shown(desk)["breached_at"]) == ("breached", "2026-03-20T10:00:00Z")
    assert desk.phones.times("anna", "boris") == {"anna": ["13:00"], "boris": ["13:00"]}
    desk.forward("15:00")
    desk.otklik("order step A-1 engraving done --person mark")
    assert shown(desk)["verdict"] == "met_late"

    page, journal = desk.otklik("order show A-1"), desk.otklik("journal show A-1")
    (line,) = (line for line in page.splitlines() if line.startswith("engraving "))
    assert line.split() == [
        *("engraving", "supplier:engraver"),
        *("2026-03-19", "17:00", "2026-03-19", "18:00", "2026-03-20", "13:00"),
        *("met_late", "2026-03-20", "15:00"),
    ]
    told = [line.split("  ")[0] for line in page.splitlines() if "engraver" in line and "email" in line]
    assert (told[:2], sorted(told[2:])) == (["mark", "mark"], ["anna", "boris"])
    for said in (
        "step.requested:engraving",
        "opened engraving",
        "obligation.breached:engraving",
        "step.done:engraving",
    ):
        assert said in journal
    assert desk.otklik("journal verify") == "The journal is as it was written.\n"


def test_the_standard_in_force_before_knows_nothing_of_it(store_s: Desk) -> None:
    """Control: under the shipped standard the same step is on record and opens nothing."""
    desk = store_s
    desk.forward("11:02")
    desk.order("tverskaya", number="A-1")
    desk.otklik("order step A-1 engraving requested --person anna")
    kinds = [one["kind"] for one in json.loads(desk.otklik("order show A-1 --json"))["obligations"]]
    assert sorted(kinds) == ["first_answer", "receipt", "settlement"]
    assert "step.requested:engraving" in desk.otklik("journal show A-1")


def test_an_order_keeps_the_standard_it_came_under(store_s: Desk, tmp_path: Path) -> None:
    """What is open is judged as agreed when it opened; new facts open kinds of the new standard (law 1, rule 10)."""
    desk = store_s
    desk.forward("11:02")
    order = desk.order("tverskaya", number="A-1")
    old = desk.obligation(order, "first_answer").standard
    file = tmp_path / "hasty.toml"
    file.write_text(
        'extends = "default"\nname = "hasty"\nversion = 1\n\n'
        '[obligation.first_answer]\nafter = { target = "5m", limit = "15m" }\nbands = false\n',
        encoding="utf-8",
    )
    desk.otklik(f"standard publish {file}")
    desk.otklik("standard adopt market hasty")
    later = desk.order("tverskaya", number="A-2")
    assert desk.obligation(order, "first_answer").standard == old
    assert local(desk.obligation(order, "first_answer").limit_at) == "2026-03-19 12:02:00"
    assert local(desk.obligation(later, "first_answer").limit_at) == "2026-03-19 11:17:00"


def test_a_mistake_binds_nobody(store_s: Desk, tmp_path: Path) -> None:
    """A role that does not exist: the line and the right word are named, nothing is published."""
    desk = store_s
    file = tmp_path / "workshop.toml"
    file.write_text(WORKSHOP.replace('"supplier"', '"suplier"'), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        desk.otklik(f"standard check {file}")
    assert left.value.code == 1
    with pytest.raises(DomainError, match='line 8, obligation.engraving.debtor: There is no role "suplier"'):
        desk.otklik(f"standard publish {file}")
    assert [one["name"] for one in json.loads(desk.otklik("standard list --json"))] == ["default"]


def test_nobody_agrees_to_a_clock_that_nobody_has(store_s: Desk, tmp_path: Path) -> None:
    """No engraver far and wide: the standard can't be put in force, with the remedy; what was in force stays."""
    desk = store_s
    file = tmp_path / "workshop.toml"
    file.write_text(WORKSHOP, encoding="utf-8")
    desk.otklik(f"standard publish {file}")
    with pytest.raises(DomainError, match="otklik store create SLUG --role supplier"):
        desk.otklik("standard adopt market workshop")
    accepted = {one["name"]: one["accepted_by"] for one in json.loads(desk.otklik("standard list --json"))}
    assert accepted == {"default": ["market"], "workshop": []}
