"""Passwords of test people, hashed once instead of a million times; the product reads them as its own."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    iterations = 1
