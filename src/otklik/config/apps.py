"""Django's handle on the wiring: registers the start-up checks.

Commands are below this layer and must not import it; they reach the checks through
Django's own registry (`otklik check --database default`, or `self.check(databases=...)`
before serving).
"""

from django.apps import AppConfig
from django.core.checks import Tags, register

from otklik.config.startup import check_databases
from otklik.domain.zones import use_pinned_zones


class Config(AppConfig):
    """The wiring."""

    name = "otklik.config"
    label = "config"

    def ready(self) -> None:
        """Read zones from the pinned data in every process, and register the check of the database's durability."""
        use_pinned_zones()
        register(Tags.database)(check_databases)
