"""What a card of an order's page is written from."""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.world import World
from otklik.store.access import Viewer
from otklik.store.order_files import OrderFile
from otklik.web.obligations import Reader


@dataclass(frozen=True, slots=True)
class OrderScene:
    """What a card is written from: everything on record, who reads it, the world as it is now, and the reader."""

    file: OrderFile
    viewer: Viewer
    world: World
    reader: Reader
    may_act: bool
