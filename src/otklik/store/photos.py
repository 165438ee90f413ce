"""Pictures that prove a delivery: files under OTKLIK_HOME/photos, one folder an order, private, gone with its buyer.

The journal knows a picture by its name alone, which says nothing: the first signs of its own hash.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from otklik.domain.errors import DomainError

NAME = re.compile(r"[0-9a-f]{32}\.(jpg|png)")
ORDER = re.compile(r"order/[0-9a-f-]{36}")
KINDS = {"jpg": "image/jpeg", "png": "image/png"}
"""Ending → type of content."""


def home() -> Path:
    """The folder of all pictures, made with mode 0700 if absent."""
    folder = Path(settings.OTKLIK_HOME) / "photos"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def save(order: str, body: bytes, ending: str) -> str:
    """Name of the picture, kept durably; the same picture has one name.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    body, ending
        As `intake.photos.parse_photo` gives them.
    """
    folder = _folder(order)
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{hashlib.sha256(body).hexdigest()[:32]}.{ending}"
    if not (folder / name).exists():
        with tempfile.NamedTemporaryFile(prefix=".incoming-", dir=folder, delete=False) as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(folder / name)
    return name


def load(order: str, name: str) -> tuple[bytes, str]:
    """A picture of an order and its type of content.

    Raises
    ------
    DomainError
        `unknown_photo`: there is none, or it was erased.
    """
    path = _folder(order) / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise DomainError("unknown_photo", "There is no such picture.", remedy="It may have been erased.")
    return path.read_bytes(), KINDS[name.rpartition(".")[2]]


def erase(streams: Iterable[str]) -> None:
    """Delete every picture of these orders; streams that are no orders have none."""
    for stream in streams:
        if ORDER.fullmatch(stream):
            shutil.rmtree(_folder(stream), ignore_errors=True)


def _folder(order: str) -> Path:
    if not ORDER.fullmatch(order):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    return home() / order.partition("/")[2]
