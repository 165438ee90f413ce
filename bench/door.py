"""How much of the speed of plain inserts the door keeps: `commit` against raw INSERTs of the rows that it wrote.

The rows are caught on their way from the door to the database, then written again into a second database with the
same tables, indexes, triggers and connection settings: as ready values, one statement a table, one transaction a
batch. The difference is what deciding, hashing, sealing, looking up and folding cost. Prints JSON.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import django
from django.db import connections, transaction

BATCHES = (1, 8, 32, 128)
ORDERS = 128
ROUNDS = 3

Caught = list[tuple[Any, list[list[Any]]]]


def catch_rows() -> list[Caught]:
    """Let the door's writes be noted beside being made; a list that grows by one entry a transaction."""
    from otklik.store import vendor, writer

    transactions: list[Caught] = []

    def noting(write: Callable[..., Any]) -> Callable[..., Any]:
        def noted(model: Any, rows: Any, **options: Any) -> Any:
            columns = vendor.columns_of(model)
            if rows and set(rows[0]) >= set(columns):
                transactions[-1].append((model, vendor._values(rows, columns)))
            return write(model, rows, **options)

        return noted

    for name in ("insert_many", "insert_missing", "upsert_many"):
        setattr(vendor, name, noting(getattr(vendor, name)))
    begin = writer.write_transaction
    writer.write_transaction = lambda: (transactions.append([]), begin())[1]
    return transactions


def write_raw(caught: Caught, alias: str) -> None:
    """Write the rows of one transaction by one statement a table."""
    from otklik.store import vendor

    connection = connections[alias]
    with transaction.atomic(using=alias, durable=True), connection.cursor() as cursor:
        for model, values in caught:
            columns = vendor.columns_of(model)
            names = ", ".join(map(connection.ops.quote_name, columns))
            table = connection.ops.quote_name(model._meta.db_table)
            if connection.vendor == "sqlite":
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
            else:
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for value in values:
                        copy.write_row(value)


class Bench:
    """The door's rounds, each of which leaves its rows for the raw round of the same batch."""

    def __init__(self) -> None:
        self.transactions = catch_rows()
        self.serial = 0
        self.caught: dict[int, list[list[Caught]]] = {size: [] for size in BATCHES}

    def door(self, size: int) -> Mapping[str, float]:
        """Seconds and CPU seconds of committing `ORDERS` orders, `size` a transaction."""
        from bench.town import order_unit
        from otklik.actions.commit import Done, commit
        from otklik.store import clock

        now = clock.now()
        units = []
        for _ in range(ORDERS):
            self.serial += 1
            units.append(order_unit(f"B-{self.serial}", now=now))
        self.transactions.clear()
        began, cpu = time.perf_counter(), time.process_time()
        for start in range(0, ORDERS, size):
            results = commit(units[start : start + size])
            assert all(isinstance(one, Done) for one in results)
        figures = _figures(began, cpu)
        self.caught[size].append([list(one) for one in self.transactions])
        return figures

    def raw(self, size: int) -> Mapping[str, float]:
        """The same of writing what the door wrote last, or first if it has not run in this round."""
        if not self.caught[size]:
            self.door(size)
        ready = self.caught[size].pop()
        began, cpu = time.perf_counter(), time.process_time()
        for caught in ready:
            write_raw(caught, "raw")
        return _figures(began, cpu)


def _figures(began: float, cpu: float) -> dict[str, float]:
    wall_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    return {"orders_per_s": ORDERS / wall_s, "cpu_us": cpu_s / ORDERS * 1e6}


def _bytes_of(value: Any) -> int:
    return len(value) if isinstance(value, bytes) else len(str(value).encode())


def floor(payload: int, folder: Path, *, times: int = 50) -> dict[str, float]:
    """Appends of so many bytes a second, each on disk before the next: what the disk allows at most."""
    path = folder / "floor"
    block = os.urandom(payload)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    began = time.perf_counter()
    for _ in range(times):
        os.write(handle, block)
        os.fdatasync(handle)
    per_s = times / (time.perf_counter() - began)
    os.close(handle)
    path.unlink()
    return {"per_s": per_s}


def main() -> None:
    """Print the medians, with what one order is: rows and bytes."""
    django.setup()
    from django.conf import settings

    from bench.rounds import interleave
    from bench.town import build
    from otklik.store import clock

    build(now=clock.now())
    bench = Bench()
    for size in BATCHES:  # the first of each kind compiles calendars and statements
        bench.raw(size)
    caught = (bench.door(1), bench.caught[1][-1])[1][-1]
    rows = sum(len(values) for _, values in caught)
    size_b = sum(_bytes_of(value) for _, values in caught for row in values for value in row)
    variants: dict[str, Any] = {}
    home = Path(settings.OTKLIK_HOME)
    for size in BATCHES:
        variants[f"door {size}"] = lambda size=size: bench.door(size)
        variants[f"raw {size}"] = lambda size=size: bench.raw(size)
        variants[f"floor {size}"] = lambda size=size: floor(size_b * size, home)
    medians = interleave(variants, rounds=ROUNDS)
    print(json.dumps({"rows": rows, "bytes": size_b, "medians": medians}))


if __name__ == "__main__":
    main()
