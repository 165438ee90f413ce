"""A marketplace for trials, made by the product's own actions: one shop that never closes, and a hurried standard.

The clocks of the standard run for seconds, so that within a trial every order is told to the person on shift, then
to the head, then breaks its limit and reaches the administrator; the buyer gets his receipt. Nobody pays: at that
instant the goods go back as well.
"""

from functools import partial

ACTOR = "person:admin"
STORE = "shop"
PEOPLE = {"anna": ("seller",), "boris": ("head",), "admin": ("administrator",)}

STANDARD = """
name = "hurried"
version = 1

[fact]
"contact.live" = { any = [{ on = "contact.reached", where = { live = true } }] }
"order.closed" = { any = ["order.refused", "order.withdrawn", "order.completed"] }

[obligation.first_answer]
debtor    = "store"
opens_on  = "order.received"
after     = { target = "2s", limit = "3s" }
met_by    = "contact.live"
waived_by = "order.closed"
ladder    = "hurried"

[obligation.hold]
debtor     = "buyer"
creditor   = "store"
opens_on   = "goods.reserved"
after      = "3s"
clock      = "wall"
not_before = ["first_answer.limit"]
met_by     = "payment.received"
late       = "over"
on_breach  = "release_goods"

[obligation.receipt]
debtor   = "system"
opens_on = "order.received"
when     = "has_email"
after    = "2m"
clock    = "wall"
met_by   = "message.accepted:receipt"
ladder   = "receipt"

[ladder.hurried]
step = [
  { after = "0s", tell = "on_shift", by = ["email"], say = "new_order" },
  { after = "1s", tell = "head", by = ["email"], say = "still_waiting" },
  { past  = "0s", tell = "administrator", by = ["email"], say = "not_answered" },
]

[ladder.receipt]
clock = "wall"
step = [{ after = "0s", tell = "buyer", by = ["email"], wake = true, say = "receipt" }]

[notices]
bundle   = "2s"
per_hour = 1000
"""

TOLD = frozenset({"anna", "boris", "admin", "buyer"})
"""Who must have heard of every order once its clocks have run."""

STEPS = ("ladder.stepped", "obligation.breached")
"""Facts of the clock, each of which happens once an obligation, step, turn and round."""


def build() -> str:
    """The key of the shop, once all of it is there."""
    from otklik.actions import partners, people, shifts, sources, stores
    from otklik.actions.commit import Command, Unit, commit_one
    from otklik.domain import published_standards
    from otklik.domain.standards.loading import parse_standard
    from otklik.domain.standards.vocabulary import SHIPPED
    from otklik.domain.stores import Hours
    from otklik.store import clock

    now = clock.now()
    standard = parse_standard(STANDARD, capabilities=SHIPPED)
    publish = partial(published_standards.decide_publish, actor=ACTOR, standard=standard)
    commit_one(Unit(now=now, commands=(Command(f"standard/{standard.name}", publish),)))
    partners.join("house", actor=ACTOR, name="House", now=now)
    partners.accept_standard("house", actor=ACTOR, digest=standard.hash, version="1", now=now)
    for slug, role in (("office", "marketplace"), (STORE, "store")):
        stores.open_store(
            slug,
            actor=ACTOR,
            name=slug.title(),
            role=role,
            partner="house",
            hours=Hours("24/7", "UTC"),
            now=now,
        )
    for slug, roles in PEOPLE.items():
        place = "office" if slug == "admin" else STORE
        people.admit(slug, actor=ACTOR, name=slug.title(), store=place, roles=roles, locale="en", now=now)
        stores.add_method(
            f"person/{slug}",
            actor=ACTOR,
            method="mail",
            channel="email",
            address=f"{slug}@shop.test",
            now=now,
        )
    shifts.join(STORE, person="anna", actor="person:anna", now=now)
    return sources.create_api_key("till", actor=ACTOR, store=STORE, now=now)
