"""Every route of the desk, on one page.

A reader who has an address finds here which function answers it. No `include` of
other lists: `web` and `api` bring views, this page gives them addresses.
"""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
