"""Django's handle on this layer; nothing else belongs here."""

from django.apps import AppConfig


class Web(AppConfig):
    """The application `web`."""

    name = "otklik.web"
    label = "web"
