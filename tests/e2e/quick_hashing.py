"""Passwords of test people, hashed lightly; the product reads them as its own."""

from django.contrib.auth.hashers import ScryptPasswordHasher


class Quick(ScryptPasswordHasher):
    """The product's hasher with hardly any work."""

    work_factor = 2
