"""One audit of a file: under way, asking, failed or ready; its downloads, and its end."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.analytics.stored_findings import read_stored
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, group
from otklik.domain.wording import capitalised
from otklik.intake.audit_columns import AUDIT_FIELDS
from otklik.intake.columns import recognise
from otklik.intake.tables import Row, read_table
from otklik.store import audits
from otklik.store.access import access_audit
from otklik.store.audits import ASKING, DONE, WAITING, Audit
from otklik.web import audit_runs
from otklik.web.audit_words import AUDIT
from otklik.web.audits import FORMS, check_options, may_act, said_of, trouble_text
from otklik.web.findings_blocks import FindingsView
from otklik.web.findings_page import findings_view, render_file, subtitle_of
from otklik.web.findings_terms import FIELDS, term
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import scoped
from otklik.web.setup_words import spoken
from otklik.web.stores import Choice
from otklik.web.viewers import viewer_of

ASKED_FIELDS = (
    "placed_at", "answered_at", "number", "status", "outcome", "amount", "store", "refused_at", "reason", "promised_at",
    "handed_over_at", "delivered_at", "completed_at", "channel", "seller", "phone",
)  # fmt: skip
"""Fields that a person may name the column of; the first must be there."""
SAID = ("zone", "dates", "decimal", "currency")
MAIN_FIELDS = 6
PREVIEW_ROWS, PREVIEW_BYTES, CELL = 3, 64 * 1024, 40
TEXT_FORMS = ("csv", "tsv", "txt", "ndjson", "jsonl")


Field = tuple[str, str, tuple[Choice, ...]]
"""A field's name, its label, and the file's columns to choose from."""


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be said about a file before it can be audited."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    dates: tuple[Choice, ...]
    decimal: tuple[Choice, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """What `audit.html` shows; which of `progress`, `question`, `trouble` and `findings` is there, `state` says."""

    title: str
    subtitle: str
    words: Mapping[str, str]
    id: str
    state: str
    may_act: bool
    progress: str = ""
    trouble: str = ""
    detail: str = ""
    question: Question | None = None
    findings: FindingsView | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_audit(request: HttpRequest, audit: UUID) -> HttpResponse:
    """An audit as it is; its form says what its columns are and goes on."""
    found = access_audit(viewer_of(request), str(audit))
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        if found.state == ASKING:
            try:
                audits.save(_answered(found, request))
            except DomainError as error:
                errors = said_of(error, locale_of(request))
            else:
                audit_runs.start()
        if not errors:
            return HttpResponseRedirect(reverse("audit", args=[found.id]), status=303)
    page = _page(found, request, errors)
    return render_screen(request, "audit.html", page, section="reports", status=422 if errors else 200)


def _answered(audit: Audit, request: HttpRequest) -> Audit:
    """The audit with what its form says, waiting for its turn again.

    Raises
    ------
    DomainError
        What is wrong with zone or currency.
    """
    given = {name: request.POST.get(f"column-{name}", "") for name in ASKED_FIELDS}
    said = {name: request.POST.get(name, audit.options.get(name, "")).strip() for name in SAID}
    options = {**audit.options, **said}
    check_options(options)
    return replace(
        audit,
        state=WAITING,
        mapping={name: column for name, column in given.items() if column},
        options=options,
        trouble=None,
        ended_at=None,
        stage="",
        done=0,
    )


def _page(audit: Audit, request: HttpRequest, errors: Mapping[str, str]) -> AuditPage:
    viewer, locale = viewer_of(request), locale_of(request)
    page = AuditPage(
        title=audit.name,
        subtitle="",
        words=spoken(AUDIT, locale),
        id=audit.id,
        state=audit.state,
        may_act=may_act(viewer),
        errors=errors,
    )
    if audit.state == DONE:
        findings, source = read_stored(audit.result.read_text(encoding="utf-8"))
        return replace(
            page,
            subtitle=subtitle_of(findings, source, locale).removeprefix(f"{source.name} · "),
            findings=findings_view(findings, source, locale=locale),
        )
    if audit.is_under_way:
        return replace(page, progress=_progress(audit, locale))
    trouble = audit.trouble or audits.Trouble("audit_refused")
    page = replace(
        page,
        trouble=trouble_text(trouble.code, locale) or trouble_text("audit_refused", locale),
        detail=" ".join(
            filter(None, (trouble.place and f"{trouble.place}:", trouble.message, trouble.remedy))
        ),
    )
    return replace(page, question=_question(audit, locale)) if audit.state == ASKING else page


def _progress(audit: Audit, locale: Locale) -> str:
    if audit.state == WAITING:
        return AUDIT["queued"][locale]
    if audit.stage == "computing":
        return AUDIT["computing"][locale]
    return AUDIT["read" if audit.done else "reading"][locale].format(count=group(audit.done, locale))


def _question(audit: Audit, locale: Locale) -> Question | None:
    """The form of an audit that asks; None where its file is gone."""
    if not audit.upload.exists():
        return None
    header, rows = read_preview(audit)
    known = _known_columns(audit, header)
    word = {name: words[locale] for name, words in AUDIT.items()}
    unsaid = Choice(value="", word=word["by_file"], chosen=False)
    fields = tuple(_field(name, header, known.get(name, ""), locale) for name in ASKED_FIELDS)
    said = audit.options
    dates = {
        "day_first": word["day_first"].format(example="03.04"),
        "month_first": word["month_first"].format(example="04/03"),
    }
    marks = {",": word["comma"].format(example="1 290,50"), ".": word["point"].format(example="1,290.50")}
    return Question(
        header=header,
        rows=rows,
        fields=fields[:MAIN_FIELDS],
        more=fields[MAIN_FIELDS:],
        dates=(unsaid, *(Choice(one, text, said.get("dates") == one) for one, text in dates.items())),
        decimal=(unsaid, *(Choice(one, text, said.get("decimal") == one) for one, text in marks.items())),
        values={name: said.get(name, "") for name in ("zone", "currency")},
    )


def _known_columns(audit: Audit, header: tuple[str, ...]) -> Mapping[str, str]:
    """Field → column, as somebody said it or as its name says it; what can't be true is left to the person."""
    try:
        columns = recognise(header, fields=AUDIT_FIELDS, needed=())
    except DomainError:
        return audit.mapping
    return {name: columns.name(name) for name in columns.index} | {
        name: column for name, column in audit.mapping.items() if column in header
    }


