"""`python -m bench.make_key`: fill an installation; print its API key and the cookie of its seller as JSON."""

import json

import django

if __name__ == "__main__":
    django.setup()
    from bench.town import build, log_in
    from otklik.store import clock

    key = build(now=clock.now())
    print(json.dumps({"key": key, "cookie": log_in("anna")}))
