"""Every route of the desk, on one page.

A reader who has an address finds here which function answers it. No `include` of
other lists: `web` and `api` bring views, this page gives them addresses.
"""

from django.urls import URLPattern, URLResolver, path

from otklik.api.health import show_health
from otklik.api.hooks import receive_hook
from otklik.api.root import api

urlpatterns: list[URLPattern | URLResolver] = [
    # machines
    path("api/v1/", api.urls),
    path("hooks/<str:type>/<str:source>", receive_hook),
    path("health", show_health),
]
