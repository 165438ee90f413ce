"""What a catalogue of 200 MB costs: parsing alone, and reading it into the product. `python -m bench.feeds [MB]`.

Each in a process of its own, whose peak of memory is its own; beside the second one a small write is made again and
again, and the longest that one waited is told: that is what an order waits for. Prints JSON.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench import installations

MB = 1_000_000
SIZES = tuple(range(20, 45))
FILLER = "Описание для покупателя, которое никто не читает: тёплые, лёгкие, не скользят. " * 3
PAUSE_S = 0.02


def offer(number: int) -> str:
    """One offer as shops export them, some 900 bytes."""
    model, size = divmod(number, len(SIZES))
    return (
        f'<offer id="{number:08}" available="true"><url>https://shop.example/goods/{number}</url><price>5890.00</price>'
        f"<currencyId>RUR</currencyId><categoryId>{model % 40 + 1}</categoryId><vendor>Метелица</vendor>"
        f"<name>Ботинки зимние «Снегирь» {model}, размер {SIZES[size]}</name><vendorCode>SN-{model}</vendorCode>"
        f"<count>{number % 7}</count><description><![CDATA[{FILLER}]]></description>"
        f'<param name="Размер" unit="RU">{SIZES[size]}</param><param name="Материал верха">кожа</param>'
        f'<param name="Сезон">зима</param></offer>\n'
    )


def write_catalogue(path: Path, size: int) -> int:
    """A catalogue of so many bytes in UTF-8; how many offers it has."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<yml_catalog date="2026-03-19 10:30"><shop><currencies>'
        )
        file.write('<currency id="RUR" rate="1"/></currencies><categories>')
        file.writelines(f'<category id="{n}">Обувь {n}</category>' for n in range(1, 41))
        file.write("</categories><offers>\n")
        while file.tell() < size:
            file.writelines(offer(one) for one in range(number, number + 500))
            number += 500
        file.write("</offers></shop></yml_catalog>\n")
    return number


def figures(path: Path, offers: int, seconds: float) -> dict[str, float]:
    """Speed and peak of this process."""
    size = path.stat().st_size
    return {
        "mb": round(size / MB),
        "offers": offers,
        "seconds": round(seconds, 1),
        "mb_per_s": round(size / MB / seconds, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def parse(path: Path) -> dict[str, float]:
    """The intake alone."""
    from otklik.intake.catalogue_files import read_catalogue
    from otklik.intake.goods_rows import Reading

    began = time.perf_counter()
    with path.open("rb") as file:
        found = read_catalogue(file, path.name, reading=Reading(), zone=ZoneInfo("Europe/Moscow"))
        rows = sum(1 for _ in found.rows)
    return figures(path, rows, time.perf_counter() - began)


def read(path: Path) -> dict[str, float]:
    """The whole road, into a store's catalogue, while somebody else writes."""
    import django

    django.setup()
    from otklik.actions import feeds as actions
    from otklik.store import feeds, heartbeats
    from tests.store import scene

    now = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)
    scene.build()
    actions.connect("feed", store="arbat", currency="RUB", actor="person:bench", now=now)
    waits: list[float] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.wait(PAUSE_S):
            began = time.perf_counter()
            heartbeats.beat("bench", now=now)
            waits.append(time.perf_counter() - began)

    beside = threading.Thread(target=write)
    beside.start()
    began = time.perf_counter()
    with path.open("rb") as file:
        done = actions.read_feed(
            feeds.load_feed("feed"), file, path.name, by="person:bench", read_now=lambda: now
        )
    seconds = time.perf_counter() - began
    stop.set()
    beside.join()
    waits.sort()
    return figures(path, done.offers, seconds) | {
        "writes_beside": len(waits),
        "wait_p99_ms": round(1000 * waits[int(len(waits) * 0.99)]),
        "wait_longest_ms": round(1000 * waits[-1]),
    }


def main(size_mb: int) -> None:
    """Write the catalogue, measure each way in a process of its own, print what was found."""
    with tempfile.TemporaryDirectory() as folder, installations.databases() as prefixes:
        path = Path(folder) / "catalogue.yml"
        write_catalogue(path, size_mb * MB)
        found = {"parse": _ask("parse", path, dict(os.environ))}
        for vendor, prefix in prefixes.items():
            with installations.installed(prefix) as environment:
                settings = {"DJANGO_SETTINGS_MODULE": "otklik.config.settings"}
                found[vendor] = _ask("read", path, {**environment, **settings})
    print(json.dumps(found, indent=1))


def _ask(way: str, path: Path, environment: dict[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.feeds", way, str(path)]
    done = subprocess.run(
        command, cwd=installations.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    if sys.argv[1:2] in (["parse"], ["read"]):
        print(json.dumps((parse if sys.argv[1] == "parse" else read)(Path(sys.argv[2]))))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 200)
