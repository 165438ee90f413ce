"""`otklik order` and `otklik journal`: the same acts as everywhere, shown readably, in the store's own time."""

import pytest

from otklik.store import journal, verification
from otklik.store.verification import Finding
from tests.api.caller import positions


@pytest.fixture
def order(house):
    return house.order(comment="\x1b[31mкрасный")


def test_the_json_is_that_of_the_api(otklik, house, order):
    assert otklik("order", "show", "A-1001", "--json").json == house.get(f"/orders/{order}").json()
    assert otklik("order", "show", order, "--json").json["id"] == order


def test_the_page_says_in_a_sentence_where_the_order_stands(otklik, house, order):
    lines = otklik("order", "show", "A-1001").out.splitlines()
    assert lines[0] == (
        "Order A-1001 waits for an answer by 2026-03-19 12:02 (in 1 h); tverskaya holds it, nobody has taken it."
    )
    assert "buyer    Мария Петрова, +79000001122, maria@example.com" in lines
    assert any(line.startswith("first_answer") and line.endswith("open, 1 h left") for line in lines)
    assert lines[-1].endswith("Times: Europe/Moscow.")


def test_the_page_tells_who_was_told_and_what_came_back(otklik, house, order):
    house.desk.phones.broken.add("anna@desk.test")
    house.desk.tick()
    rows = [line.split() for line in otklik("order", "show", "A-1001").out.splitlines()]
    told = {row[0]: row for row in rows if len(row) > 5 and row[1] == "email"}
    assert told["buyer"][2:6] == ["receipt", "2026-03-19", "11:02:00", "accepted"]
    assert told["anna"][2:] == [
        "new_order",
        "2026-03-19",
        "11:02:00",
        "failed",
        "for",
        "good:",
        "no_such_mailbox",
    ]
    house.desk.forward("12:30")
    first = otklik("order", "show", "A-1001").out.splitlines()[0]
    assert first.startswith("Order A-1001 waits for an answer since 2026-03-19 12:02 (28 min late)")
    assert "breached 2026-03-19 12:02, still owed" in otklik("order", "show", "A-1001").out


def test_what_a_buyer_wrote_cannot_steer_the_terminal(otklik, house, order):
    for words in (("order", "show", "A-1001"), ("journal", "show", "A-1001"), ("order", "list")):
        assert "\x1b" not in otklik(*words).out


def test_the_way_of_an_order(otklik, house, order):
    steps = [
        (("take", "--person", "anna"), "anna of tverskaya has it."),
        (
            ("attempt", "--person", "anna", "--outcome", "busy", "--next", "12:30"),
            "anna of tverskaya has it.",
        ),
        (
            ("contact", "--person", "anna", "--talk", "64", "--recorded"),
            "was answered at 2026-03-19 11:02; anna of tverskaya has it.",
        ),
        (("note", "просит звонить после шести", "--person", "anna"), "has it."),
        (("step", "engraving", "requested", "--party", "engraver", "--person", "anna"), "has it."),
        (("promise", "--until", "in 2h", "--what", "перезвоним"), "has it."),
        (("promise", "--until", "15:00", "--move", "1"), "has it."),
        (("promise", "--keep", "1"), "has it."),
        (("pay", "1890.00", "--id", "p-1"), "Paid 1890.00."),
        (("confirm", "--person", "anna"), "is confirmed; anna of tverskaya has it. Paid 1890.00."),
        (("assign", "--to", "taganka"), "is confirmed; taganka holds it, nobody has taken it. Paid 1890.00."),
        (("complete",), "is completed at 2026-03-19 11:02; taganka held it. Paid 1890.00."),
        (
            ("erase", "--ground", "kept long enough"),
            "is completed at 2026-03-19 11:02; taganka held it. Paid 1890.00.",
        ),
    ]
    for (act, *words), said in steps:
        assert otklik("order", act, "A-1001", *words).out.strip().endswith(said), act
    state = house.desk.subject(f"order/{order}")
    assert (state.phase, state.paid_minor, state.holder, state.erased) == (
        "completed",
        189_000,
        "taganka",
        True,
    )
    actors = {entry.event.kind: entry.event.actor for entry in journal.read_stream(f"order/{order}")}
    assert actors["order.confirmed"] == "person:anna"
    assert actors["order.completed"] == "person:operator"
    assert "(erased)" in otklik("order", "show", "A-1001").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("refuse", "A-1001", "--reason", "extra_demands", "--comment", "Торг.", "--demanded", "скидку"),
            "was refused (extra_demands) at 2026-03-19 11:02",
        ),
        (
            ("refuse", "A-1001", "--reason", "changed_mind", "--comment", "передумала"),
            "A refusal (changed_mind) waits until 2026-03-19 12:02.",
        ),
        (("withdraw", "A-1001", "--words", "отказалась"), "The buyer is asked whether he withdrew."),
    ],
)
def test_the_other_ends(otklik, house, order, words, said):
    assert said in otklik("order", *words).out


def test_an_outcome_is_recorded_with_its_next_step_and_undone(otklik, house, order):
    printed = otklik("order", "outcome", "A-1001", "call_back", "--person", "anna", "--next", "13:30")
    assert (
        printed.out.splitlines()[-1] == "`otklik order undo A-1001 1 --person anna` takes it back for 10 s."
    )
    said = otklik("order", "show", "A-1001", "--json").json
    assert next(one["limit_at"] for one in said["obligations"] if one["kind"] == "promise") == (
        "2026-03-19T10:30:00Z"
    )
    otklik("order", "undo", "A-1001", "1", "--person", "anna")
    said = otklik("order", "show", "A-1001", "--json").json
    assert "promise" not in {one["kind"] for one in said["obligations"]}
    assert (said["owner"], said["answered_at"]) == (None, None)
    said = otklik(
        "order",
        "outcome",
        "A-1001",
        "confirmed",
        "--person",
        "anna",
        "--incoming",
        "--words",
        "берёт",
        "--json",
    ).json
    assert said["state"] == "confirmed"


