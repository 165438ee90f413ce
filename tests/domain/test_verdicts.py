"""The rule table of the refusal court: total, without a dead row, and what each kind of case comes to (ADR 0037)."""

from __future__ import annotations

import pytest

from otklik.domain.court_cases import EVIDENCE
from otklik.domain.surveys import ANSWERS
from otklik.domain.verdicts import NO_ANSWER, REASONS, RULES, family_of, list_cells, rule_for


def test_every_cell_has_a_row_and_every_row_a_cell() -> None:
    """Total without a gap, and no row that another one hides (both would be mistakes of the table)."""
    cells = list_cells()
    assert len(cells) == len(REASONS) * len(EVIDENCE) * (len(ANSWERS) + 1)
    found = {rule_for(*cell).id for cell in cells}
    assert found == {rule.id for rule in RULES}
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_without_its_last_row_the_table_has_gaps() -> None:
    """Control: totality is the last row's doing, and the test above would see it go."""
    gaps = [cell for cell in list_cells() if not any(rule.fits(*cell) for rule in RULES[:-1])]
    assert len(gaps) > 100


def test_rows_name_only_what_there_is() -> None:
    """A misspelt reason, evidence or answer would never fit."""
    for rule in RULES:
        assert set(rule.reasons) <= set(REASONS)
        assert set(rule.evidence) <= set(EVIDENCE)
        assert set(rule.answers) <= {NO_ANSWER, *ANSWERS}
        assert rule.why["ru"] and rule.why["en"]


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize("reason", REASONS)
def test_silence_of_the_buyer_proves_nothing(reason: str, evidence: str) -> None:
    """Nobody is convicted by a question that nobody answered (law 13)."""
    assert rule_for(reason, evidence, NO_ANSWER).verdict == "unverified"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reason", "evidence", "answer", "verdict", "rule"),
    [
        ("not_paid", "none", "would_have_bought", "contradicted", "would-have-bought"),
        ("not_paid", "tried", "would_have_bought", "contradicted", "would-have-bought"),
        ("not_paid", "talk", "would_have_bought", "person", "talk-and-word"),
        ("not_paid", "none", "not_ready_to_prepay", "confirmed", "finer-not-paid"),
        ("not_paid", "none", "no_goods", "contradicted", "another-reason"),
        ("not_contacted", "none", "would_have_bought", "confirmed", "admitted"),
        ("unreachable", "none", "changed_mind", "contradicted", "no-attempt"),
        ("unreachable", "thin", "changed_mind", "person", "few-attempts"),
        ("unreachable", "tried", "changed_mind", "confirmed", "tried"),
        ("unreachable", "tried", "would_have_bought", "person", "tried-and-word"),
        ("unreachable", "talk", "changed_mind", "contradicted", "talked-after-all"),
        ("changed_mind", "talk", "found_elsewhere", "confirmed", "same-changed-mind"),
        ("changed_mind", "talk", "wanted_try_on", "contradicted", "another-reason"),
        ("no_goods", "talk", "no_goods", "confirmed", "same-no-goods"),
        ("extra_demands", "talk", "terms", "confirmed", "same-extra-demands"),
        ("other", "talk", "changed_mind", "person", "other-stated"),
        ("released", "none", "would_have_bought", "contradicted", "would-have-bought"),
        ("released", "none", "changed_mind", "confirmed", "finer-released"),
        ("withdrawn_told", "tried", "would_have_bought", "contradicted", "would-have-bought"),
        ("withdrawn", "none", "no_goods", "confirmed", "finer-withdrawn"),
    ],
)  # fmt: skip
def test_cases(reason: str, evidence: str, answer: str, verdict: str, rule: str) -> None:
    """What people would decide who read both sides."""
    found = rule_for(reason, evidence, answer)  # type: ignore[arg-type]
    assert (found.verdict, found.id) == (verdict, rule)


def test_nobody_is_contradicted_while_a_talk_and_a_word_disagree() -> None:
    """A recorded talk against the buyer's word never becomes a verdict without a person."""
    assert {rule_for(reason, "talk", "would_have_bought").verdict for reason in REASONS} == {"person"}


def test_reasons_of_a_standard_are_judged_by_the_reason_above_them() -> None:
    """Any depth, an unknown one as `other`, and a circle ends."""
    parents = {"card_declined": "paid_by_card", "paid_by_card": "not_paid", "odd": "", "a": "b", "b": "a"}
    assert [family_of(code, parents) for code in ("card_declined", "not_paid", "odd", "new", "a")] == [
        "not_paid", "not_paid", "other", "other", "other",
    ]  # fmt: skip
