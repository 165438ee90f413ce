"""The world as deciders read it: who is on shift, which standard is in force, whose calendar runs."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from otklik.domain.errors import DomainError
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.store import directory, directory_stamps, models
from tests.store import scene
from tests.store.scene import NOW, event

pytestmark = pytest.mark.usefixtures("market")


def on_shift(now, store="tverskaya"):
    return directory.load_world([store], now=now).store(store).on_shift


def at(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_a_world_has_the_store_its_next_one_and_the_marketplace():
    world = directory.load_world(["tverskaya"], now=NOW)
    assert sorted(world.stores) == ["arbat", "office", "tverskaya"]
    assert world.marketplace == "office"
    store = world.store("tverskaya")
    assert (store.name, store.next_store, store.partner, store.locale) == (
        "Tverskaya",
        "arbat",
        "house",
        "ru",
    )
    assert [(person.slug, sorted(person.roles), person.methods[0].channel) for person in store.people] == [
        ("anna", ["seller"], "email"),
        ("boris", ["head"], "email"),
    ]
    assert store.calendar.next_opening(at(20, 20)) == at(23, 7)


def test_an_unknown_store_is_left_out():
    world = directory.load_world(["nowhere"], now=NOW)
    assert sorted(world.stores) == ["office"]
    with pytest.raises(DomainError, match="nowhere"):
        world.store("nowhere")


def test_the_standard_in_force_is_the_partners_or_the_marketplaces():
    scene.say("partner/guest", event("partner.joined", name="Гость"))
    opened = event("store.opened", name="G", role="store", partner="guest", locale="en")
    scene.say("store/guest", opened, event("hours.changed", **scene.HOURS))
    world = directory.load_world(["guest"], now=NOW)
    assert world.store("guest").standard == scene.STANDARD.hash
    assert world.standards == {scene.STANDARD.hash: scene.STANDARD}
    other = scene.STANDARD.text.replace("version = 1", "version = 2", 1)
    second = parse_standard(other, capabilities=SHIPPED)
    scene.say(
        "standard/default",
        event("standard.published", name="default", number=2, digest=second.hash, text=second.text),
    )
    scene.say("partner/guest", event("standard.accepted", version="2", digest=second.hash))
    world = directory.load_world(["guest", "tverskaya"], now=NOW)
    assert (world.store("guest").standard, world.store("tverskaya").standard) == (
        second.hash,
        scene.STANDARD.hash,
    )
    assert set(world.standards) == {second.hash, scene.STANDARD.hash}


def test_a_standard_that_an_obligation_is_frozen_with_comes_along():
    world = directory.load_world([], ["0" * 64, scene.STANDARD.hash], now=NOW)
    assert set(world.standards) == {scene.STANDARD.hash}


def test_old_calendars_are_found_by_their_hash():
    old = directory.load_world(["tverskaya"], now=NOW).store("tverskaya").calendar
    scene.say("store/tverskaya", event("hours.changed", hours="Mo-Su 09:00-21:00", zone="Europe/Moscow"))
    world = directory.load_world(["tverskaya"], (), [old.hash], now=NOW)
    assert world.store("tverskaya").calendar != old
    assert world.calendar(old.hash) == old


def test_on_shift_is_who_joined_today_and_has_not_left():
    assert on_shift(NOW) == ("anna",)
    stream = "shift/tverskaya/2026-03-19"
    scene.say(stream, event("shift.joined", store="tverskaya", person="boris", place="unknown"))
    assert on_shift(NOW) == ("anna", "boris")
    scene.say(stream, event("shift.left", store="tverskaya", person="anna"))
    assert on_shift(NOW) == ("boris",)
    assert on_shift(NOW, "arbat") == ()


def test_who_forgot_to_leave_yesterday_is_not_on_shift_today():
    assert on_shift(at(19, 15, 59)) == ("anna",)
    assert on_shift(at(20, 8)) == ()


def test_a_night_shift_goes_on_past_midnight_until_the_store_closes():
    scene.say("store/tverskaya", event("hours.changed", hours="Mo-Su 20:00-04:00", zone="Europe/Moscow"))
    assert on_shift(at(19, 22)) == ("anna",)  # 01:00 on the 20th, in Moscow
    assert on_shift(at(20, 0, 59)) == ("anna",)
    assert on_shift(at(20, 1)) == ()  # 04:00: closed
    assert on_shift(at(20, 18)) == ()  # the next evening is another shift


def test_a_single_shop_is_its_own_marketplace():
    models.Store.objects.filter(slug__in=["office", "arbat"]).delete()
    world = directory.load_world([], now=NOW)
    assert (world.marketplace, sorted(world.stores)) == ("tverskaya", ["tverskaya"])


def test_an_empty_installation_has_an_empty_world():
    for model in (models.Store, models.Person, models.Partner):
        model.objects.all().delete()
    world = directory.load_world(["x"], now=NOW)
    assert (world.marketplace, world.stores, world.standards) == ("", {}, {})


def test_a_place_without_hours_keeps_the_marketplaces():
    scene.say("store/new", event("store.opened", name="N", role="warehouse", partner="house", locale="ru"))
    world = directory.load_world(["new"], now=NOW)
    assert world.store("new").calendar == world.store("office").calendar


def test_new_calendar_data_are_recorded_under_the_hash_that_they_make():
    models.Calendar.objects.all().delete()
    assert directory.record_calendars() == 1
    assert directory.record_calendars() == 0
    digest = directory.load_world(["tverskaya"], now=NOW).store("tverskaya").calendar.hash
    assert models.Calendar.objects.get().digest == digest


def test_an_address_is_read_only_by_who_sends():
    assert directory.load_address("person/anna", "mail") == "anna@shop.test"
    assert "anna@shop.test" not in repr(directory.load_world(["tverskaya"], now=NOW))
    with pytest.raises(DomainError, match="no contact method"):
        directory.load_address("person/anna", "sms")


def test_a_snapshot_takes_few_statements(django_assert_max_num_queries):
    scene.receive(1)
    scene.say("store/arbat", event("store.changed", name="Арбат"))
    with django_assert_max_num_queries(12):
        directory.load_world(["tverskaya", "arbat"], [scene.STANDARD.hash], now=NOW)


def test_a_directory_that_has_not_changed_is_asked_for_its_stamp_alone(django_assert_num_queries):
    directory.load_world(["tverskaya"], now=NOW)
    with django_assert_num_queries(1):
        assert directory.load_world(["tverskaya"], now=NOW).store("tverskaya").name == "Tverskaya"
    scene.say("store/tverskaya", event("store.changed", name="Тверская"))
    assert directory.load_world(["tverskaya"], now=NOW).store("tverskaya").name == "Тверская"


def test_nothing_is_remembered_before_there_is_a_stamp():
    models.DirectoryStamp.objects.all().delete()
    asked = []
    for _ in range(2):
        directory_stamps.remembered("question", lambda: asked.append("read"))
    assert asked == ["read", "read"]


def test_a_change_that_was_rolled_back_leaves_nothing_remembered():
    before = directory.load_world(["tverskaya"], now=NOW)
    point = transaction.savepoint()
    scene.say("store/tverskaya", event("store.changed", name="Тверская"))
    assert directory.load_world(["tverskaya"], now=NOW) != before
    transaction.savepoint_rollback(point)
    assert directory.load_world(["tverskaya"], now=NOW) == before