def test_an_order_is_handed_to_a_colleague(otklik, house, order):
    otklik("order", "hand", "A-1001", "--to", "boris", "--person", "anna")
    assert otklik("order", "show", "A-1001", "--json").json["owner"] == "boris"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("outcome", "A-1001", "call_back", "--person", "anna", "--next", "23:00"),
            "until_at: tverskaya is closed then.",
        ),
        (("undo", "A-1001", "1", "--person", "anna"), "outcome: Order A-1001 has no outcome '1'."),
        (("hand", "A-1001", "--to", "vera"), "to: 'vera' does not work for Tverskaya."),
        (("confirm", "A-1001"), "Nobody has spoken with the buyer of order A-1001 yet."),
        (("take", "A-1001", "--person", "nobody"), "There is no person 'nobody' here."),
        (("refuse", "A-1001", "--reason", "other", "--comment", " "), "comment: A refusal needs a comment"),
        (("promise", "A-1001"), "--until: A promise names a time. Add --until or --say."),
        (("promise", "A-1001", "--until", "23:00"), "until_at: tverskaya is closed then."),
        (("promise", "A-1001", "--until", "soon"), "--until: "),
        (("pay", "A-1001", "12.345"), "AMOUNT: The amount is finer"),
        (("assign", "A-1001", "--to", "mars"), "There is no store 'mars'."),
        (("erase", "A-1001", "--ground", "x"), "somebody still has to reach the buyer."),
        (("contact", "A-1001", "--at", "12:30"), "occurred_at: This happened later than now."),
    ],
)
def test_a_refused_act_is_one_line_and_leaves_nothing(otklik, house, order, words, line):
    before = positions()
    printed = otklik("order", *words, code=1)
    assert printed.err.startswith("otklik: ")
    assert line in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""
    assert positions() == before


def test_a_number_of_two_stores_names_them(otklik, house, order):
    house.order(key="b")
    printed = otklik("order", "show", "A-1001", code=1)
    assert printed.err.startswith("otklik: NUMBER: 2 orders have the number 'A-1001': ")
    assert "tverskaya (" in printed.err
    assert printed.err.endswith("Add --store SLUG, or use the id.\n")
    assert otklik("order", "show", "A-1001", "--store", "taganka", "--json").json["store"] == "taganka"


def test_lists(otklik, house, order):
    other = house.order(number="B-7", key="b", buyer={"name": "Тимур Гафаров", "phone": "+79165550077"})
    assert {row["id"] for row in otklik("order", "list", "--json").json} == {order, other}
    assert [row["number"] for row in otklik("order", "list", "--store", "taganka", "--json").json] == ["B-7"]
    assert [row["number"] for row in otklik("order", "list", "--find", "гафаров", "--json").json] == ["B-7"]
    assert [row["number"] for row in otklik("order", "list", "--find", "0077", "--json").json] == ["B-7"]
    assert otklik("order", "list", "--state", "refused").out.startswith("(none)")
    lines = otklik("order", "list").out.splitlines()
    assert lines[0].split() == ["number", "store", "state", "owner", "placed", "next", "total", "id"]
    assert lines[-1] == "Times: Europe/Moscow."


def test_the_journal_line_by_line(otklik, house, order):
    otklik("order", "take", "A-1001", "--person", "anna")
    lines = otklik("journal", "show", "A-1001").out.splitlines()
    assert lines[0].endswith("(times: Europe/Moscow)")
    received = next(line for line in lines if "order.received:on_delivery" in line)
    assert received.split()[:4] == ["1", "2026-03-19", "11:02:00", "="]
    assert any(
        "opened first_answer" in line and "store:tverskaya by 2026-03-19 12:02" in line for line in lines
    )
    taken = next(line for line in lines if "order.taken" in line)
    assert "?" in taken.split()
    assert taken.endswith("person:anna")
    entries = otklik("journal", "show", "A-1001", "--json").json
    assert entries == house.get(f"/orders/{order}/journal").json()["entries"]


def test_nobody_acts_who_does_not_work_here(otklik, house, order):
    before = len(journal.read_stream(f"order/{order}"))
    refused = otklik(
        "order", "refuse", order, "--person", "nobody", "--reason", "other", "--comment", "x", code=1
    )
    assert refused.err == (
        "otklik: person: There is no person 'nobody' here. `otklik person list` shows the slugs.\n"
    )
    assert len(journal.read_stream(f"order/{order}")) == before


def test_the_journal_is_verified_and_exported(otklik, house, order, tmp_path, monkeypatch):
    assert otklik("journal", "verify").out == "The journal is as it was written.\n"
    assert otklik("journal", "verify", "--json").json == {"intact": True, "findings": []}
    lines = otklik("journal", "export", f"order/{order}").out.splitlines()
    assert len(lines) == len(journal.read_stream(f"order/{order}"))
    assert "Мария" not in "".join(lines)
    target = tmp_path / "journal.ndjson"
    otklik("journal", "export", f"order/{order}", "--output", str(target))
    assert target.read_text(encoding="utf-8").splitlines() == lines
    otklik("journal", "export", "--output", str(target), code=1)
    # the negative control: a finding is told, and the code is 1
    monkeypatch.setattr(verification, "verify", lambda streams: [Finding("order/x", 3, "chain", "bent")])
    printed = otklik("journal", "verify", code=1)
    assert printed.err == "otklik: order/x@3: chain: bent\n"
    assert otklik("journal", "verify", "--json", code=1).json["findings"][0]["version"] == 3
