"""What providers of messages tell us: `POST /api/callbacks/<channel>/<gateway>[/<secret>]`.

Reports of delivery, replies by SMS, buttons of Telegram. A provider that isn't answered 2xx gives up or repeats, so
everything authentic is taken: what fits nothing of ours is counted, what can't be read waits in quarantine. What came
of an answer is told back by the same way. Reading the payloads is the intake's business.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from html import escape
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from otklik.actions import answers, delivery_reports, method_codes
from otklik.actions.answers import Answered
from otklik.channels import sms, telegram
from otklik.channels.message import Message
from otklik.channels.registry import carry, own_urls, settings_of
from otklik.channels.sms.gateways import Gateway
from otklik.channels.wording.replies import say_reply
from otklik.domain.errors import DomainError
from otklik.domain.locales import choose_locale
from otklik.intake import smsc, twilio
from otklik.intake import telegram as updates
from otklik.intake.callbacks import DeliveryReport, Press, Reply, Start, is_same
from otklik.store import clock, keys, payloads, told
from otklik.store.payloads import RawPayload

log = logging.getLogger(__name__)

BOT = "bot"
"""Name of the one gateway of Telegram."""


def secret_of(channel: str, gateway: str) -> str:
    """What a callback that bears no signature must know: 43 signs of the installation's own."""
    return keys.fingerprint("callback", f"{channel}/{gateway}")[:43]


def path_of(channel: str, gateway: str) -> str:
    """Path under which a gateway reaches us, with its secret where it bears no signature; for the operator alone."""
    signed = channel == telegram.NAME or _dialect_of(gateway) == twilio.NAME
    path = f"/api/callbacks/{channel}/{gateway}"
    return path if signed else f"{path}/{secret_of(channel, gateway)}"


def _dialect_of(gateway: str) -> str:
    found = _gateway(gateway)
    return found.dialect if found else ""


@csrf_exempt
@require_POST
def receive_callback(request: HttpRequest, channel: str, gateway: str, secret: str = "") -> HttpResponse:
    """Take one callback of a provider.

    Parameters
    ----------
    channel
        `sms` or `telegram`.
    gateway
        Name of the SMS gateway as `OTKLIK_SMS_URLS` has it; `bot` for Telegram.
    secret
        Of the address, for providers that don't sign.

    Raises
    ------
    DomainError
        `unknown_hook` (404): no such gateway; `unauthorized` (401): not its signature or secret.
    """
    if channel == telegram.NAME and gateway == BOT:
        return _take_update(request, now=clock.now())
    found = _gateway(gateway) if channel == sms.NAME else None
    if found is None:
        raise DomainError(
            "unknown_hook",
            "No provider is connected here.",
            remedy="`otklik channel list` shows the addresses.",
        )
    return _take_sms(request, found, secret, now=clock.now())


def _gateway(name: str) -> Gateway | None:
    try:
        found = settings_of(sms.NAME, urls=own_urls())
    except DomainError:
        return None
    return found.gateway(name) if isinstance(found, sms.SmsSettings) else None


def _take_sms(request: HttpRequest, gateway: Gateway, secret: str, *, now: datetime) -> HttpResponse:
    raw = request.body
    fields = {name: values for name, values in request.POST.items() if isinstance(values, str)}
    if gateway.dialect == twilio.NAME:
        url = f"{settings.OTKLIK_BASE_URL}{request.get_full_path()}"
        signature = request.headers.get(twilio.SIGNATURE, "")
        authentic = twilio.verify(url, fields, signature, gateway.password)
    else:
        authentic = is_same(secret, secret_of(sms.NAME, gateway.name))
    if not authentic:
        raise _unauthorized()
    parse = twilio.parse if gateway.dialect == twilio.NAME else smsc.parse
    try:
        said = parse(fields)
    except DomainError as error:
        return _set_aside(sms.NAME, gateway.name, raw, error, now=now)
    if isinstance(said, DeliveryReport):
        report = replace(said, provider_id=f"{gateway.name}:{said.provider_id}")
        return JsonResponse({"result": delivery_reports.take_report(sms.NAME, report, now=now)})
    assert isinstance(said, Reply)
    answered = _answer_text(sms.NAME, said.sender, said.text, now=now)
    return _say_back(gateway, said, answered, now=now)


