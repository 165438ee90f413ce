"""What this desk sends by, and the addresses under which providers tell what became of messages."""

from __future__ import annotations

from argparse import Namespace

from django.conf import settings
from django.core.management.base import CommandParser

from otklik.api.callbacks import BOT, path_of, secret_of
from otklik.channels import sms, telegram
from otklik.channels.registry import SETTINGS, own_urls, settings_of
from otklik.cli.command import DeskCommand, add_json
from otklik.cli.printing import table
from otklik.domain.errors import DomainError


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("list", self.list, "channels, their settings, and where their providers answer (secret)")
        add_json(show)
        hook = add("hook", self.hook, "have what people press in Telegram sent here")
        hook.add_argument("channel", choices=[telegram.NAME], metavar="CHANNEL", help="telegram")

    def list(self, given: Namespace) -> None:
        rows = [row for name in SETTINGS for row in _rows(name)]
        lines = [(row["channel"], row["setting"], row["state"], row["callback"]) for row in rows]
        self.answer(given, rows, *table(("channel", "setting", "is", "callback"), lines))

    def hook(self, given: Namespace) -> None:
        found = settings_of(telegram.NAME, urls=own_urls())
        if not isinstance(found, telegram.TelegramSettings):
            raise DomainError("channel_not_set_up", "There is no bot.", remedy="Set OTKLIK_TELEGRAM_URL.")
        telegram.set_hook(found, _address(telegram.NAME, BOT), secret_of(telegram.NAME, BOT))
        self.say(f"What people press comes to {_address(telegram.NAME, BOT)}.")


def _rows(name: str) -> list[dict[str, str]]:
    """One row a channel; of SMS one a gateway."""
    try:
        found = settings_of(name, urls=own_urls())
    except DomainError as error:
        return [_row(name, error.code)]
    if isinstance(found, sms.SmsSettings):
        return [_row(name, one.name, _address(name, one.name)) for one in found.gateways]
    if isinstance(found, telegram.TelegramSettings):
        return [_row(name, BOT, _address(name, BOT))]
    return [_row(name, "printed" if found is None else "set up")]


def _row(name: str, state: str, callback: str = "") -> dict[str, str]:
    return {"channel": name, "setting": SETTINGS[name], "state": state, "callback": callback}


def _address(channel: str, gateway: str) -> str:
    return f"{settings.OTKLIK_BASE_URL}{path_of(channel, gateway)}"
