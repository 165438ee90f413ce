"""Django's handle on this layer; nothing else belongs here."""

from django.apps import AppConfig


class Cli(AppConfig):
    """The application `cli`."""

    name = "otklik.cli"
    label = "cli"
