"""A standard is read whole, means the same after it was written again, and nothing else than it says gets in."""

import hashlib
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.domain.standards.hours import roles_needing_hours
from otklik.domain.standards.loading import extended_name, parse_standard
from otklik.domain.standards.mistakes import StandardErrors
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.values import Duration, Kind, Pattern, Predicate
from otklik.domain.standards.vocabulary import ALL, SHIPPED

WHOLE = (Path(__file__).parent / "whole.toml").read_text(encoding="utf-8")
EVERY_FIELD = (Path(__file__).parent / "every_field.toml").read_text(encoding="utf-8")
SHARED = Path(os.environ.get("OTKLIK_SHARED", Path(__file__).parents[4] / "shared"))


@pytest.fixture(scope="module")
def whole():
    return parse_standard(WHOLE, capabilities=ALL)


def refused(text, **arguments):
    with pytest.raises(StandardErrors) as caught:
        parse_standard(text, **{"capabilities": ALL} | arguments)
    return [str(one) for one in caught.value.mistakes]


def test_whole_standard_loads(whole):
    assert len(whole.kinds) == 40
    assert len(whole.ladders) == 11
    assert sorted(name for name in whole.kinds if name.startswith("credit.")) == [
        "credit.application", "credit.appointment", "credit.credit_call", "credit.decision", "credit.expert_here",
        "credit.goods", "credit.papers", "credit.pickup", "credit.ready_told",
    ]  # fmt: skip
    assert {kind.stream for kind in whole.kinds.values()} == {
        "order",
        "conversation",
        "shift",
        "store",
        "partner",
    }


def test_kinds_stand_by_rank_then_by_name(whole):
    ranks = [(kind.rank, name) for name, kind in whole.kinds.items()]
    assert ranks == sorted(ranks)
    assert list(whole.kinds)[:3] == ["first_answer", "holder_answer", "settlement"]


def test_first_answer_is_compiled_exactly(whole):
    closed = tuple(
        Pattern(on) for on in ("order.refused", "order.withdrawn", "goods.released", "order.completed")
    )
    assert whole.kinds["first_answer"] == Kind(
        name="first_answer",
        debtor="store",
        opens_on=(Pattern("order.received"),),
        target=Duration(1200),
        limit=Duration(3600),
        bands=(
            Duration(600),
            Duration(1200),
            Duration(3600),
            Duration(7200),
            Duration(10_800),
            Duration(0, 1),
        ),
        met_by=(Pattern("contact.reached", where={"live": True}),),
        breached_by=(Pattern("order.refused"), Pattern("goods.released", "hold_over")),
        waived_by=closed,
        rank=10,
        ladder="until_answered",
        source="R30, R31, R32",
    )


def test_a_process_is_sugar_for_kinds(whole):
    assert whole.kinds["credit.credit_call"] == Kind(
        name="credit.credit_call",
        debtor="credit_expert",
        opens_after=("credit.application",),
        when=(Predicate("payment", "credit"),),
        target=Duration(7200),
        limit=Duration(0, 1),
        met_by=(Pattern("step.done", "credit_call"),),
        waived_by=whole.kinds["first_answer"].waived_by,
        pause_on=(Pattern("pause.started"),),
        resume_on=(Pattern("pause.ended"),),
        max_pause=Duration(172_800),
        ladder="step_owed",
    )
    assert whole.kinds["credit.appointment"].opens_after == ("credit.papers", "credit.goods")
    assert whole.kinds["credit.expert_here"].offset == Duration(-900)


SMALL = 'name = "s"\nversion = 1\n[obligation.x]\ndebtor = "store"\nopens_on = "order.received:credit"\n'


@pytest.mark.parametrize(
    ("sugar", "plain"),
    [
        (
            'after = "20m"\nmet_by = "order.confirmed"',
            'after = { limit = "20m" }\nmet_by = ["order.confirmed"]',
        ),
        ('after = "20m"\nmet_by = "step.done:a"', 'after = "20m"\nmet_by = { on = "step.done", is = "a" }'),
        (
            'after = "1h"\nmet_by = "order.confirmed"\nwhen = "has_phone"',
            'after = "1h"\nwhen = ["has_phone"]\nmet_by = [{ on = "order.confirmed" }]',
        ),
        (
            'after = "1h"\nmet_by = "live"\n[fact]\nlive = { any = "contact.reached" }',
            'met_by = "live"\nafter.limit = "1h"\n[fact.live]\nany = "contact.reached"',
        ),
    ],
)
def test_sugar_means_what_it_is_short_for(sugar, plain):
    one, other = (parse_standard(SMALL + text, capabilities=ALL) for text in (sugar, plain))
    assert one == other
    assert one.hash == other.hash


