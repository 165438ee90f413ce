"""Servers shaped like the providers that channels speak to, after their public documentation.

SMSC: `sys/send.php` with `fmt=3` (`{"id", "cnt"}` or `{"error", "error_code"}`) and `sys/balance.php`. Twilio: the
Messages resource of the 2010-04-01 API (201 with `sid`, errors as `{"code", "message", "status"}`) and the account.
Telegram: Bot API (`{"ok", "result"}` or `{"ok", "error_code", "description", "parameters"}`).
"""

from __future__ import annotations

import hashlib
from typing import Any

from tests.channels.http_server import Asked


def smsc(asked: Asked) -> tuple[int, Any]:
    if asked.path == "/sys/balance.php":
        return 200, {"balance": "120.50"}
    return 200, {"id": asked.said["id"], "cnt": 1}


def smsc_error(code: int) -> tuple[int, Any]:
    return 200, {"error": f"refused +79161234567, error {code}", "error_code": code}


def twilio(asked: Asked) -> tuple[int, Any]:
    if asked.path == "/2010-04-01/Accounts/AC1.json":
        return 200, {"sid": "AC1", "status": "active"}
    number = hashlib.md5(repr(sorted(asked.said.items())).encode()).hexdigest()
    return 201, {"sid": f"SM{number}", "status": "queued", "error_code": None, "to": asked.said["To"]}


def twilio_error(code: int, status: int = 400) -> tuple[int, Any]:
    return status, {"code": code, "message": "about +79161234567", "more_info": "…", "status": status}


def telegram(asked: Asked) -> tuple[int, Any]:
    method = asked.path.rpartition("/")[2]
    results: dict[str, Any] = {
        "getMe": {"id": 123456, "is_bot": True, "username": "otklik_bot"},
        "getWebhookInfo": {"url": "https://desk.example/api/callbacks/telegram"},
        "sendMessage": {"message_id": 42},
    }
    return 200, {"ok": True, "result": results.get(method, True)}


def telegram_error(code: int, description: str = "", **parameters: Any) -> tuple[int, Any]:
    said: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return code, said | ({"parameters": parameters} if parameters else {})
