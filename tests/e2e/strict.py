"""Lets the partner `sever` of the town agree to the strictest gate: `OTKLIK_HOME=… python -m tests.e2e.strict`."""

from __future__ import annotations

import django


def main() -> None:
    """Publish, send and accept, as people would."""
    django.setup()
    from otklik.actions import agreements, standards
    from otklik.domain.standards.shipped import GATES
    from otklik.store import clock, journal
    from tests.harness import ACTOR

    now = clock.now()
    standards.publish(GATES["refusals-strict"], actor=ACTOR, now=now)
    agreements.send_standard("sever", name="refusals-strict", actor=ACTOR, now=now)
    sent = [one for one in journal.read_stream("partner/sever") if one.event.kind == "standard.sent"][
        -1
    ].event.data
    agreements.accept("sever", person="pavel", version=sent["version"], rendering=sent["rendering"], now=now)


if __name__ == "__main__":
    main()
