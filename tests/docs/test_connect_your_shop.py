"""docs/howto/connect-your-shop.md is executed: each curl line in its order, with the status and code above it."""

import re
import shlex
from pathlib import Path

from otklik.api.examples import ACTS
from otklik.intake.api import OrderBody
from otklik.store import heartbeats
from tests.api.caller import House
from tests.api.conftest import house, standing_house  # noqa: F401 - fixtures

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "howto" / "connect-your-shop.md").read_text(
    encoding="utf-8"
)
BLOCKS = re.findall(r"```sh\n# (\d+)(?: (\w+))?(?: (\S+))?\n(curl .*?)\n```", PAGE, flags=re.DOTALL)


def run(shop: House, line: str):
    """Send what a curl line would send."""
    command = line.replace("$DESK", "").replace("$KEY", shop.keys["b"])
    _, *words = shlex.split(command)
    words.remove("-s")
    path = words.pop(0)
    headers = dict(words[index + 1].split(": ", 1) for index, word in enumerate(words) if word == "-H")
    body = words[words.index("-d") + 1] if "-d" in words else None
    headers.pop("Content-Type", None)
    method = "GET" if body is None else "POST"
    return shop.client.generic(method, path, (body or "").encode(), "application/json", headers=headers)


def test_every_example_answers_as_the_page_says(house):  # noqa: F811
    assert len(BLOCKS) == PAGE.count("curl -s")
    assert len(BLOCKS) >= 17
    house.desk.forward("11:20")  # the page tells of money that came at 11:20
    heartbeats.beat("worker", now=house.desk.now)
    for status, code, place, line in BLOCKS:
        answer = run(house, line)
        assert answer.status_code == int(status), (line, answer.content)
        if code:
            said = answer.json()
            assert (said["code"], said.get("place", "")) == (code, place), line


def test_the_control_a_wrong_status_is_seen(house):  # noqa: F811
    assert run(house, BLOCKS[0][3].replace('"total": "2590.00"', '"total": "x"')).status_code == 422


def test_every_field_and_every_act_is_on_the_page():
    rows = {
        name
        for row in re.findall(r"^\| (`.*?) \|", PAGE, flags=re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert set(OrderBody.model_fields) - {"paid_at"} <= rows
    assert set(ACTS) <= rows
