"""The Monday letter: three saved, three lost, one advice; made once, the same bytes for ever, sent once."""

from __future__ import annotations

import hashlib
from email import message_from_bytes, policy

import pytest

from otklik.actions import orders, partner_letters
from otklik.analytics.partner_letters import CAUSES, SHOWN
from otklik.channels.email import build_letter, parse_settings
from otklik.channels.wording import partner_letters as words
from otklik.channels.wording.partner_letter_pdf import to_pdf
from otklik.channels.wording.partner_letters import ADVICE, to_html, to_text, write_view
from otklik.store import journal
from otklik.store import partner_letters as store
from otklik.worker import partner_letters as worker
from tests.api.caller import positions
from tests.web.town import Town

WEEK = "2026-03-16"
PATH = f"/network/sever/letters/{WEEK}"


def refused(town: Town, number: str, price_minor: int, minutes: int, reason: str = "not_paid") -> str:
    order = town.desk.order("tverskaya", number=number, price_minor=price_minor)
    town.desk.forward(minutes=minutes)
    orders.refuse(
        order,
        reason=reason,
        detail="not_paid_unknown",
        comment="не оплатил",
        by="anna",
        actor="person:anna",
        now=town.desk.now,
    )
    return order


@pytest.fixture
def lived(town: Town) -> Town:
    """A week of sever: four refused early, one withdrawn, one left to run out, one talked about; and one of yug."""
    desk = town.desk
    for number, price in (("E-1", 100_000), ("E-2", 300_000), ("E-3", 200_000), ("E-4", 50_000)):
        refused(town, number, price, 3)
    withdrawn = desk.order("arbat", number="W-1", price_minor=500_000)
    orders.withdraw(withdrawn, actor="buyer", said_by="buyer", now=desk.now)
    desk.order("arbat", number="R-1", price_minor=90_000)
    talked = desk.order("tverskaya", number="T-1", price_minor=900_000)
    desk.talks("anna", talked)
    orders.refuse(
        talked, reason="changed_mind", comment="передумал", by="anna", actor="person:anna", now=desk.now
    )
    desk.order("taganka", number="Y-1", price_minor=999_000)
    desk.forward("2026-03-22 23:00")
    return town


def test_what_a_letter_says_is_counted_by_the_rule(lived: Town) -> None:
    desk = lived.desk
    desk.forward("2026-03-23 08:00")
    letter = partner_letters.letter_in(partner_letters.prepare("sever", WEEK, now=desk.now))
    assert (letter.week.orders, letter.lost.count, letter.saved.count) == (7, 6, 0)
    assert [(one.number, one.why, one.amount_minor) for one in letter.lost.shown] == [
        ("W-1", "gave_up", 500_000),
        ("E-2", "premature", 300_000),
        ("E-3", "premature", 200_000),
    ]
    assert letter.lost.amount_minor == 1_240_000, "whoever was spoken with, and another partner, is not in it"
    assert (letter.advice, letter.advice_part.count, letter.advice_part.amount_minor) == (
        "premature",
        4,
        650_000,
    )
    assert not letter.says_share, "seven orders make no share"
    text = to_text(write_view(letter, "ru", base="https://desk.test"))
    assert "из" not in text.split("\n\n")[1].split("Для")[0]
    assert ADVICE["premature"]["ru"] in text
    assert "6\u00a0заказов на 12\u00a0400\u00a0₽" in text
    assert f"https://desk.test/orders/{letter.lost.shown[0].id}" in text


def test_kept_once_sent_once_and_the_same_bytes(lived: Town) -> None:
    desk = lived.desk
    desk.forward("2026-03-23 08:59")
    assert worker.send_due(now=desk.now) == 0
    draft = partner_letters.prepare("sever", WEEK, now=desk.now)
    assert "черновик" in lived.client("pavel").get(PATH).content.decode()
    assert store.find("sever", WEEK) is None, "looking keeps nothing"
    desk.forward("2026-03-23 09:00")
    assert worker.send_due(now=desk.now) == 2, "sever's and yug's; the marketplace's own has no store"
    assert worker.send_due(now=desk.now) == 0
    desk.tick()
    kept = store.find("sever", WEEK)
    assert kept is not None
    assert (kept.body, kept.digest) == (draft.body, hashlib.sha256(kept.body.encode()).hexdigest())
    sent = [one.event for one in journal.read_stream("partner/sever") if one.event.kind == "letter.sent"]
    assert [(one.data["period"], one.data["digest"], one.data["receivers"]) for one in sent] == [
        (WEEK, kept.digest, 2)
    ]
    mails = {who: desk.phones.at(who) for who in ("pavel", "boris", "anna", "vera")}
    letters = {who: [one for one in got if one.attachments] for who, got in mails.items()}
    assert {who: len(got) for who, got in letters.items()} == {"pavel": 1, "boris": 1, "anna": 0, "vera": 0}
    mail = letters["pavel"][0]
    assert mail.attachments[0].content.startswith(b"%PDF")
    wire = build_letter(mail, mail.to, "<key@desk.test>", parse_settings("smtp://mail.test"))
    attached = list(message_from_bytes(wire, policy=policy.default).iter_attachments())
    assert [(one.get_content_type(), one.get_content()) for one in attached] == [
        ("application/pdf", mail.attachments[0].content)
    ]
    desk.forward("2026-03-30 08:00")
    assert partner_letters.prepare("sever", WEEK, now=desk.now) == kept
    view = write_view(partner_letters.letter_in(kept), "ru", base="https://desk.test")
    assert to_pdf(view) == to_pdf(view)
    assert (to_html(view), to_text(view)) == (to_html(view), to_text(view))
    page = lived.client("boris").get(PATH).content.decode()
    assert kept.digest in page
    assert "получателей: 2" in page
    desk.forward("2026-03-30 09:00")
    assert worker.send_due(now=desk.now) == 0, "a week of nothing is kept as quiet and not sent"
    assert partner_letters.list_due(now=desk.now) == []


def test_a_worker_that_died_between_keeping_and_sending_sends_what_was_kept(lived: Town) -> None:
    desk = lived.desk
    desk.forward("2026-03-23 09:00")
    kept = store.keep(partner_letters.prepare("sever", WEEK, now=desk.now))
    desk.forward("2026-03-24 12:00")
    assert worker.send_due(now=desk.now) == 2
    event = journal.read_stream("partner/sever")[-1].event
    assert (event.kind, event.data["digest"]) == ("letter.sent", kept.digest)


def test_each_partner_sees_its_own_and_only_the_administrator_sends(lived: Town) -> None:
    desk = lived.desk
    desk.forward("2026-03-23 08:00")
    before = positions()
    assert lived.client("pavel").get(PATH.replace("sever", "yug")).status_code == 404
    assert lived.client("anna").get(PATH).status_code == 403
    assert lived.client("pavel").post(f"{PATH}/send").status_code == 403
    assert lived.client("pavel").get("/network/sever/letters/2026-03-17").status_code == 404
    assert positions() == before
    admin = lived.client("admin")
    assert admin.post(f"{PATH}/send")["Location"] == f"{PATH}?done=partner_letter_sent"
    said = positions()
    assert admin.post(f"{PATH}/send").status_code == 303
    assert positions() == said, "once"
    pdf = lived.client("pavel").get(f"{PATH}/pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_every_cause_has_its_words_and_nothing_lost_has_an_advice() -> None:
    assert set(words.CAUSES) == set(CAUSES) == set(words.LOST) == set(ADVICE) - {""}
    assert SHOWN == 3
