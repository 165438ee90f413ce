"""Every page for everybody: both themes, phone and desk, both languages.

Nothing that assistive technology stumbles over, nothing that sticks out sideways, nothing that the policy forbids, and
a focus that is seen.

The pages are those of the table of permissions: a new one is looked at without being named here, or fails for want of
an example of its address.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from otklik.web.permissions import ANYBODY, PERMISSIONS, READ, may

NO_PAGES = {
    "live": "a stream of events",
    "promise_feed": "a file for a phone's calendar",
    "agreement_text": "a file",
    "partner_letter_pdf": "a file",
    "audit_file": "a file",
    "network_file": "a file",
    "network_partner_file": "a file",
    "network_waits_file": "a file",
    "network_partner_waits_file": "a file",
    "audit_json": "a file",
    "desk_rows": "rows for a desk that is open",
    "desk_panel": "a part of the desk",
    "round": "a part of the desk",
    "demo_clock": "figures for a script",
    "demo_letter_body": "a letter as a mail program shows it, in a frame",
    "home": "leads on to the desk",
    "service_worker": "a script",
    "manifest": "figures for the browser",
    "report_file": "a file",
    "setup_source_sign": "a part of the page of a source",
    "order_photo": "a picture",
    "party": "looked at in test_parties.py",
    "place": "opened by a code that changes: looked at in test_till.py",
    "till_now": "a part of the tablet's page",
    "texts_played": "looked at below, once its story was played",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "figures for a script",
    "mfa_reauthenticate_webauthn": "leads back where nobody was stopped",
    "mfa_authenticate": "the second step of a log-in that is under way",
}
OWN_LANGUAGE = {"link": "ru"}
"""Pages in the language of whom they are for, whatever the address says."""

NAMES = sorted(name for name, row in PERMISSIONS.items() if READ in row and name not in NO_PAGES)

EXAMPLES = {
    **dict.fromkeys(("order", "order_notices", "order_refusal", "order_scan"), {"order": "urgent"}),
    "call": {"call": "call"},
    "demo_letter": {"letter": 1},
    "status_act": {"token": "status", "act": "withdraw"},
    **dict.fromkeys(("setup_store", "setup_hours", "setup_retiming", "setup_inboxes"), {"slug": "tverskaya"}),
    **dict.fromkeys(("setup_roster", "setup_staffing", "setup_card"), {"slug": "tverskaya"}),
    "setup_fleet": {"slug": "dispatch"},
    "delivery_orders": {"depot": "dispatch"},
    "delivery_day": {"depot": "dispatch", "day": "2026-03-19"},
    **dict.fromkeys(("setup_person", "setup_dismiss", "setup_admission"), {"slug": "anna"}),
    **dict.fromkeys(("setup_source", "setup_source_revoke"), {"slug": "shop"}),
    "setup_feed": {"slug": "goods"},
    **dict.fromkeys(("setup_standard", "setup_standard_adopt"), {"name": "default", "number": 2}),
    **dict.fromkeys(("playbook", "setup_playbook"), {"situation": "bank_papers_missing"}),
    "setup_standard_edit": {"name": "default"},
    "quarantine_one": {"payload": 1},
    **dict.fromkeys(("report", "report_orders"), {"report": 1}),
    "partner_letters": {"partner": "sever"},
    "network_partner": {"partner": "sever"},
    "network_partner_waits": {"partner": "sever"},
    "partner_letter": {"partner": "sever", "week": "2026-03-09"},
    "agreement": {"partner": "sever", "name": "default", "number": 2},
    "audit": {"audit": "audit"},
    "mfa_edit_webauthn": {"pk": 3},
    "mfa_remove_webauthn": {"pk": 3},
    "link": {"purpose": "take", "token": "link"},
    "status": {"token": "status"},
    "invitation": {"token": "invitation"},
    "question": {"token": "question"},
    "court_case": {"order": "court", "case": "1"},
}
"""What stands in an address: a token or an order by its name in the town."""

AS = {name: "boris" for name in PERMISSIONS if name.startswith("mfa_")} | dict.fromkeys(
    ("mfa_add_webauthn", "mfa_list_webauthn", "mfa_activate_totp"), "anna"
)
AS["run"] = "kirill"
"""Who looks, where it is not the seller, or the administrator at what she may not see."""

MORE = (
    ("audits", "rita"),
    ("desk", "admin"),
    ("desk", "rita"),
    ("desk", "vera"),
    ("mfa_index", "anna"),
    ("network_partner", "boris"),
)
"""Pages that look different to others."""


def viewer_of(name: str) -> str:
    row = PERMISSIONS[name][READ]
    if row == ANYBODY:
        return ""
    return AS.get(name) or ("anna" if may(row, frozenset({"seller"})) else "admin")


def address(house, name: str) -> str:
    known = {**house.orders, **house.tokens}
    return reverse(
        name, kwargs={key: known.get(value, value) for key, value in EXAMPLES.get(name, {}).items()}
    )


LOOKS = (("ru", 1440), ("en", 390))
MORE_LOOKS = (("ru", 390), ("en", 1440))
"""Words and widths are looked at together; all four pairs with `--long`."""


@pytest.fixture(scope="module")
def open_page(running_house):
    """Opens a page in the window of a person, who keeps it as long as pages are looked at."""
    windows = {}

    def opened(person, path, locale):
        if (person, locale) not in windows:
            windows[person, locale] = running_house.visit(person, path, locale=locale)
            running_house.visits.pop()  # it stays open after the test
        else:
            windows[person, locale].open(path)
        return windows[person, locale]

    yield opened
    for window in windows.values():
        window.context.close()


@pytest.mark.parametrize(
    ("name", "person"),
    [*((name, viewer_of(name)) for name in NAMES), *MORE],
    ids=lambda value: value or "nobody",
)
def test_a_page_is_for_everybody(running_house, open_page, pytestconfig, name, person):
    found = {}
    looks = LOOKS + MORE_LOOKS if pytestconfig.option.long else LOOKS
    for locale in ("ru", "en"):
        visit = open_page(person, f"{address(running_house, name)}?lang={locale}", locale)
        assert visit.page.locator("html").get_attribute("lang") in (locale, OWN_LANGUAGE.get(name))
        for width in [width for spoken, width in looks if spoken == locale]:
            where = f"{locale} {width}"
            visit.page.set_viewport_size({"width": width, "height": 900})
            found[f"{where} light"] = visit.violations()
            if locale == "en" and not pytestconfig.option.long:
                continue  # colours are the same in both languages
            visit.page.emulate_media(color_scheme="dark")
            # What the theme changes is colours; all else was looked at a moment ago.
            found[f"{where} dark"] = visit.violations("color-contrast", "link-in-text-block")
            visit.page.emulate_media(color_scheme="light")
        found[f"{locale} sideways"] = [f"{at} px: {what}" for at, what in visit.widths_that_scroll().items()]
        if locale == "ru":
            visit.page.set_viewport_size({"width": 390, "height": 900})
            found["focus"] = visit.unseen_focus()
        found[f"{locale} complaints"] = visit.take_complaints()
    lines = [f"{where}: {line}" for where, wrong in found.items() for line in wrong]
    assert not lines, "\n" + "\n".join(lines)


def test_what_is_wrong_is_found(house):
    """Negative control of every look at once."""
    visit = house.visit("anna", "/account/")
    visit.page.evaluate(
        """() => {
          const main = document.querySelector('main');
          main.insertAdjacentHTML('afterbegin', '<button class="planted"></button>');
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('.planted { width: 3000px; outline: none; box-shadow: none; }');
          document.adoptedStyleSheets = [sheet];
          const script = document.createElement('script');
          script.textContent = '1';
          document.body.append(script);
        }"""
    )
    assert "button-name" in " ".join(visit.violations())
    assert set(visit.widths_that_scroll()) == {320, 390, 768, 1440, 1920}
    assert any("planted" in line for line in visit.unseen_focus(20))
    assert any("Content Security Policy" in line for line in house.leave())


def test_a_story_that_was_played_is_for_everybody(house):
    """Last: playing a story turns the clock for everybody."""
    visit = house.visit("anna", "/texts")
    with visit.page.expect_navigation():
        visit.page.locator("form[action$='/play'] button").first.click()
    assert visit.violations() == []
    assert visit.widths_that_scroll() == {}
    visit.page.emulate_media(color_scheme="dark")
    assert visit.violations("color-contrast") == []
