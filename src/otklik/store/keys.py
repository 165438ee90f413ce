"""Keyed hashes under the installation's secret: fingerprints that outsiders can't guess and we can repeat.

Every use names its purpose, so that a value made for one can't stand for another. A plain hash of a phone number
*is* the phone number (all of Russia's fall in two hours); a keyed one is not.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def installation_key(purpose: str) -> bytes:
    """32 bytes derived from the installation's secret for one purpose."""
    return hmac.new(settings.SECRET_KEY.encode(), f"otklik {purpose}".encode(), hashlib.sha256).digest()


def fingerprint(purpose: str, text: str) -> str:
    """HMAC-SHA256, hex, of a text for one purpose."""
    return hmac.new(installation_key(purpose), text.encode(), hashlib.sha256).hexdigest()