def test_named_facts_are_their_facts():
    text = SMALL + 'after = "1h"\nmet_by = { on = "live", where = { by = "seller" } }\n'
    fact = '[fact.live]\nany = [{ on = "contact.reached", where = { live = true } }, "call.answered"]\n'
    assert refused(text + fact) == [
        'line 7, obligation.x.met_by: call.answered has no field "by" that a rule may read. '
        "Use one of: line, phone, talk_s."
    ]
    standard = parse_standard(text + fact.replace(', "call.answered"', ""), capabilities=ALL)
    assert standard.kinds["x"].met_by == (Pattern("contact.reached", where={"live": True, "by": "seller"}),)


@pytest.mark.parametrize("text", [WHOLE, EVERY_FIELD, DEFAULT_TEXT], ids=["whole", "every_field", "default"])
def test_resolved_text_parses_to_the_same_standard(text):
    standard = parse_standard(text, capabilities=ALL)
    again = parse_standard(standard.text, capabilities=ALL)
    assert again == standard
    assert again.text == standard.text
    assert again.hash == standard.hash


def test_comments_order_and_space_do_not_change_the_hash_but_a_number_does():
    blocks = WHOLE.split("\n[")
    head, rest = blocks[0], blocks[1:]
    random.Random(7).shuffle(rest)
    shuffled = "\n[".join([head + "\n# a note", *rest])
    standard = parse_standard(WHOLE, capabilities=ALL)
    assert parse_standard(shuffled, capabilities=ALL).hash == standard.hash
    other = WHOLE.replace('target = "20m", limit = "60m"', 'target = "20m", limit = "61m"', 1)
    assert parse_standard(other, capabilities=ALL).hash != standard.hash


def test_a_default_that_is_left_out_stays_left_out():
    """So a later version of the schema reads an old text under its old hash."""
    standard = parse_standard(SMALL + 'after = "20m"\nmet_by = "order.confirmed"\n', capabilities=ALL)
    assert standard.text == (
        'name = "s"\nversion = 1\n\n[obligation.x]\ndebtor = "store"\nopens_on = "order.received:credit"\n'
        'after = "20m"\nmet_by = "order.confirmed"\n'
    )
    assert standard.hash == hashlib.sha256(standard.text.encode()).hexdigest()
    assert standard.hash.startswith("31414ebb0ff721a8")


# ── extends ──

CHILD = """
extends = "whole"
name = "stationery"
version = 1

[obligation]
survey = false

[obligation.first_answer]
after = { limit = "1wd" }
met_by = "order.confirmed"

[obligation.presence]
when = false

[obligation.extra]
debtor = "store"
opens_on = "order.received"
after = "1h"
met_by = "order.confirmed"

[process.credit.step]
pickup = false
papers = { limit = "2wd" }
"""


def test_a_standard_extends_another_one(whole):
    child = parse_standard(CHILD, capabilities=ALL, base=whole)
    assert (child.name, child.version) == ("stationery", 1)
    assert whole.kinds.keys() - child.kinds.keys() == {"survey", "credit.pickup"}
    assert child.kinds.keys() - whole.kinds.keys() == {"extra"}
    assert child.kinds["first_answer"] == replace(
        whole.kinds["first_answer"], limit=Duration(0, 1), met_by=(Pattern("order.confirmed"),)
    )
    assert child.kinds["presence"] == replace(whole.kinds["presence"], when=())
    assert child.kinds["credit.papers"] == replace(whole.kinds["credit.papers"], limit=Duration(0, 2))
    assert child.ladders == whole.ladders
    alone = parse_standard(child.text, capabilities=ALL)
    assert alone == child
    assert "extends" not in child.text


def test_a_plain_limit_over_a_table_keeps_the_target(whole):
    text = 'extends = "whole"\nname = "c"\nversion = 1\n[obligation.first_answer]\nafter = "45m"\n'
    kind = parse_standard(text, capabilities=ALL, base=whole).kinds["first_answer"]
    assert (kind.target, kind.limit) == (Duration(1200), Duration(2700))


def test_what_is_extended_has_to_be_there(whole):
    expected = ['line 2, extends: There is no standard "whole" to extend. Publish it first, or name another.']
    assert refused(CHILD) == expected
    assert refused(CHILD, base=replace(whole, name="other")) == expected
    assert extended_name(CHILD) == "whole"
    assert extended_name(WHOLE) is None
    with pytest.raises(StandardErrors):
        extended_name("extends = 7")


