"""The past comes in as a file: verdicts of what it witnessed, and not a word to anybody (X7, architecture §5)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from otklik.store import journal, outbox, queries, timers
from tests.harness import Desk, local

ORDERS = """\
Номер заказа;Дата заказа;Статус;Дата первого звонка;Дата оплаты;Сумма заказа;Валюта;Телефон;E-mail
А-1;02.03.2026 10:00;Выполнен;02.03.2026 10:12;02.03.2026 10:30;3 490,00;RUB;8 900 000-00-01;one@buyer.test
А-2;02.03.2026 19:40;Отменён;;;1 200,00;RUB;;two@buyer.test
А-3;03.03.2026 11:00;Выполнен;03.03.2026 12:05;;990,00;RUB;;three@buyer.test
А-4;скоро;Новый;;;100,00;RUB;;
"""


@pytest.fixture
def desk(open_desk: Callable[[str], Desk]) -> Desk:
    """One shop (Mo–Fr 10–19) with somebody on shift, Thursday 19 March 2026, 12:00."""
    desk = open_desk("2026-03-19 12:00")
    desk.store("tverskaya", "Mo-Fr 10:00-19:00")
    desk.person("anna", "tverskaya")
    desk.joins("anna", "tverskaya")
    return desk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return path


def imported(desk: Desk, file: Path, *options: str) -> dict[str, Any]:
    """What the command answers about a file."""
    said = json.loads(desk.otklik(f"import orders {file} --zone Europe/Moscow --json {' '.join(options)}"))
    return dict(said)


def stream_of(number: str) -> str:
    (row,) = queries.find_orders(number)
    return str(row.stream)


def answers(desk: Desk) -> dict[str, str | None]:
    """Verdicts of the first answers, by order."""
    found = {number: desk.state(stream_of(number)).obligations for number in ("А-1", "А-2", "А-3")}
    return {
        number: next((one.verdict for ref, one in book.items() if ref.kind == "first_answer"), "none")
        for number, book in found.items()
    }


def test_history_is_judged_and_nobody_hears_of_it(desk: Desk, file: Path) -> None:
    """Twelve minutes, never, sixty-five: met, breached, met late; no letter, no timer, now or next week."""
    said = imported(desk, file)
    assert (said["new"], said["bad"], said["stored"]) == (3, 1, True)
    assert answers(desk) == {"А-1": "met", "А-2": "breached", "А-3": "met_late"}
    assert local(desk.obligation(stream_of("А-1"), "first_answer").closed_at) == "2026-03-02 10:12:00"
    assert (timers.next_due_at(), outbox.next_due_at()) == (None, None)
    desk.forward("2026-03-26 12:00")
    assert desk.phones.tried == []
    assert json.loads(desk.otklik("alarm list --json")) == []
    assert [desk.subject(stream_of(number)).phase for number in ("А-1", "А-2", "А-3")] == [
        "completed",
        "refused",
        "completed",
    ]
    assert desk.otklik("journal verify") == "The journal is as it was written.\n"


def test_a_bad_line_is_named_with_its_remedy(desk: Desk, file: Path, tmp_path: Path) -> None:
    """Line 5 has no date: everything else comes in, and the line is told with what to do."""
    imported(desk, file, f"--errors {tmp_path / 'errors.txt'}")
    (told,) = (tmp_path / "errors.txt").read_text(encoding="utf-8").splitlines()
    assert told == (
        "line 5, Дата заказа: This is no instant. "
        'Write date and time as "2026-03-02T10:00:00+03:00" or "02.03.2026 10:00".'
    )


def test_the_same_file_again_adds_nothing(desk: Desk, file: Path) -> None:
    """Repeatable: known is known, to the last byte of the journal."""
    imported(desk, file)
    before = list(journal.export(None))
    said = imported(desk, file)
    assert (said["new"], said["changed"], said["known"], said["bad"]) == (0, 0, 3, 1)
    assert list(journal.export(None)) == before


def test_a_dry_run_stores_nothing(desk: Desk, file: Path) -> None:
    """Counted and read, nothing stored: the journal's bytes are those of before."""
    before = list(journal.export(None))
    said = imported(desk, file, "--dry-run")
    assert (said["new"], said["bad"], said["stored"]) == (3, 1, False)
    assert list(journal.export(None)) == before


