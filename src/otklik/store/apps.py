"""Django's handle on this layer; nothing else belongs here."""

from django.apps import AppConfig


class Store(AppConfig):
    """The application `store`."""

    name = "otklik.store"
    label = "store"
