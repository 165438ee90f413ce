"""`python -m bench.make_key`: fill an installation and print its API key as JSON."""

import json

import django

if __name__ == "__main__":
    django.setup()
    from bench.town import build
    from otklik.store import clock

    print(json.dumps({"key": build(now=clock.now())}))
