"""Settings of the comparison: the product's database settings, and nothing around the view."""

import os
from pathlib import Path

from otklik.config.addresses import parse_database_url

SECRET_KEY = "of a measurement"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["bench.plain"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.plain.urls"
DATABASES = {"default": parse_database_url(os.environ["DATABASE_URL"], home=Path(os.environ["OTKLIK_HOME"]))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE, USE_TZ = "UTC", True
