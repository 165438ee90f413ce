"""Processes: the shipped ones walk to their end; what can't be walked is refused with its line and a remedy."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.domain.standards import Process, Ready, Role
from otklik.domain.standards.compiling import in_order
from otklik.domain.standards.explain import explain_kind
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.mistakes import StandardErrors
from otklik.domain.standards.process_checks import reach_of
from otklik.domain.standards.shipped import DEFAULT_TEXT, PROCESSES
from otklik.domain.standards.vocabulary import SHIPPED

DEFAULT = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)
HEAD = """name = "t"
version = 1
[fact]
"order.closed" = { any = "order.refused" }
[ladder.step_owed]
step = { after = "0m", tell = "debtor", by = "email" }
[obligation.first_answer]
debtor = "store"
opens_on = "order.received"
after = "1h"
met_by = "contact.reached"
"""
FIRST = HEAD.count("\n") + 1


def read(text, base=None):
    return parse_standard(text, capabilities=SHIPPED, base=base)


def refusals(text):
    with pytest.raises(StandardErrors) as caught:
        read(HEAD + text)
    assert all(one.remedy for one in caught.value.mistakes)
    return [(one.place, one.message) for one in caught.value.mistakes]


# ── shipped ──


def test_the_standard_names_every_shipped_process_and_can_walk_each():
    assert set(tomllib.loads(DEFAULT_TEXT)["processes"]) == set(PROCESSES) == set(DEFAULT.processes)
    reach = reach_of(DEFAULT.kinds)
    for process in DEFAULT.processes.values():
        assert set(process.steps.values()) <= reach.met, process.name


def test_every_order_has_one_process_by_payment_and_delivery():
    """Of the processes with conditions exactly one holds, whatever is known of an order."""
    found = {}
    for payment in ("prepaid", "on_delivery", "credit", ""):
        for delivery in ("courier", "pickup", "post", ""):
            known = {"payment": payment, "delivery": delivery}
            found[payment, delivery] = [
                name
                for name, one in DEFAULT.processes.items()
                if one.when and all((known[p.name] == p.value) != p.negated for p in one.when)
            ]
    assert all(len(names) == 1 for names in found.values()), found
    assert found["", ""] == ["cash_on_delivery"]
    assert found["credit", "pickup"] == ["credit"]


def test_what_an_ordinary_order_goes_through_owes_nothing_more():
    for name in ("prepaid", "cash_on_delivery", "pickup", "try_on"):
        assert not any("." in kind for kind in DEFAULT.processes[name].steps.values())


def test_the_credit_process_stands_in_the_order_of_its_steps_and_says_what_ready_is():
    assert DEFAULT.processes["credit"] == Process(
        "credit",
        DEFAULT.kinds["credit.papers"].when,
        {
            "answer": "first_answer",
            **{
                one: f"credit.{one}"
                for one in ("application", "credit_call", "decision", "declined", "goods", "papers", "pickup")
            },
            "appointment": "credit.appointment",
            "expert_here": "expert_here",
            "ready_told": "ready_told",
        },
        Ready(goods=True, papers=("bank",), person="credit_expert"),
    )
    assert list(DEFAULT.processes["credit"].steps) == [
        "answer", "application", "credit_call", "decision", "declined", "goods", "papers", "appointment",
        "expert_here", "ready_told", "pickup",
    ]  # fmt: skip


def test_a_published_text_contains_its_processes_and_never_changes_with_the_shipped_ones(monkeypatch):
    assert "processes" not in tomllib.loads(DEFAULT.text)
    monkeypatch.setitem(PROCESSES, "credit", PROCESSES["credit"].replace('limit = "30m"', 'limit = "45m"'))
    assert read(f"{DEFAULT.text}\n") == DEFAULT
    assert read(f"{DEFAULT_TEXT}\n").hash != DEFAULT.hash, "a text that was not read before"


def test_a_text_changes_or_removes_a_shipped_process():
    own = read(
        'extends = "default"\nname = "own"\nversion = 1\n'
        '[process]\nexchange = false\n[process.credit.step]\npapers.limit = "2h"\ndeclined = false\n',
        DEFAULT,
    )
    assert own.kinds["credit.papers"].limit.seconds == 7200
    assert "credit.declined" not in own.kinds and "exchange" not in own.processes
    small = read(HEAD + "", None)
    taken = read('extends = "t"\nname = "own"\nversion = 1\nprocesses = ["prepaid"]\n', small)
    assert taken.processes["prepaid"].steps == {"answer": "first_answer"}, "t has no fulfilment: it falls out"


def test_a_name_that_is_not_shipped_is_refused_in_its_place():
    text = HEAD.replace("version = 1", 'version = 1\nprocesses = ["prepaid", "credits"]')
    with pytest.raises(StandardErrors) as caught:
        read(text)
    [one] = caught.value.mistakes
    assert (one.place, one.message, one.remedy) == (
        "line 3, processes.1", 'There is no shipped process "credits".', 'Did you mean "credit"?',
    )  # fmt: skip


def test_a_role_of_ones_own_is_declared_and_read_out():
    text = '[party.engraver]\nru = "гравёр"\nen = "the engraver"\n[process.p.step]\n'
    text += 'cut = { who = "engraver", opens_on = "step.requested:cut", limit = "2h" }\n'
    standard = read(HEAD + text)
    assert standard.roles == {"engraver": Role("гравёр", "the engraver")}
    assert explain_kind(standard, "p.cut", "ru")[1] == "  Отвечает: участник «гравёр» — перед покупателем."
    assert explain_kind(standard, "p.cut", "en")[1] == "  Owed by the engraver to the buyer."
    assert refusals(text.partition("\n[process")[2].join(["[process", ""])) == [
        (f"line {FIRST + 1}, process.p.step.cut.who", 'There is no role "engraver".')
    ]


# ── refused ──

STEP = "[process.p.step]\n"
REFUSED = {
    "circle": (
        STEP
        + 'a = { who = "bank", opens_after = "b", limit = "1h" }\n'
        + 'b = { who = "bank", opens_after = "a", limit = "1h" }\n',
        (1, "p.step.a.opens_after", "These wait for each other: p.a → p.b → p.a."),
    ),
    "circle through a fact": (
        STEP
        + 'a = { who = "bank", opens_on = "obligation.met:p.b", limit = "1h" }\n'
        + 'b = { who = "bank", opens_after = "a", limit = "1h" }\n',
        (1, "p.step.a.opens_on", "Nothing ever opens p.a: p.b is never met."),
    ),
    "unknown party": (
        STEP + 'a = { who = "baker", opens_on = "order.confirmed", limit = "1h" }\n',
        (1, "p.step.a.who", 'There is no role "baker".'),
    ),
    "party without hours": (
        STEP + 'a = { who = "buyer", opens_on = "order.confirmed", limit = "1h" }\n',
        (1, "p.step.a", "The buyer has no working hours, so a clock of the debtor can't run."),
    ),
    "no party": (
        STEP + 'a = { opens_on = "order.confirmed", limit = "1h" }\n',
        (1, "p.step.a.who", "The field who is missing."),
    ),
    "unknown fact": (
        STEP + 'a = { who = "bank", opens_on = "bank.decide:approved", limit = "1h" }\n',
        (1, "p.step.a.opens_on", 'There is no event "bank.decide".'),
    ),
    "a word that the fact never says": (
        STEP + 'a = { who = "bank", opens_on = "bank.decided:yes", limit = "1h" }\n',
        (1, "p.step.a.opens_on", 'Nothing ever opens p.a: bank.decided never says "yes".'),
    ),
    "a step that nobody is asked for": (
        STEP + 'a = { who = "bank", opens_on = "step.done:aplication", limit = "1h" }\n',
        (1, "p.step.a.opens_on", "Nothing ever opens p.a: nobody is asked for a step aplication."),
    ),
    "never met": (
        STEP
        + 'a = { who = "bank", opens_on = "order.confirmed", limit = "1h", met_by = "bank.decided:maybe" }\n'
        + 'b = { who = "store", opens_after = "a", limit = "1h" }\n',
        (1, "p.step.a.met_by", 'Nothing ever meets p.a: bank.decided never says "maybe".'),
    ),
    "after what is never met": (
        STEP
        + 'a = { who = "store", opens_after = "lost", limit = "1h" }\n'
        + '[obligation.lost]\ndebtor = "store"\nopens_on = "order.confirmed"\nafter = "1h"\n'
        + 'met_by = "bank.decided:maybe"\n',
        (1, "p.step.a.opens_after", "Nothing ever opens p.a: it waits for lost, which is never met."),
    ),
    "after a step of other orders": (
        '[process.q]\nwhen = "payment:prepaid"\n[process.q.step]\n'
        'x = { who = "store", opens_on = "order.confirmed", limit = "1h" }\n'
        '[process.p]\nwhen = "payment:credit"\n'
        '[process.p.step]\na = { who = "store", opens_after = "q.x", limit = "1h" }\n',
        (7, "p.step.a.opens_after", "Nothing ever opens p.a: q.x is owed for payment:prepaid alone."),
    ),
    "shows no obligation": (
        STEP + 'a = { kind = "first_answers" }\n',
        (1, "p.step.a.kind", 'There is no obligation "first_answers".'),
    ),
    "shows an obligation and more": (
        STEP + 'a = { kind = "first_answer", who = "bank" }\n',
        (1, "p.step.a.who", "This step shows the obligation first_answer: it has no who of its own."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_walked_is_refused_in_its_line(case):
    text, (line, place, message) = REFUSED[case]
    assert (f"line {FIRST + line}, process.{place}", message) in refusals(text)
    assert all(where.startswith("line ") for where, _ in refusals(text))


# ── generated ──


@st.composite
def processes(draw):
    """A process of up to seven steps, each opened by facts or by earlier steps, and the lines of its steps."""
    size = draw(st.integers(1, 7))
    lines = []
    for number in range(size):
        after = draw(st.lists(st.sampled_from(range(number)), unique=True, max_size=2)) if number else []
        opens = (
            f"opens_after = [{', '.join(f'{chr(34)}s{one}{chr(34)}' for one in after)}]"
            if after
            else f"opens_on = {draw(st.sampled_from(OPENINGS))}"
        )
        who = draw(st.sampled_from(("store", "bank", "supplier", "warehouse")))
        limit = draw(st.sampled_from(("30m", "2h", "1wd", "3wd")))
        lines.append(f's{number} = {{ who = "{who}", {opens}, limit = "{limit}" }}')
    return lines


OPENINGS = (
    '"order.received"',
    '"order.confirmed"',
    '"step.requested:x"',
    '["bank.decided:approved", "order.confirmed"]',
)

BREAKS = {
    "circle": lambda lines, at: f's{at} = {{ who = "store", opens_after = "s{at}", limit = "1h" }}',
    "party": lambda lines, at: lines[at].replace("who = ", 'who = "nobody", source = ', 1),
    "fact": lambda lines, at: f's{at} = {{ who = "store", opens_on = "order.eaten", limit = "1h" }}',
    "word": lambda lines, at: f's{at} = {{ who = "store", opens_on = "bank.decided:never", limit = "1h" }}',
    "step": lambda lines, at: f's{at} = {{ who = "store", opens_on = "step.done:nothing", limit = "1h" }}',
}


@settings(max_examples=60, deadline=None)
@given(processes(), st.randoms(use_true_random=False))
def test_a_generated_process_loads_and_every_step_can_be_reached_in_order(lines, random):
    random.shuffle(lines)
    standard = read(HEAD + STEP + "\n".join(lines))
    steps = standard.processes["p"].steps
    assert set(steps.values()) <= reach_of(standard.kinds).met
    places = {kind: place for place, kind in enumerate(steps.values())}
    for kind in steps.values():
        assert all(places[before] < places[kind] for before in standard.kinds[kind].opens_after)
    assert in_order(dict(sorted(steps.items(), reverse=True)), standard.kinds) == steps
    assert read(standard.text) == standard


@settings(max_examples=60, deadline=None)
@given(processes(), st.sampled_from(sorted(BREAKS)), st.data())
def test_a_generated_process_that_is_broken_is_refused_in_the_broken_line(lines, how, data):
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = BREAKS[how](lines, at)
    places = [place for place, _ in refusals(STEP + "\n".join(lines) + "\n")]
    assert any(place.startswith(f"line {FIRST + 1 + at}, process.p.step.s{at}") for place in places), places
