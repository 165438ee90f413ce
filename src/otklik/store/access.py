"""What somebody may see: the only way from a number or an id to an order on behalf of a person or a key.

What lies outside his stores does not exist for him: foreign and unknown are one answer. First form: a set of
stores; roles join it with the screens.
"""

from dataclasses import dataclass

from otklik.domain.errors import DomainError
from otklik.store import queries


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: the stores whose orders he may see; None = all (administrator, command line)."""

    stores: frozenset[str] | None = None
    person: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    home: str = ""
    partner: str = ""
    locale: str = "ru"
    zone: str = "Europe/Moscow"


ALL = Viewer()
"""The operator of the installation."""


def access_order(viewer: Viewer, name: str) -> queries.OrderRow:
    """The order of that id, stream or number, if the viewer may see it.

    Parameters
    ----------
    viewer
        Who asks.
    name
        A number as the shop wrote it, a stream `order/<id>`, or the id alone.

    Raises
    ------
    DomainError
        `unknown_order`: no such order, or not his; `ambiguous_number`: several shops use that number.
    """
    found = [row for row in queries.find_orders(name) if may_see(viewer, row)]
    if not found:
        raise DomainError(
            "unknown_order", f"There is no order {name!r}.", remedy="Check the number.", place="order"
        )
    if len(found) > 1:
        ids = ", ".join(row.id for row in found)
        raise DomainError(
            "ambiguous_number",
            f"{len(found)} orders have the number {name!r}: {ids}.",
            remedy="Use one of the ids.",
            place="order",
        )
    return found[0]


def access_orders(viewer: Viewer, page: queries.Page) -> list[queries.OrderRow]:
    """One page of the orders that the viewer may see."""
    return queries.list_orders(page, stores=viewer.stores)


def access_search(viewer: Viewer, text: str, *, limit: int = 20) -> list[queries.OrderRow]:
    """Orders that match a query, among those that the viewer may see; newest first."""
    return queries.search_orders(text, stores=viewer.stores, limit=limit)


def may_see(viewer: Viewer, row: queries.OrderRow) -> bool:
    """Whether an order is one of the viewer's: he holds it now, or was the first who owed its answer."""
    return viewer.stores is None or row.holder in viewer.stores or row.first_store in viewer.stores
