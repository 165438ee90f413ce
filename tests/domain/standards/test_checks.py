"""What needs more than one field to be wrong: each rule refuses its case, and lets the nearest right one pass."""

import pytest

from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.mistakes import StandardErrors
from otklik.domain.standards.vocabulary import ALL, SHIPPED, Capabilities

HEAD = 'name = "t"\nversion = 1\n'


def kind(name="x", **fields):
    """A kind as TOML; fields that are None are left out."""
    whole = {
        "debtor": "store",
        "opens_on": "order.received",
        "after": "20m",
        "met_by": "order.confirmed",
    } | fields
    lines = [f"{key} = {toml(value)}" for key, value in whole.items() if value is not None]
    return f"[obligation.{name}]\n" + "\n".join(lines) + "\n"


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return str(value).lower() if isinstance(value, bool | int) else f'"{value}"'


def ladder(step='{ after = "0m", tell = "head", by = "email" }', head=""):
    return f"[ladder.l]\n{head}step = [{step}]\n"


def said(text, capabilities=ALL):
    with pytest.raises(StandardErrors) as caught:
        parse_standard(HEAD + text, capabilities=capabilities)
    return [one.message for one in caught.value.mistakes]


def accepts(text, capabilities=ALL):
    return parse_standard(HEAD + text, capabilities=capabilities)


PROMISE = {"opens_on": "promise.made", "after": None, "at_field": "until_at", "met_by": "promise.kept"}
ROUND = {
    "stream": "shift", "opens_on": "calendar.opened", "after": None, "first": "10m", "every": "30m",
    "met_by": "round.completed",
}  # fmt: skip
HOLD = {"opens_on": "goods.reserved", "clock": "wall", "after": "18h", "on_breach": "release_goods"}

REOPENED = HOLD | {"opens_on": "order.reopened", "not_before": "x.limit"}
LONG_WAY = kind(opens_on="goods.released", met_by="obligation.opened:x") + kind(
    "y", opens_on="obligation.met:x", on_open="reopen_order"
)
CALENDAR = '[calendar.c]\nzone = "buyer"\n'
STEP = '[process.p.step.s]\nwho = "store"\nopens_on = "order.received"\n'
OWED = '[ladder.step_owed]\nstep = { after = "0m", tell = "debtor", by = "email" }\n'
CLOSED = '[fact]\n"order.closed" = { any = "order.refused" }\n'

