"""The page of the one question to a buyer whose order ended: GET shows it, POST answers it (R02, R03).

Mail scanners open every link they see, so looking changes nothing; a button in the letter only puts its answer in
front. The address is the authority: wrong links and those whose time is over get the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.actions import surveys
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, phone_text
from otklik.domain.surveys import ANSWERS, SurveyCard
from otklik.domain.wording import clean
from otklik.store import clock
from otklik.web.question_words import QUESTION
from otklik.web.status import asked_locale
from otklik.web.unlisted import no_such_page, unlisted_page

WORDS_MAX = 2000


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Everything that `question.html` shows, in words.

    Parameters
    ----------
    answers
        Code and words of each answer; none where he has answered.
    chosen
        Code and words of the answer that a button of the letter names; empty = none.
    lead, sentences
        The question, or thanks.
    asks_more
        Whether there is room for words.
    """

    locale: Locale
    other_locale: Locale
    title: str
    words: Mapping[str, str]
    lead: str
    sentences: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    chosen: tuple[str, str] | None
    tone: str
    asks_more: bool
    store: str
    phone: str
    phone_href: str


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_question(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a question; 404 for any link that isn't good.

    Parameters
    ----------
    request
        GET shows; `?answer=` puts an answer in front. POST answers with `answer`, or adds `words` afterwards.
    token
        As in the link.
    """
    now = clock.now()
    card = surveys.load_card(token, now)
    found = surveys.find_question(token, now=now)
    if card is None or found is None:
        return no_such_page()
    added = False
    if request.method == "POST":
        stream, survey = found
        words = request.POST.get("words", "").strip()[:WORDS_MAX]
        added = bool(card.answer and words)
        try:
            surveys.answer(
                stream,
                survey=survey,
                answer=request.POST.get("answer", ""),
                means="link",
                words=words,
                now=now,
            )
        except DomainError:
            added = False
        card = surveys.load_card(token, now) or card
    locale = asked_locale(request.GET.get("lang", ""), card.locale)
    page = write_page(card, locale, chosen=request.GET.get("answer", ""), added=added)
    return unlisted_page("question.html", page)


def write_page(card: SurveyCard, locale: Locale, *, chosen: str = "", added: bool = False) -> QuestionPage:
    """The page in words.

    Parameters
    ----------
    card
        The question and what came of it.
    locale
        Language.
    chosen
        Code of the answer that a button of the letter named.
    added
        Whether words were just added.
    """
    done = bool(card.answer)
    values = {
        "number": clean(card.number),
        "store": clean(card.store),
        "answer": ANSWERS[card.answer][locale] if done else "",
    }
    words = {name: word[locale].format_map(values) for name, word in QUESTION.items()}
    answers = tuple((code, word[locale]) for code, word in ANSWERS.items())
    thanks = [words["thanks_why"], *([words["reopened"]] if card.reopened else [])]
    return QuestionPage(
        locale=locale,
        other_locale="en" if locale == "ru" else "ru",
        title=f"{words['title']} · {values['store']}",
        words=words,
        lead=words["thanks"] if done else words[card.cause],
        sentences=(*thanks, *([words["added"]] if added else [])) if done else (words["why"],),
        answers=() if done else tuple(one for one in answers if one[0] != chosen),
        chosen=None if done else next((one for one in answers if one[0] == chosen), None),
        tone="ok" if done else "info",
        asks_more=done and not added,
        store=values["store"],
        phone=phone_text(card.store_phone),
        phone_href=f"tel:{card.store_phone}" if card.store_phone else "",
    )
