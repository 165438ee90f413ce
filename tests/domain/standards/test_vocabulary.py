"""The closed lists of the standard and the engine's own tables are the same lists."""

from otklik.domain import catalogue, effects, matching, receivers
from otklik.domain.standards import vocabulary
from otklik.domain.standards.vocabulary import ALL, SHIPPED


def test_every_effect_is_one_of_the_engine_and_appends_what_it_declares_there():
    ours = {
        name: {f"{event}:{what}" if what else event for event, what in effect.appends}
        for name, effect in vocabulary.EFFECTS.items()
    }
    assert ours == {name: set(effect.appends) for name, effect in effects.EFFECTS.items()}


def test_every_condition_has_its_reader():
    assert vocabulary.PREDICATES.keys() == matching.PREDICATES.keys()


def test_every_word_for_a_receiver_finds_somebody():
    assert receivers.WORDS.keys() == vocabulary.TELL


def test_every_appended_event_is_in_the_catalogue_with_that_sub_kind():
    for effect in vocabulary.EFFECTS.values():
        for event, what in effect.appends:
            assert what is None or catalogue.EVENTS[event].what
        assert effect.streams <= vocabulary.STREAMS


def test_this_version_has_a_part_of_everything():
    assert SHIPPED.events < ALL.events
    assert SHIPPED.effects < ALL.effects
    assert SHIPPED.channels < ALL.channels
    appended = {event for name in SHIPPED.effects for event, _ in vocabulary.EFFECTS[name].appends}
    assert appended <= SHIPPED.events