CASES = [
    # what is wrong, what is right, what is said of the wrong one
    (kind(opens_after="y", opens_on="order.received") + kind("y"), kind(opens_after="y", opens_on=None) + kind("y"),
     "x needs exactly one of opens_on and opens_after."),
    (kind(opens_on=None), kind(), "x needs exactly one of opens_on and opens_after."),
    (kind(after=None), kind(), "x needs exactly one of after, at_field, or first with every."),
    (kind(**PROMISE | {"after": "20m"}), kind(**PROMISE),
     "x needs exactly one of after, at_field, or first with every."),
    (kind(**ROUND | {"first": None}), kind(**ROUND), "first and every belong together."),
    (kind(after={"target": "2wd", "limit": "1wd"}), kind(after={"target": "2h", "limit": "1wd"}),
     "The target 2wd lies behind the limit 1wd."),
    (kind(after="1d"), kind(after="1d", clock="wall"),
     "1d is 1 × 24 h by the wall clock, but this clock runs in working hours."),
    (kind(after="1wd", clock="wall"), kind(after="1wd"), "The wall clock has no working days."),
    (kind(debtor="buyer"), kind(debtor="buyer", clock="wall"),
     "The buyer has no working hours, so a clock of the debtor can't run."),
    (kind(clock="creditor"), kind(creditor="partner", clock="creditor"),
     "The buyer has no working hours, so a clock of the creditor can't run."),
    (kind(clock="holder"), kind(clock="store"), "holder is a ladder's clock: limits are frozen."),
    (kind(stream="shift", opens_on="shift.joined"), kind(stream="shift", opens_on="shift.joined", met_by="shift.left"),
     "order.confirmed never happens in a stream shift."),
    (kind(when="first_of_day"), kind(when="live_contact"), "first_of_day can't be asked in a stream order."),
    (kind(key="promise", **PROMISE | {"waived_by": "order.closed"}) + CLOSED,
     kind(key="promise", **PROMISE),
     "A promise is never lost: it is kept, moved by telling the buyer, or broken (law 9)."),
    (kind(opens_on="complaint.received", key="complaint", met_by="complaint.acted", waived_by="order.refused"),
     kind(opens_on="complaint.received", key="complaint", met_by="complaint.acted",
          waived_by={"on": "order.refused", "any_key": True}),
     'order.refused has no field "complaint": which x is meant?'),
    (kind(met_by={"on": "order.confirmed", "any_key": True}), kind(),
     "x has no key."),
    (kind(opens_on={"on": "contact.attempted", "any_key": True}), kind(opens_on="contact.attempted", key="attempt"),
     "An opening has one key, not any."),
    (kind(opens_after="y", opens_on=None, key="k") + kind("y"), kind(opens_after="y", opens_on=None) + kind("y"),
     "What opens after other kinds has no key."),
    (kind(opens_after="y", opens_on=None, **{"debtor": "field:by"}) + kind("y"),
     kind(opens_on="contact.reached", debtor="field:by"), "No fact opens x."),
    (kind(debtor="field:total_minor"), kind(debtor="field:partner"),
     "order.received has no field total_minor that names a party."),
    (kind(debtor="field:buyer_name"), kind(debtor="field:partner"),
     "order.received has no field buyer_name that names a party."),
    (kind(**PROMISE | {"at_field": "promise"}), kind(**PROMISE), "promise is no instant of promise.made."),
    (kind(**PROMISE | {"moved_by": "promise.kept", "max_moves": 2}),
     kind(**PROMISE | {"moved_by": "promise.told", "max_moves": 2}), "until_at is no instant of promise.kept."),
    (kind(**PROMISE | {"moved_by": "promise.told"}), kind(**PROMISE | {"moved_by": "promise.told", "max_moves": 1}),
     "moved_by needs max_moves."),
    (kind(offset="5m"), kind(**PROMISE | {"offset": "5m"}), "offset belongs to at_field."),
    (kind(pause_on="pause.started"), kind(pause_on="pause.started", max_pause="48h"), "pause_on needs max_pause."),
    (kind(resume_on="pause.ended"), kind(pause_on="pause.started", resume_on="pause.ended", max_pause="48h"),
     "resume_on needs pause_on."),
    (kind(ends_on="order.refused"), kind(**ROUND | {"ends_on": "calendar.closed"}), "ends_on needs every."),
    (kind(**ROUND | {"late": "over"}), kind(**ROUND | {"late": "owed"}),
     'What recurs can\'t be "over": after one miss nobody would be told again.'),
    (kind(not_before="y.limit"), kind(not_before="y.limit") + kind("y"), 'There is no obligation "y".'),
    (kind(not_before="y.target") + kind("y"), kind(not_before="y.limit") + kind("y"), '"y.target" names no limit.'),
    (kind(not_before="y.limit") + kind("y", **ROUND), kind(not_before="y.limit") + kind("y"),
     "y lives in another stream (shift)."),
    (kind(not_before="y.limit") + kind("y", not_before="x.limit"), kind(not_before="y.limit") + kind("y"),
     "These wait for each other: x → y → x."),
    (kind(not_before="x.limit"), kind(), "These wait for each other: x → x."),
    (kind(opens_after="y", opens_on=None) + kind("y", opens_after="x", opens_on=None),
     kind(opens_after="y", opens_on=None) + kind("y"), "These wait for each other: x → y → x."),
    (kind(opens_on="obligation.opened:x"), kind(opens_on="obligation.breached:x"),
     "At one instant this goes round for ever: obligation.opened:x → obligation.opened:x."),
    (kind(opens_on="alarm.raised", on_open="alarm"), kind(opens_on="alarm.raised", on_breach="alarm"),
     "At one instant this goes round for ever: obligation.opened:x → alarm.raised:breached → obligation.opened:x."),
    (kind(met_by="obligation.opened:x", opens_on="obligation.met:x"), kind(met_by="obligation.opened:x"),
     "At one instant this goes round for ever: obligation.opened:x → obligation.met:x → obligation.opened:x."),
    (LONG_WAY + kind("z", breached_by="obligation.opened:z", **REOPENED), LONG_WAY + kind("z", **REOPENED),
     "At one instant this goes round for ever: obligation.opened:x → obligation.met:x → obligation.opened:y → "
     "order.reopened → obligation.opened:z → obligation.breached:z → goods.released:hold_over → "
     "obligation.opened:x."),
    (kind(**HOLD), kind(**HOLD | {"not_before": "y.limit"}) + kind("y"),
     "Goods must not go back before the answer that the store owed was due (law 8)."),
    (kind(on_met="refuse_parked"), kind(on_breach="refuse_parked"), "refuse_parked can't follow on_met (law 8)."),
    (kind(on_open="make_plan"), kind(**ROUND | {"on_open": "make_plan"}),
     "make_plan does nothing in a stream order."),
    (kind(opens_on="step.requested"), kind(opens_on="step.requested:engraving"),
     "Any step.requested at all would match."),
    (kind(met_by="obligation.met:y"), kind(met_by="obligation.met:y") + kind("y"), 'There is no obligation "y".'),
    (kind(met_by={"on": "contact.reached", "where": {"note": "hello"}}),
     kind(met_by={"on": "contact.reached", "where": {"by": "seller"}}),
     'contact.reached has no field "note" that a rule may read.'),
    (kind(opens_on="contact.attempted", key="note"), kind(opens_on="contact.attempted", key="attempt"),
     'contact.attempted has no field "note" that a rule may read.'),
    (STEP + 'limit = "1h"\n' + OWED, STEP + 'limit = "1h"\n' + CLOSED + OWED,
     "Its steps need order.closed, which is not defined."),
    (CALENDAR + 'hours = "off"\n', CALENDAR + 'hours = "24/7"\n',
     "'off' in UTC does not open within 366 days after 2026-01-01."),
    (CALENDAR + 'hours = "Mo-Fr 10:00-18:00; PH off"\n', CALENDAR + 'hours = "Mo-Fr 10:00-18:00"\n',
     "The hours name PH, but no country says which days these are."),
    (STEP + 'target = "1h"\n' + CLOSED + OWED, STEP + 'target = "1h"\nlimit = "2h"\n' + CLOSED + OWED,
     "A target needs a limit."),
    (STEP + CLOSED + OWED, STEP + 'limit = "2h"\n' + CLOSED + OWED,
     "p.s needs exactly one of limit and at_field."),
    ('[fact]\na = { any = "order.taken" }\nb = { any = "a" }\n', '[fact]\na = { any = "order.taken" }\n',
     "a is a set of facts itself."),
    (kind(stream="shift", opens_on="shift.joined", met_by="taken") + '[fact]\ntaken = { any = "order.taken" }\n',
     kind(met_by="taken") + '[fact]\ntaken = { any = "order.taken" }\n',
     "Nothing of taken can happen in a stream shift."),
    (kind(ladder="l") + ladder(head='lease = "10m"\n'),
     kind(ladder="l") + ladder(head='lease = "10m"\nack_by = "order.taken"\n'), "lease needs ack_by."),
    (kind(ladder="l") + ladder(head='repeat = "10m"\n'),
     kind(ladder="l") + ladder(head='repeat = "10m"\nrepeats = 2\n'),
     "repeat needs repeats."),
    (ladder('{ tell = "head", by = "email" }'), ladder(), "A step needs exactly one of after, before and past."),
    (ladder('{ after = "8m", tell = "head", by = "email" }, { after = "0m", tell = "head", by = "email" }'),
     ladder('{ after = "0m", tell = "head", by = "email" }, { after = "8m", tell = "head", by = "email" }'),
     "This step comes before an earlier one (after)."),
    (ladder('{ before = "5m", tell = "head", by = "email" }, { before = "30m", tell = "head", by = "email" }'),
     ladder('{ before = "30m", tell = "head", by = "email" }, { before = "5m", tell = "head", by = "email" }'),
     "This step comes before an earlier one (before)."),
    (kind(ladder="l", stream="shift", opens_on="shift.joined", met_by="shift.left")
     + ladder(head='ack_by = "order.taken"\nlease = "1m"\n'),
     kind(ladder="l") + ladder(head='ack_by = "order.taken"\nlease = "1m"\n'),
     "Nothing that acknowledges l can happen in a stream shift."),
    (kind(ladder="l") + ladder(head='clock = "creditor"\n'), kind(ladder="l") + ladder(head='clock = "store"\n'),
     "The buyer has no working hours, so l can't run on the clock of the creditor."),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "right", "message"), CASES, ids=[case[2] for case in CASES])