def _unauthorized() -> DomainError:
    return DomainError(
        "unauthorized",
        "The signature or the secret is missing or wrong.",
        remedy="`otklik channel list` shows the address that the provider must have.",
    )


def _answer_text(channel: str, address: str, text: str, *, now: datetime) -> Answered:
    """What came of a text that somebody wrote."""
    word, number = answers.read_words(text)
    owners = told.find_owners(channel, address)
    if not owners:
        return Answered("stranger")
    found = [
        answers.answer(owner=owner, method=method, notice_key=None, word=word, number=number, now=now)
        for owner, method in owners[:1]
    ]
    return found[0]


def _say_back(gateway: Gateway, reply: Reply, answered: Answered, *, now: datetime) -> HttpResponse:
    """Tell what came of a reply: in the answer itself where the provider sends it, else as a text of its own."""
    text = say_reply(answered.said, answered.locale, answered.values)
    if gateway.dialect == twilio.NAME:
        body = f'<?xml version="1.0" encoding="UTF-8"?><Response><Message>{escape(text)}</Message></Response>'
        return HttpResponse(body, content_type="text/xml")
    if answered.said != "stranger":  # a text to whoever wrote a wrong number is not ours to pay
        key = keys.fingerprint("reply", f"{reply.sender} {now.isoformat()}")[:32]
        message = Message(key, reply.sender, text, text, "", answered.locale, now, short=text)
        result = carry(sms.NAME, message, urls=own_urls())
        if result.outcome != "accepted":
            log.warning("what came of an answer could not be told by sms: %s", result.reason)
    return JsonResponse({"result": answered.said})


def _take_update(request: HttpRequest, *, now: datetime) -> HttpResponse:
    if not is_same(request.headers.get(updates.SECRET, ""), secret_of(telegram.NAME, BOT)):
        raise _unauthorized()
    raw = request.body
    try:
        said = updates.parse(raw)
    except DomainError as error:
        return _set_aside(telegram.NAME, BOT, raw, error, now=now)
    if isinstance(said, Press):
        return _take_press(said, now=now)
    if isinstance(said, Start):
        owner = method_codes.start(said.chat, said.code, now=now)
        locale = choose_locale(told.locale_of(owner) if owner else "ru")
        return _tell(said.chat, Answered("connected" if owner else "bad_code", locale=locale))
    if isinstance(said, Reply):
        return _tell(said.sender, _answer_text(telegram.NAME, said.sender, said.text, now=now))
    return JsonResponse({"result": "ignored"})


def _take_press(press: Press, *, now: datetime) -> HttpResponse:
    """Do what a button is for, in the name of whoever the chat belongs to; the button goes away afterwards."""
    owners = told.find_owners(telegram.NAME, press.chat)
    answered = Answered("stranger")
    for owner, method in owners:
        answered = answers.answer(owner=owner, method=method, notice_key=press.key, word=press.word, now=now)
        if answered.order:
            break
    text = say_reply(answered.said, answered.locale, answered.values)
    _with_bot(partial(telegram.end_press, press=press.press, text=text))
    if answered.order:
        _with_bot(partial(telegram.take_buttons_away, chat=press.chat, number=press.number))
    return JsonResponse({"result": answered.said})


def _tell(chat: str, answered: Answered) -> HttpResponse:
    text = say_reply(answered.said, answered.locale, answered.values)
    _with_bot(partial(telegram.say, chat=chat, text=text))
    return JsonResponse({"result": answered.said})


def _with_bot(act: Any) -> None:
    """Do something with the bot, if there is one."""
    try:
        found = settings_of(telegram.NAME, urls=own_urls())
    except DomainError:
        return
    if isinstance(found, telegram.TelegramSettings):
        act(found)


def _set_aside(channel: str, gateway: str, raw: bytes, error: DomainError, *, now: datetime) -> HttpResponse:
    """Keep what is authentic and can't be read, durably, and say so with a success."""
    kept: Mapping[str, str] = {"Content-Type": "callback"}
    payloads.quarantine(RawPayload(f"{channel}-{gateway}", now, raw, kept, error=str(error)[:500]))
    return JsonResponse({"result": "quarantined", "code": error.code}, status=202)
