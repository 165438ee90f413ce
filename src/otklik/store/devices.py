"""The tills' tablets as the journal says, and the codes that wait to make one: those lie outside the journal."""

from dataclasses import dataclass
from datetime import datetime

from otklik.store import models, writer


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One tablet that proves its place; `key_hash` is the SHA-256, hex, of the key that its cookie holds."""

    device: str
    store: str
    name: str
    key_hash: str
    proved_at: datetime


@dataclass(frozen=True, slots=True)
class PairingRow:
    """A code that was used just now: for which place, under which name, and who made it."""

    store: str
    name: str
    made_by: str


def load_device(device: str) -> DeviceRow | None:
    """The device of that id, or None: never proved, or removed."""
    row = models.Device.objects.filter(device=device).first()
    return _row(row) if row else None


def list_devices(store: str) -> list[DeviceRow]:
    """The devices of a place, oldest first."""
    return [_row(row) for row in models.Device.objects.filter(store=store).order_by("proved_at", "device")]


def _row(row: models.Device) -> DeviceRow:
    return DeviceRow(row.device, row.store, row.name, row.key_hash, row.proved_at)


def keep_code(
    code_hash: str, *, store: str, name: str, made_by: str, ends_at: datetime, now: datetime
) -> None:
    """Keep a code until it ends; those that have ended go, and so does an unused one of the same place."""

    def write() -> None:
        models.PairingCode.objects.filter(ends_at__lte=now).delete()
        models.PairingCode.objects.filter(store=store).delete()
        models.PairingCode.objects.create(
            code_hash=code_hash, store=store, name=name, made_by=made_by, ends_at=ends_at
        )

    writer.run(write)


def use_code(code_hash: str, *, now: datetime) -> PairingRow | None:
    """What a code is for, which is used up by that; None: wrong, ended and used are one answer."""

    def write() -> PairingRow | None:
        row = models.PairingCode.objects.filter(code_hash=code_hash, ends_at__gt=now).first()
        if row is None:
            return None
        models.PairingCode.objects.filter(code_hash=code_hash).delete()
        return PairingRow(row.store, row.name, row.made_by)

    return writer.run(write)
