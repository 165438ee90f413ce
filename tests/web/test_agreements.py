"""The standard as an agreement: sent in plain words, read and accepted by a named person of the partner, on record."""

from __future__ import annotations

import hashlib
import re
from io import StringIO

import pytest
from django.core.management import call_command

from otklik.actions import agreements, standards
from otklik.domain.agreements import BETWEEN, render
from otklik.domain.errors import DomainError
from otklik.store import directory, journal, listings, projections
from tests.api.caller import positions
from tests.harness import ACTOR
from tests.web.town import Town

ACCEPTANCE = """
[obligation.acceptance]
source    = "R12"
stream    = "partner"
debtor    = "partner"
creditor  = "marketplace"
opens_on  = "standard.sent"
key       = "version"
after     = "10wd"
met_by    = "standard.accepted"
waived_by = "standard.superseded"
ladder    = "office"

[ladder.office]
step = [
  { after = "0m", tell = "debtor", by = ["email"] },
  { past = "0m", tell = "administrator", by = ["email"] },
]
"""


@pytest.fixture
def owing(town: Town) -> Town:
    """The town, whose marketplace's standard owes an acceptance; a partner is judged by the one before."""
    row = listings.load_standard("default")
    text = re.sub(r"(?m)^version( *)= \d+", rf"version\1= {row.number + 1}", row.text)
    if "[obligation.acceptance]" not in text:
        text += ACCEPTANCE
    standards.publish(text, actor=ACTOR, now=town.desk.now)
    standards.adopt("market", name="default", actor=ACTOR, now=town.desk.now)
    return town


def stores(town: Town, *slugs: str) -> dict[str, tuple[bool, bool]]:
    """Per store: whether anything is agreed, and whether that is what is in force."""
    world = directory.load_world(slugs, now=town.desk.now)
    return {
        slug: (bool(world.stores[slug].agreed), world.stores[slug].agreed == world.stores[slug].standard)
        for slug in slugs
    }


def kinds_of(partner: str) -> list[str]:
    return [entry.event.kind for entry in journal.read_stream(f"partner/{partner}")]


def test_sent_read_accepted_and_what_stands_on_record(owing: Town) -> None:
    desk, row = owing.desk, listings.load_standard("default")
    path = f"/agreements/sever/default/{row.number}"
    assert stores(owing, "tverskaya", "taganka") == {"tverskaya": (False, False), "taganka": (False, False)}
    sent = owing.client("admin").post(f"/setup/standards/default/{row.number}/send", {"partner": "sever"})
    assert sent["Location"].endswith("?done=standard_sent")
    desk.tick()
    assert [url for link in desk.phones.at("pavel")[-1].links if (url := link.url).endswith(path)]
    assert "default" in desk.phones.at("pavel")[-1].subject
    assert stores(owing, "tverskaya")["tverskaya"] == (False, False), "sent is neither in force nor agreed"

    manager = owing.client("pavel")
    page = manager.get(path).content.decode()
    text = manager.get(f"{path}/text").content
    rendering = hashlib.sha256(text).hexdigest()
    assert rendering in page
    assert text.decode() == render(directory.load_standards([row.digest])[row.digest]).text
    assert text.decode().count(BETWEEN) == 1
    before = positions()
    assert manager.post(path, {"rendering": "0" * 64}).status_code == 422
    assert positions() == before
    assert manager.post(path, {"rendering": rendering})["Location"] == f"{path}?done=agreed"
    accepted = journal.read_stream("partner/sever")[-1].event
    assert accepted.actor == "person:pavel"
    assert accepted.data["person"] == "pavel"
    assert accepted.data["rendering"] == rendering
    assert stores(owing, "tverskaya", "arbat", "taganka") == {
        "tverskaya": (True, True),
        "arbat": (True, True),
        "taganka": (False, False),
    }
    assert desk.obligation("partner/sever", "acceptance", f"default@{row.number}").state == "met"
    said = positions()
    assert manager.post(path, {"rendering": rendering}).status_code == 303
    assert positions() == said, "a second time says nothing new"
    assert "Pavel" in owing.client("rita").get("/setup/standards").content.decode()
    projections.rebuild()
    assert stores(owing, "tverskaya")["tverskaya"] == (True, True)


def test_only_the_partners_own_manager_or_head_reads_and_accepts(owing: Town) -> None:
    row = listings.load_standard("default")
    path = f"/agreements/sever/default/{row.number}"
    agreements.send_standard("sever", name="default", actor=ACTOR, now=owing.desk.now)
    rendering = hashlib.sha256(owing.client("boris").get(f"{path}/text").content).hexdigest()
    before = positions()
    for person, read, act in (
        ("anna", 403, 403),
        ("vera", 403, 403),
        ("admin", 200, 403),
        ("rita", 200, 403),
    ):
        client = owing.client(person)
        assert client.get(path).status_code == read, person
        assert client.post(path, {"rendering": rendering}).status_code == act, person
    assert owing.client("boris").get(path.replace("sever", "yug")).status_code == 404
    with pytest.raises(DomainError) as refused:
        agreements.accept(
            "sever", person="vera", version=f"default@{row.number}", rendering=rendering, now=owing.desk.now
        )
    assert refused.value.code == "not_partners_person"
    assert positions() == before


def test_an_adoption_is_no_agreement_and_a_newer_version_takes_the_place_of_both(owing: Town) -> None:
    desk, row = owing.desk, listings.load_standard("default")
    now = desk.now
    agreements.send_standard("sever", name="default", actor=ACTOR, now=now)
    standards.adopt("sever", name="default", actor=ACTOR, now=now)
    desk.tick()
    assert stores(owing, "tverskaya")["tverskaya"] == (False, False)
    assert desk.obligation("partner/sever", "acceptance", f"default@{row.number}").state == "open", (
        "an adoption meets no acceptance"
    )
    longer = re.sub(r"(?m)^version( *)= \d+", rf"version\1= {row.number + 1}", row.text)
    standards.publish(longer.replace('"1h"', '"90m"').replace('"60m"', '"90m"'), actor=ACTOR, now=now)
    agreements.send_standard("sever", name="default", actor=ACTOR, now=now)
    assert kinds_of("sever")[-2:] == ["standard.superseded", "standard.sent"]
    assert agreements.send_standard("sever", name="default", actor=ACTOR, now=now).entries == ()
    older = f"/agreements/sever/default/{row.number}"
    text = owing.client("pavel").get(f"{older}/text").content
    answer = owing.client("pavel").post(older, {"rendering": hashlib.sha256(text).hexdigest()})
    assert answer.status_code == 422
    desk.forward(days=20)
    assert "default" in desk.phones.at("admin")[-1].subject
    assert "не принят" in desk.phones.at("admin")[-1].subject
    out = StringIO()
    call_command("partner", "agreements", "sever", stdout=out)
    assert out.getvalue().count("default@") == 2
