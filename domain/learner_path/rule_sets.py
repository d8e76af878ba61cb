"""The rules of each call, as data: who may enter, and be paid for, on which day (rules 1 and 2).

A rule set that has ruled is never changed: a change is a new version, with its own id and its own days.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.learner_path.eligibility import EligibilityOutcome, Evidence, Ruling
from domain.learner_path.positioning import EntryRule
from domain.levels import CefrLevel
from domain.refusals import Refusal


class NoRuleSet(Refusal):
    """No rule set is known for this call on this day: check the call's reference and the day."""

    TYPE = "no-rule-set"
    field = "call_ref"


class Condition(StrEnum):
    """What a call may ask of a person; the code stands in decisions."""

    CIR_SIGNED = "cir-signed"
    PERMIT_UNDER_FIVE_YEARS = "permit-under-five-years"
    IN_FRANCE_UNDER_FIVE_YEARS = "in-france-under-five-years"
    NOT_IN_SIMILAR_SCHEME = "not-in-similar-scheme"


Check = Callable[[Evidence, date], bool | None]
"""Whether a condition is met on the entry day; None when the paper that would tell is missing."""


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """One version of a call's conditions, for entries between two days, both included."""

    id: str
    call_ref: str
    valid_from: date
    valid_until: date
    conditions: tuple[Condition, ...]
    written_level: CefrLevel
    """Asked in reading and writing; it lowers what the network asks, never more (rule 1)."""

    def rules(self, call_ref: str, day: date) -> bool:
        """Whether it is this set that rules, for a call and an entry day."""
        return self.call_ref == call_ref and self.valid_from <= day <= self.valid_until

    def entry_rule(self, level: CefrLevel) -> EntryRule:
        """Return what is asked before entry, where the network asks this level in all four skills."""
        return EntryRule(id=self.id, level=level, written_level=self.written_level, call_ref=self.call_ref)


def cir_signed(evidence: Evidence, day: date) -> bool | None:
    """The republican integration contract was signed by the entry day."""
    return None if evidence.cir_signed_on is None else evidence.cir_signed_on <= day


def permit_under_five_years(evidence: Evidence, day: date) -> bool | None:
    """The first residence permit is less than five years old."""
    return _under_five_years(evidence.permit_since, day)


def in_france_under_five_years(evidence: Evidence, day: date) -> bool | None:
    """The person came to France less than five years ago."""
    return _under_five_years(evidence.in_france_since, day)


def not_in_similar_scheme(evidence: Evidence, _day: date) -> bool | None:
    """No other scheme pays for the same help."""
    return None if evidence.in_similar_scheme is None else not evidence.in_similar_scheme


def _under_five_years(since: date | None, day: date) -> bool | None:
    if since is None:
        return None
    return since <= day and (day.year - 5, day.month, day.day) < (since.year, since.month, since.day)


CHECKS: dict[Condition, Check] = {
    Condition.CIR_SIGNED: cir_signed,
    Condition.PERMIT_UNDER_FIVE_YEARS: permit_under_five_years,
    Condition.IN_FRANCE_UNDER_FIVE_YEARS: in_france_under_five_years,
    Condition.NOT_IN_SIMILAR_SCHEME: not_in_similar_scheme,
}

RULE_SETS = (
    RuleSet(
        id="dreets-ge-2025/1",
        call_ref="DREETS-GE-2025",
        valid_from=date(2025, 1, 1),
        valid_until=date(2025, 12, 31),
        conditions=(Condition.CIR_SIGNED, Condition.PERMIT_UNDER_FIVE_YEARS),
        written_level=CefrLevel.A2,
    ),
    RuleSet(
        id="dreets-ge-2026/1",
        call_ref="DREETS-GE-2026",
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        conditions=(
            Condition.IN_FRANCE_UNDER_FIVE_YEARS,
            Condition.CIR_SIGNED,
            Condition.NOT_IN_SIMILAR_SCHEME,
        ),
        written_level=CefrLevel.A2,
    ),
)


def rule_set_for(rule_sets: Iterable[RuleSet], call_ref: str, day: date) -> RuleSet:
    """Return the rule set of a call on an entry day.

    Raises:
        NoRuleSet: unknown call, or a day that none of its rule sets covers.
    """
    for rule_set in rule_sets:
        if rule_set.rules(call_ref, day):
            return rule_set
    raise NoRuleSet(call_ref=call_ref, on=day)


def has_rule_set(rule_sets: Iterable[RuleSet], call_ref: str, day: date) -> bool:
    """Whether a call says anything of entries on a day."""
    return any(rule_set.rules(call_ref, day) for rule_set in rule_sets)


def judge(rule_set: RuleSet, evidence: Evidence, *, on: date) -> Ruling:
    """Apply a rule set to what the papers say.

    One failed condition is enough to be not eligible, and the reasons are those that fail; else one missing
    paper is enough to be provisional, and the reasons are those whose paper is missing.
    """
    answers = {condition: CHECKS[condition](evidence, on) for condition in rule_set.conditions}
    failed = tuple(condition.value for condition, met in answers.items() if met is False)
    missing = tuple(condition.value for condition, met in answers.items() if met is None)
    if failed:
        outcome = EligibilityOutcome.NOT_ELIGIBLE
    elif missing:
        outcome = EligibilityOutcome.PROVISIONAL
    else:
        outcome = EligibilityOutcome.ELIGIBLE
    return Ruling(
        call_ref=rule_set.call_ref, rule_set=rule_set.id, outcome=outcome, reasons=failed or missing
    )
