"""The words of outbound messages: `compose` turns a template's name and an order's particulars into a letter.

Words stand in `tables.py`, ru and en side by side (ADR 0012). Nothing here sends anything or reads the clock.
"""

from __future__ import annotations

from otklik.channels.wording.agreements import AgreementFigures
from otklik.channels.wording.calls import OF_A_CALL, CallFigures
from otklik.channels.wording.compose import Wording, compose
from otklik.channels.wording.particulars import Goods, Particulars
from otklik.channels.wording.reports import ReportFigures
from otklik.channels.wording.watches import Watch

__all__ = [
    "OF_A_CALL",
    "AgreementFigures",
    "CallFigures",
    "Goods",
    "Particulars",
    "ReportFigures",
    "Watch",
    "Wording",
    "compose",
]
