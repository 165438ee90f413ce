"""How soon buyers were answered: bands, target, limit, silence, orders from out of hours (R06, R30, R31)."""

from __future__ import annotations

from functools import partial

from otklik.analytics.findings import Answers, Band, Norms
from otklik.analytics.judged_orders import JudgedOrders, Mask
from otklik.analytics.measures import Measure, Measures, measure_share, measure_spread
from otklik.domain.standards.durations import parse_duration


def list_bands(norms: Norms) -> tuple[str, ...]:
    """Return the names of all bands, later and never included."""
    return (*norms.bands, "later", "never")


def find_answers(orders: JudgedOrders) -> Answers | None:
    """Return how soon buyers were answered; None where the source does not know answers."""
    if not orders.knows_answers:
        return None
    measures = list_measures(orders)
    share, spread = partial(measure_share, orders, measures), partial(measure_spread, orders, measures)
    return Answers(
        bands=tuple(
            Band(
                name,
                share(f"answers/band/{name}"),
                None if _counts_days(name) else share(f"answers/wall_band/{name}"),
            )
            for name in list_bands(orders.norms[0])
        ),
        in_target=share("answers/in_target"),
        in_limit=share("answers/in_limit"),
        working=spread("answers/working"),
        wall=spread("answers/wall"),
        silent=share("answers/silent"),
        first_thing=share("answers/first_thing"),
        completed_silently=share("answers/completed_silently") if orders.frame.knows_outcome else None,
    )


def list_measures(orders: JudgedOrders) -> Measures:
    """Return the figures about answers that the source knows."""
    if not orders.knows_answers:
        return {}
    found = {
        "answers/in_target": Measure(lambda of: of.in_target, _owed),
        "answers/in_limit": Measure(lambda of: of.in_limit, _owed),
        "answers/working": Measure(_answered, _answered, lambda of: of.working_s),
        "answers/wall": Measure(_answered, _answered, lambda of: of.wall_s),
        "answers/silent": Measure(_silent, _owed),
        "answers/first_thing": Measure(lambda of: of.in_limit, lambda of: of.owed & ~of.in_hours),
    }
    for place, name in enumerate(list_bands(orders.norms[0])):
        found[f"answers/band/{name}"] = Measure(partial(_in_band, place=place), _owed)
        if not _counts_days(name):
            found[f"answers/wall_band/{name}"] = Measure(partial(_in_wall_band, place=place), _owed)
    if orders.frame.knows_outcome:
        found["answers/completed_silently"] = Measure(lambda of: ~of.answered, lambda of: of.kept)
    return found


def _counts_days(band: str) -> bool:
    return band not in ("later", "never") and parse_duration(band).working_days is not None


def _owed(orders: JudgedOrders) -> Mask:
    return orders.owed


def _answered(orders: JudgedOrders) -> Mask:
    return orders.answered


def _silent(orders: JudgedOrders) -> Mask:
    return ~orders.answered


def _in_band(orders: JudgedOrders, place: int) -> Mask:
    found: Mask = orders.band == place
    return found


def _in_wall_band(orders: JudgedOrders, place: int) -> Mask:
    found: Mask = orders.wall_band == place
    return found
