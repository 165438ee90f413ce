"""Every route of the desk, on one page.

A reader who has an address finds here which function answers it. No `include` of
other lists: `web` and `api` bring views, this page gives them addresses.
"""

from django.urls import URLPattern, URLResolver, path

from otklik.api.health import show_health
from otklik.api.hooks import receive_hook
from otklik.api.root import api
from otklik.web.links import show_link
from otklik.web.status import show_status

urlpatterns: list[URLPattern | URLResolver] = [
    # people
    path("s/<str:token>", show_status),
    path("l/<str:purpose>/<str:token>", show_link),
    # machines
    path("api/v1/", api.urls),
    path("hooks/<slug:type>/<slug:source>", receive_hook),
    path("health", show_health),
]
