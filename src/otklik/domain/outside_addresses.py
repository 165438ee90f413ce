"""Which machines an address that an outsider named may lead to: the public ones, and no way around that.

The standard library's own answer lets some by: a translated address (NAT64, 6to4, Teredo) is "global" whatever it
stands for, and multicast is.
"""

from __future__ import annotations

import ipaddress

TRANSLATED = tuple(
    ipaddress.ip_network(text)
    for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10")
)
"""IPv6 ranges in which another address is written, or that stand for nothing public any more."""


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether a machine on the public network answers to an address; what is written within IPv6 is looked at."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in TRANSLATED):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
