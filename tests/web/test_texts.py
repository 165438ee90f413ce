"""The five texts: their words, and how a story that was asked for is told."""

import re
from itertools import chain

import pytest

from otklik.actions import reports
from otklik.domain.locales import LOCALES
from otklik.simulation import staging
from otklik.simulation.stories import STORIES
from otklik.store import clock, demo_stories
from otklik.store.access import ALL
from otklik.web.findings_terms import CAVEATS
from otklik.web.texts_minute import STORY, WORDS
from otklik.web.texts_new_year import STORY as NEW_YEAR
from otklik.web.texts_new_year import WORDS as NEW_YEAR_WORDS
from otklik.web.texts_steps import FACTS, STEPS
from otklik.web.texts_words import PAGE, TEXTS
from tests.web.test_demo import demo

__all__ = ["demo"]


def words() -> list[dict[str, str]]:
    rows = chain.from_iterable((text.title, text.then, text.now, text.missing) for text in TEXTS)
    return [
        *filter(None, rows),
        *PAGE.values(),
        *STEPS.values(),
        *FACTS.values(),
        *WORDS.values(),
        *NEW_YEAR_WORDS.values(),
    ]


def test_every_word_is_there_in_both_languages_and_follows_the_rules():
    for row in words():
        assert set(row) == set(LOCALES)
        for text in row.values():
            assert text == text.strip() != ""
            assert "!" not in text
        assert not re.search(
            r"к сожалению|данн(ый|ая|ое|ые)|не знаю|ожидайте|\bВы\b", row["ru"], re.IGNORECASE
        )
        assert re.search("[а-яё]", row["ru"])


def test_the_five_texts_name_every_requirement_of_theirs():
    assert [text.number for text in TEXTS] == ["000", "001", "002", "003", "004"]
    named = [name for text in TEXTS for name in text.ids]
    assert len(named) == len(set(named))
    assert {f"R{number:02}" for number in range(1, 38)} - {"R12", "R22"} == set(named)


def test_what_can_be_played_is_what_is_simulated():
    assert {play.story for text in TEXTS for play in text.plays} == {*STORIES, STORY, NEW_YEAR}
    assert {step.says for story in STORIES.values() for step in story.steps if step.says} == set(STEPS)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_tells_all_five_and_offers_to_play_twelve(demo, locale):
    page = demo.client("anna").get(f"/texts?lang={locale}").content.decode()
    for text in TEXTS:
        assert f'id="text-{text.number}"' in page
        assert ", ".join(text.ids) in page
    assert len(re.findall(r'action="/texts/[a-z0-9-]+/play"', page)) == 12


def test_nobody_is_sent_to_a_screen_that_is_not_for_him(demo):
    pages = {who: demo.client(who).get("/texts").content.decode() for who in ("admin", "anna", "kirill")}
    seen = {
        who: {href for href in ("/desk", "/setup", "/demo/mail") if f'href="{href}"' in main_of(page)}
        for who, page in pages.items()
    }
    assert seen == {
        "admin": {"/desk", "/setup", "/demo/mail"},
        "anna": {"/desk", "/demo/mail"},
        "kirill": {"/demo/mail"},
    }


def main_of(page: str) -> str:
    return page.partition("<main")[2]


def test_a_story_is_asked_for_staged_and_told_step_by_step(demo):
    client = demo.client("kirill")
    answer = client.post("/texts/receipt-and-call/play")
    assert (answer.status_code, answer["Location"]) == (303, "/texts#text-002")
    assert PAGE["staging"]["ru"] in client.get("/texts/receipt-and-call?lang=ru").content.decode()

    staging.stage_asked()
    (played,) = demo_stories.load_stories().values()
    assert (played.asked, played.played) == (False, 1)
    begins = staging.instant_at(STORIES["receipt-and-call"].steps[0], demo.desk.now.date())
    assert clock.read_demo().ahead_to == begins - staging.BEFORE
    told = client.get("/texts/receipt-and-call?lang=ru").content.decode()
    assert STEPS["ordered"]["ru"] in told
    assert "Следующий шаг" in told
    assert told.count('class="ahead"') == len(played.plan["steps"])

    client.post("/texts/receipt-and-call/step")
    assert clock.read_demo().ahead_to == staging.instant_at(
        STORIES["receipt-and-call"].steps[0], staging.day_for(STORIES["receipt-and-call"], now=demo.desk.now)
    )


def test_what_is_no_story_is_not_played(demo):
    client = demo.client("anna")
    assert client.post("/texts/nothing/play").status_code == 404
    assert client.post("/texts/answer-times/step").status_code == 404
    assert demo_stories.load_stories() == {}


def test_a_story_that_is_played_again_has_other_orders(demo):
    story = STORIES["answer-times"]
    one, other = (staging.stage(story, play=play, now=demo.desk.now).plan for play in (1, 2))
    assert not set(one["numbers"].values()) & set(other["numbers"].values())
    assert not set(one["streams"].values()) & set(other["streams"].values())


def test_what_a_minute_costs_plays_on_the_orders_that_are_there(demo):
    """Made for whoever makes reports, and opened at its curve; the clock stays, and what is not proven is said."""
    desk = demo.desk
    desk.talks("anna", desk.order("tverskaya"))
    desk.order("tverskaya")
    desk.forward("2026-03-20 09:00")
    boris, ahead_to = demo.client("boris"), clock.read_demo().ahead_to
    assert 'action="/texts/minute-cost/play"' in boris.get("/texts").content.decode()
    answer = boris.post("/texts/minute-cost/play")
    (report,) = reports.list_reports(ALL)
    assert (answer.status_code, answer["Location"]) == (303, f"/reports/{report.id}#fnd-bins")
    assert 'id="fnd-bins"' in boris.get(f"/reports/{report.id}").content.decode()
    assert (report.window.days, report.made_by, report.stores) == (60, "boris", ("tverskaya",))
    assert clock.read_demo().ahead_to == ahead_to
    told = boris.get("/texts?lang=ru").content.decode()
    for said in (WORDS["not_proven"], WORDS["made_up"], CAVEATS["observational"]):
        assert said["ru"] in told
    assert f'href="/reports/{report.id}#fnd-bins"' in told


def test_what_a_minute_costs_is_for_whoever_makes_reports(demo):
    anna = demo.client("anna")
    assert anna.post("/texts/minute-cost/play").status_code == 403
    assert reports.list_reports(ALL) == []
    demo.client("admin").post("/texts/minute-cost/play")
    assert WORDS["not_proven"]["ru"] not in anna.get("/texts?lang=ru").content.decode(), (
        "a report that is not hers"
    )
    assert anna.get("/texts/minute-cost").status_code == 404