def _field(name: str, header: tuple[str, ...], known: str, locale: Locale) -> Field:
    nothing = Choice(value="", word=AUDIT["by_itself"][locale], chosen=not known)
    columns = (Choice(column, column[:80], column == known) for column in header)
    return name, capitalised(term(FIELDS, name, locale)), (nothing, *columns)


def read_preview(audit: Audit) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The header of an upload and its first rows, cut to what fits a page; empty where it can't be read.

    Notes
    -----
    Of a text file only the beginning is looked at, however large it is.
    """
    ending = audit.name.casefold().rpartition(".")[2]
    try:
        with audit.upload.open("rb") as file:
            start = file.read(PREVIEW_BYTES)
            start = start[: start.rfind(b"\n") + 1] or start
            table = read_table(io.BytesIO(start) if ending in TEXT_FORMS else file, audit.name)
            rows = []
            for row in table.rows:
                if isinstance(row, Row):
                    rows.append(tuple(value[:CELL] for value in row.values))
                if len(rows) == PREVIEW_ROWS:
                    break
            return table.header, tuple(rows)
    except DomainError:
        return (), ()


@require_safe
@scoped
def show_audit_file(request: HttpRequest, audit: UUID) -> HttpResponse:
    """The report as one HTML file, in the viewer's language."""
    found, locale = _ready(request, audit), locale_of(request)
    findings, source = read_stored(found.result.read_text(encoding="utf-8"))
    text = render_file(findings, source, locale=locale)
    return _download(HttpResponse(text, content_type="text/html; charset=utf-8"), found, "html")


@require_safe
@scoped
def show_audit_json(request: HttpRequest, audit: UUID) -> HttpResponse:
    """The figures as JSON, as the command line writes them."""
    found = _ready(request, audit)
    return _download(HttpResponse(found.result.read_bytes(), content_type="application/json"), found, "json")


def _ready(request: HttpRequest, audit: UUID) -> Audit:
    """The audit, if it has a result.

    Raises
    ------
    DomainError
        `unknown_audit`.
    """
    found = access_audit(viewer_of(request), str(audit))
    if found.state != DONE:
        raise DomainError("unknown_audit", "This audit has no result.", remedy="Look at its page.")
    return found


def _download(response: HttpResponse, audit: Audit, ending: str) -> HttpResponse:
    stem = audit.name
    for form in FORMS:
        stem = stem.removesuffix(form)
    header = content_disposition_header(as_attachment=True, filename=f"{stem or 'audit'}-audit.{ending}")
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@scoped
def delete_audit(request: HttpRequest, audit: UUID) -> HttpResponse:
    """Delete an audit with everything of it; one that runs is ended."""
    audits.delete(access_audit(viewer_of(request), str(audit)))
    return HttpResponseRedirect(reverse("audits"), status=303)