def test_false_removes_only_what_is_there(whole):
    text = 'extends = "whole"\nname = "c"\nversion = 1\n[obligation]\nsurvy = false\n'
    remedy = "`false` removes what an extended standard has; leave it out here."
    assert refused(text, base=whole) == [
        f'line 5, obligation.survy: There is no obligation.survy to remove with "false". {remedy}'
    ]
    assert refused('name = "c"\nversion = 1\n[obligation]\nx = false\n') == [
        f'line 4, obligation.x: There is no obligation.x to remove with "false". {remedy}'
    ]


def test_a_mistake_that_was_inherited_names_its_path_without_a_line(whole):
    text = 'extends = "whole"\nname = "c"\nversion = 1\n[ladder]\noffice = false\n'
    said = refused(text, base=whole)
    assert len(said) == 5
    assert said[0] == (
        'obligation.acceptance.ladder: There is no ladder "office". Use one of: ask_buyer, authority, machine, '
        "probe, promise, receipt, remind_buyer, step_owed, until_answered, watch."
    )


def test_name_and_version_are_never_inherited(whole):
    assert refused('extends = "whole"\n', base=whole) == [
        'name: The field "name" is missing. Write name here.',
        'version: The field "version" is missing. Write version here.',
    ]


# ── what is not even a standard ──


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = \n", "line 1: This is not TOML: Invalid value. Mend the line."),
        ('name = "x"\nname = "y"\n', "line 2: This is not TOML: Cannot overwrite a value. Mend the line."),
        ('a = "', "line 1: This is not TOML: Unterminated string. Mend the line."),
        ("a = 1\n\x00", "line 2: There is U+0000 in the text. Save the file as plain UTF-8."),
        ("a = '\ud800'", "line 1: There is a lone surrogate in the text. Save the file as plain UTF-8."),
        ("a = " + "9" * 5000, "A number or a nesting is too large to be read. Nothing here needs that."),
        ("a = " + "[" * 50_000, "A number or a nesting is too large to be read. Nothing here needs that."),
        ("#" * 262_145, "The text is longer than 256 KiB. A standard has a few hundred lines."),
    ],
)
def test_unreadable_text_is_refused_with_its_line(text, said):
    assert refused(text) == [said]


def test_empty_text_says_what_it_lacks():
    assert refused("") == [
        'name: The field "name" is missing. Write name here.',
        'version: The field "version" is missing. Write version here.',
    ]


LINES = WHOLE.split("\n")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_mutation_ends_in_anything_but_an_answer(data):
    """Lines dropped, doubled, swapped, cut or with a character changed: a standard or a DomainError, nothing else."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["drop", "double", "swap", "cut", "put"]))
        line = lines[at]
        place = data.draw(st.integers(0, len(line)))
        if change == "drop":
            del lines[at]
        elif change == "double":
            lines.insert(at, line)
        elif change == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], line
        elif change == "cut":
            lines[at] = line[:place]
        else:
            lines[at] = (
                line[:place]
                + data.draw(st.characters() | st.sampled_from('"[]{}=.,#\n0'))
                + line[place + 1 :]
            )
    try:
        parse_standard("\n".join(lines), capabilities=ALL)
    except DomainError as error:
        assert error.message
        assert error.remedy


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_value_in_any_place_ends_in_anything_but_an_answer(data):
    """A value of any type in the place of any other."""
    values = ["1", "-1", "1.5", "true", "false", '""', '"x"', "[]", "[1]", "[[]]", "{}", '{ on = 1 }', "nan",
              "2024-01-01", '["order.received"]', '"not "', '":"', '"field:"', '"1wd"', '"0s"', '"x:y"']  # fmt: skip
    at = data.draw(st.sampled_from([n for n, line in enumerate(LINES) if " = " in line and line[0] != "#"]))
    key = LINES[at].partition(" = ")[0]
    lines = [*LINES[:at], f"{key} = {data.draw(st.sampled_from(values))}", *LINES[at + 1 :]]
    try:
        parse_standard("\n".join(lines), capabilities=ALL)
    except DomainError as error:
        assert error.message
        assert error.remedy


# ── whose hours it needs; what ships; what the reference says ──


def test_roles_whose_place_needs_hours(whole):
    assert roles_needing_hours(whole) == {
        "store", "owner", "head", "marketplace", "partner", "second_person", "bank", "credit_expert", "warehouse",
    }  # fmt: skip
    wall = parse_standard(
        SMALL + 'clock = "wall"\nafter = "1h"\nmet_by = "order.confirmed"\n', capabilities=ALL
    )
    assert roles_needing_hours(wall) == frozenset()


COURT = (
    "settlement", "reopened_answer", "late_money", "withdrawal_check", "survey", "verdict", "appeal", "appeal_decision",
    "stock_told", "acceptance",
)  # fmt: skip
"""Kinds of the refusal court: ranks of their own, the marketplace's clock, ladders whose channels exist."""