def test_wrong_is_refused_and_right_is_accepted(wrong, right, message):
    assert message in said(wrong)
    accepts(right)


def test_a_calendar_may_have_the_name_of_a_field():
    calendar = CALENDAR.replace("calendar.c", "calendar.opens_on") + 'hours = "24/7"\n'
    assert accepts(kind(clock="opens_on") + calendar).kinds["x"].clock == "opens_on"


def test_effect_that_this_version_lacks():
    text = kind(on_met="reopen_order")
    accepts(text)
    assert "This version has no effect reopen_order yet." in said(text, SHIPPED)


def test_channel_that_this_version_lacks_names_those_it_has():
    text = HEAD + kind(ladder="l") + ladder('{ after = "0m", tell = "head", by = ["email", "voice"] }')
    with pytest.raises(StandardErrors) as caught:
        parse_standard(text, capabilities=SHIPPED)
    assert str(caught.value) == (
        "line 10, ladder.l.step.0.by.1: This version does not send by voice yet. It has: "
        f"{', '.join(sorted(SHIPPED.channels))}."
    )


def test_event_that_this_version_lacks():
    text = kind(opens_on="payment.refunded")
    accepts(text)
    assert said(text, SHIPPED) == [
        "This version does not record payment.refunded yet: nothing would ever match."
    ]


def test_capabilities_are_an_argument():
    text = kind(opens_on="complaint.received") + ladder('{ after = "0m", tell = "head", by = "sms" }')
    accepts(text, Capabilities(SHIPPED.events | {"complaint.received"}, SHIPPED.effects, frozenset({"sms"})))


def test_a_reassignment_after_a_breach_goes_through_the_clock_and_is_no_circle():
    accepts(
        kind(opens_on="order.assigned", key="assignment", on_breach="reassign:next_store", when="reassigned")
        + kind("y", opens_on="obligation.breached:x")
    )


def test_a_fact_without_the_key_meets_every_open_one():
    standard = accepts(
        kind(opens_on="order.assigned", key="assignment", met_by=["order.confirmed", "order.assigned"])
    )
    assert [(one.on, one.any_key) for one in standard.kinds["x"].met_by] == [
        ("order.confirmed", True),
        ("order.assigned", False),
    ]
