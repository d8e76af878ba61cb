"""A sheet is sealed once, then only corrected, by two people (rule 5)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.attendance_sheet.sealing import (
    ApproverIsTheAuthor,
    CorrectionNeedsReason,
    CreditedLearner,
    DecidedBeforeTheSession,
    Lacking,
    NotAnApprover,
    Seal,
    SheetException,
    SheetIsNotComplete,
    SheetIsNotSealed,
    SheetSealed,
    check_approver,
    check_reason,
    close,
    correct,
    evolve,
)
from domain.learner_path.attendance import FundingException
from domain.refusals import InTheFuture
from tests.support.examples.attendance_sheet.sealing import SHEET_CORRECTED, SHEET_SEALED
from tests.support.examples.ids import ABSENT_PATH, LATE_PATH, PATH
from tests.support.examples.learner_path.attendance import HOURS_CREDITED, HOURS_CREDITED_WITH_EXCEPTION

ON = date(2025, 2, 4)
TODAY = date(2025, 6, 30)
SEALED = evolve(Seal(), SHEET_SEALED)
CREDITED = (
    CreditedLearner(path_id=PATH, credit=HOURS_CREDITED),
    CreditedLearner(path_id=LATE_PATH, credit=HOURS_CREDITED_WITH_EXCEPTION),
)


def test_a_complete_sheet_is_sealed_with_what_it_credits() -> None:
    assert close(Seal(), CREDITED, lacking=Lacking(), content_hash="ab12", on=ON) == [
        SheetSealed(
            occurred_on=ON,
            attended_minutes=360,
            fundable_minutes=180,
            exceptions=(SheetException(path_id=LATE_PATH, code=FundingException.SIGNATURE_MISSING),),
            content_hash="ab12",
        )
    ]


def test_a_sheet_without_anybody_present_is_sealed() -> None:
    (sealed,) = close(Seal(), (), lacking=Lacking(), content_hash="ab12", on=ON)
    assert isinstance(sealed, SheetSealed)
    assert sealed.attended_minutes == 0


def test_a_sealed_sheet_is_not_sealed_again() -> None:
    assert close(SEALED, CREDITED, lacking=Lacking(), content_hash="ab12", on=ON) == []


@pytest.mark.parametrize(
    "lacking", [Lacking(unmarked=(PATH,)), Lacking(unsigned=(ABSENT_PATH,)), Lacking(segments=(0,))]
)
def test_a_sheet_that_lacks_anything_is_not_sealed(lacking: Lacking) -> None:
    with pytest.raises(SheetIsNotComplete) as refused:
        close(Seal(), CREDITED, lacking=lacking, content_hash="ab12", on=ON)
    assert refused.value.values["lacking"] == lacking


def test_a_sealed_sheet_is_corrected() -> None:
    assert correct(SEALED, SHEET_CORRECTED, is_same=False, today=TODAY) == [SHEET_CORRECTED]


def test_a_correction_that_changes_nothing_is_none() -> None:
    assert correct(SEALED, SHEET_CORRECTED, is_same=True, today=TODAY) == []


def test_a_correction_says_why() -> None:
    assert check_reason(" Partie plus tôt. ") == "Partie plus tôt."
    with pytest.raises(CorrectionNeedsReason):
        check_reason("  ")


def test_an_open_sheet_is_not_corrected() -> None:
    with pytest.raises(SheetIsNotSealed):
        correct(Seal(), SHEET_CORRECTED, is_same=False, today=TODAY)


def test_nobody_approves_their_own_correction() -> None:
    with pytest.raises(ApproverIsTheAuthor):
        check_approver("account-7", author="account-7", may_approve=True)


def test_a_correction_is_approved_by_an_account_that_may() -> None:
    assert check_approver("account-7", author="account-1", may_approve=True) == "account-7"
    with pytest.raises(NotAnApprover):
        check_approver("account-7", author="account-1", may_approve=False)


def test_a_correction_may_be_decided_today_or_on_the_day_of_the_session() -> None:
    on_the_day = replace(SHEET_CORRECTED, decided_on=SHEET_CORRECTED.occurred_on)
    assert correct(SEALED, on_the_day, is_same=False, today=on_the_day.decided_on) == [on_the_day]


def test_a_correction_is_not_decided_in_the_future() -> None:
    with pytest.raises(InTheFuture):
        correct(SEALED, SHEET_CORRECTED, is_same=False, today=date(2025, 2, 5))


def test_a_correction_is_not_decided_before_the_session() -> None:
    early = replace(SHEET_CORRECTED, decided_on=date(2025, 2, 3))
    with pytest.raises(DecidedBeforeTheSession):
        correct(SEALED, early, is_same=False, today=TODAY)
