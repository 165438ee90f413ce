"""The channels that this version has, by the name that standards and contact methods use.

This table is the whole of registration; `docs/howto/add-a-channel.md` walks through the four places of a new one.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels import console, email
from otklik.channels.message import Channel

CHANNELS: Mapping[str, Channel] = {
    "email": email,
    "console": console,
}