def test_a_file_that_saw_no_answers_judges_none(desk: Desk, tmp_path: Path) -> None:
    """Without a column of first answers silence can't be told from a talk that nobody wrote down."""
    rows = (line.split(";") for line in ORDERS.splitlines()[:-1])
    file = tmp_path / "blind.csv"
    file.write_text("\n".join(";".join(row[:3] + row[4:]) for row in rows), encoding="utf-8")
    imported(desk, file)
    assert answers(desk) == {"А-1": "none", "А-2": "none", "А-3": "none"}


def test_times_without_a_zone_are_not_guessed(desk: Desk, file: Path) -> None:
    """No --zone, no order: every line is told so, none is stored."""
    said = json.loads(desk.otklik(f"import orders {file} --json"))
    assert (said["new"], said["bad"]) == (0, 4)
    assert queries.count_orders() == {}
    assert imported(desk, file)["new"] == 3, "control: with it they come in"


def test_live_is_said_and_then_it_is_live(desk: Desk, tmp_path: Path) -> None:
    """With --live the clock runs from the order's instant and people are told, as with any other order."""
    file = tmp_path / "today.csv"
    file.write_text(
        "Номер заказа;Дата заказа;Сумма заказа;Валюта;Телефон;E-mail;Артикул;Количество;Цена\n"
        "Б-1;19.03.2026 11:50;990,00;RUB;8 900 000-11-22;maria@buyer.test;CUP;1;990,00\n",
        encoding="utf-8",
    )
    imported(desk, file, "--live")
    answer = desk.obligation(stream_of("Б-1"), "first_answer")
    assert local(answer.limit_at) == "2026-03-19 12:50:00"
    # ten minutes late, the buyer hears once: both turns of the receipt were due, and the later one is said
    assert desk.phones.times("anna", "+79000001122") == {"anna": ["12:00"], "+79000001122": ["12:00"]}
    assert timers.next_due_at() is not None


@pytest.mark.realdata
@pytest.mark.parametrize("count", [500, pytest.param(8000, marks=pytest.mark.long)])
def test_the_orders_of_another_shop_come_in_twice_as_once(
    open_desk: Callable[[str], Desk], tmp_path: Path, count: int
) -> None:
    """The Olist sample (8,000 orders, Brazilian local times, 2016–2018): all in, nothing sent, nothing doubled."""
    shared = Path(os.environ.get("OTKLIK_SHARED") or Path(__file__).parents[3] / "shared")
    whole = shared / "data/olist_sample/olist_orders_dataset.csv"
    if not whole.is_file():
        pytest.skip(f"no recorded data at {whole} (OTKLIK_SHARED)")
    file = tmp_path / "olist.csv"
    file.write_text("".join(whole.read_text(encoding="utf-8").splitlines(keepends=True)[: count + 1]))
    desk = open_desk("2026-03-19 12:00")
    desk.store("loja", "Mo-Fr 09:00-18:00; Sa 09:00-13:00", zone="America/Sao_Paulo")
    command = f"import orders {file} --zone America/Sao_Paulo --json"
    said = json.loads(desk.otklik(command))
    assert (said["new"], said["bad"]) == (count, 0)
    again = json.loads(desk.otklik(command))
    assert (again["new"], again["changed"], again["known"]) == (0, 0, count)
    assert sum(queries.count_orders().values()) == count
    assert (timers.next_due_at(), outbox.next_due_at(), desk.phones.tried) == (None, None, [])