def test_shipped_standard_needs_only_what_this_version_has(whole):
    shipped = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)
    assert (shipped.name, shipped.version) == ("default", 6)
    assert [name for name in shipped.kinds if "." not in name] == [
        "queue", "first_answer", "holder_answer", "reopened_answer", "silence_claim", "call_back", "incident",
        "complaint", "denied_withdrawal", "trip_wasted", "unready_told", "rebook", "door_refusal", "redelivery",
        "settlement", "buyer_awaited", "asked_call", "parked_refusal", "parked_with_hold", "withdrawal_check",
        "try_on", "expert_here", "visit", "visit_missed", "ready_told", "late_money", "complaint_closed",
        "fulfilment", "delay_told", "hand_over", "acceptance", "made_to_order", "morning_plan", "next_attempt",
        "place_probe", "presence", "probe", "receipt", "round", "promise", "move_told", "window_move_told",
        "approach_told", "carrier_scan", "window", "attempt_told", "appointment_told", "question", "survey",
        "verdict", "appeal", "appeal_decision", "reservation", "reservation_kept", "release_told", "release_seen",
        "stock_told", "recommendation", "admission",
    ]  # fmt: skip
    assert {
        channel for ladder in shipped.ladders.values() for step in ladder.steps for channel in step.by
    } == {"email", "sms", "telegram", "webpush", "webhook", "method"}
    for name, kind in shipped.kinds.items():
        # A receipt that failed for a time is tried again, not owed anew. A claim of silence falls away when the buyer
        # takes it back. A call-back is one an episode, not one a number for ever (ADR 0032), and an incident has words
        # of its own. Who joined before the opening has said that he is there. A probe is of a person's method, a place
        # has its own. A promise of which the buyer is told too late is owed anew by the new time (ADR 0041). Only who
        # was told "ready" is warned, of goods and papers; its word is one kind for all processes (ADR 0043). What
        # nobody wants any more breaks no window. A request to put goods aside that nobody answered is over, and the
        # store that has them is named (ADR 0055).
        if name in whole.kinds and name not in (
            "window",
            "receipt",
            "silence_claim",
            "call_back",
            "incident",
            "presence",
            "probe",
            "unready_told",
            "credit.pickup",
            "promise",
            "complaint",
            "complaint_closed",
            "reservation",
            "reservation_kept",
            "carrier_scan",
            *COURT,
        ):
            # Which pauses stop a clock is a rule of its own.
            as_reference = replace(whole.kinds[name], source=kind.source, ladder=kind.ladder)
            assert kind == replace(as_reference, pause_on=kind.pause_on)
    for name, ladder in shipped.ladders.items():
        # A probe gives a day to answer, so that nobody is woken for it (ADR 0030).
        if name not in whole.ladders or name in (
            "authority",
            "probe",
            "office",
            "ask_buyer",
            "machine",
            "remind_buyer",
        ):
            continue
        full = whole.ladders[name]
        assert [
            replace(step, by=(), mode="together", each=ladder.steps[0].each) for step in ladder.steps
        ] == [replace(step, by=(), mode="together", each=ladder.steps[0].each) for step in full.steps]
        # A party's slip is told in the shop's hours: a bank that closes at seven has its lateness told at seven.
        own_clock = "holder" if name == "step_owed" else full.clock
        assert replace(ladder, steps=(), ack_by=()) == replace(full, steps=(), ack_by=(), clock=own_clock)
    # "Not paid" asks for more than one attempt since the court was built; everything else is as the reference has it.
    assert shipped.refusal.evidence["unreachable"] == whole.refusal.evidence["unreachable"]
    assert (shipped.refusal.mode, shipped.refusal.floor_s) == (whole.refusal.mode, whole.refusal.floor_s)
    assert (shipped.notices, shipped.calendars) == (whole.notices, whole.calendars)


@pytest.mark.realdata
def test_reference_standard_says_the_same(whole):
    path = SHARED / "standard" / "default.toml"
    if not path.exists():
        pytest.skip(f"no reference standard at {path} (OTKLIK_SHARED)")
    reference = parse_standard(path.read_text(encoding="utf-8"), capabilities=ALL)
    assert reference.kinds == {name: replace(kind, source="") for name, kind in whole.kinds.items()}
    assert reference.ladders == whole.ladders
    assert (reference.refusal, reference.notices) == (whole.refusal, whole.notices)
