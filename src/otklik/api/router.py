"""The one router of the API: modules share paths, and ninja joins the methods of a path only within a router."""

from __future__ import annotations

from ninja import Router

router = Router()
