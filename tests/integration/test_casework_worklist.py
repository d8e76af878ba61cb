"""What there is to do, and until when."""

from datetime import date, timedelta
from uuid import uuid4

from domain.attendance_sheet.signing import (
    AbsenceCode,
    LearnerMarkedAbsent,
    LearnerSigned,
    MissingSignatureReason,
    SignatureMethod,
    SignatureMissing,
)
from domain.funded_group.sessions import CancellationReason, SessionCancelled
from domain.ids import OperatorId, PathId, SessionId
from domain.learner_path.eligibility import EligibilityDecided, EligibilityOutcome
from domain.learner_path.follow_up import ExitReason, FollowUpDone, FollowUpMonth, PathClosed, Situation
from domain.learner_path.positioning import EntryGateDecided, GateOutcome
from domain.learner_path.referral import ReferralAccepted, ReferralExpired
from projections.casework import worklist
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import CALL, GROUP, JANUARY, enrolled, path, positioned, scheduled, sealed

OTHER = OperatorId(path("another operator"))


def kinds(stage: Stage, *, today: date = JANUARY, **filters: object) -> list[str]:
    return [task.kind for task in stage.ask(worklist.TASKS, worklist.listed(today, **filters))]


def missing(path_id: PathId) -> SignatureMissing:
    return SignatureMissing(occurred_on=JANUARY, path_id=path_id, reason=MissingSignatureReason.FORGOTTEN)


def test_a_pending_referral_is_answered_before_it_expires(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    [task] = stage.ask(worklist.TASKS, worklist.listed(JANUARY))
    assert (task.kind, task.path_id, task.operator_id) == ("answer-referral", path_id, OPERATOR)
    assert task.due_on == JANUARY + timedelta(days=30)


def test_urgency_depends_on_the_day_one_asks(stage: Stage) -> None:
    stage.story.referred("ana")
    due = JANUARY + timedelta(days=30)
    seen = {}
    for today in (due - timedelta(days=8), due - timedelta(days=7), due, due + timedelta(days=1)):
        [task] = stage.ask(worklist.TASKS, worklist.listed(today))
        seen[(today - due).days] = task.urgency
    assert seen == {-8: "later", -7: "soon", 0: "soon", 1: "overdue"}


def test_an_expired_referral_leaves_nothing_to_do(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    stage.source.tell(path_id, ReferralExpired(occurred_on=JANUARY + timedelta(days=31)))
    assert kinds(stage) == []


def test_each_step_of_the_entry_hands_on_to_the_next(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    stage.source.tell(path_id, ReferralAccepted(occurred_on=JANUARY))
    assert kinds(stage) == ["give-privacy-notice", "position"]
    stage.source.tell(path_id, positioned())
    assert kinds(stage) == ["give-privacy-notice", "decide-entry"]
    gate = EntryGateDecided(occurred_on=JANUARY, outcome=GateOutcome.WAIVER, rule_set="a2/1", lacking=())
    stage.source.tell(path_id, gate)
    assert kinds(stage) == ["give-privacy-notice", "find-a-group"]
    stage.source.tell(path_id, enrolled())
    assert kinds(stage) == ["give-privacy-notice"]


def test_nobody_looks_for_a_group_for_who_was_redirected(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    gate = EntryGateDecided(occurred_on=JANUARY, outcome=GateOutcome.REDIRECTED, rule_set="a2/1", lacking=())
    stage.source.tell(path_id, gate)
    assert "find-a-group" not in kinds(stage)


def test_the_privacy_notice_is_asked_for_until_it_is_given(stage: Stage) -> None:
    stage.story.admitted("ana")
    assert kinds(stage) == ["find-a-group"]


def test_a_provisional_ruling_waits_for_papers_until_its_day(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    until = JANUARY + timedelta(days=60)

    def ruled(outcome: EligibilityOutcome, provisional_until: date | None = None) -> None:
        stage.source.tell(
            path_id,
            EligibilityDecided(
                occurred_on=JANUARY,
                call_ref=CALL,
                rule_set="dreets-ge-2025/1",
                outcome=outcome,
                reasons=(),
                provisional_until=provisional_until,
            ),
        )

    ruled(EligibilityOutcome.PROVISIONAL, until)
    [task] = stage.ask(worklist.TASKS, worklist.listed(JANUARY, kinds=["complete-eligibility"]))
    assert task.due_on == until
    ruled(EligibilityOutcome.ELIGIBLE)
    assert "complete-eligibility" not in kinds(stage)


def test_follow_ups_are_due_three_six_and_twelve_months_after_the_exit(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    stage.story.completed(path_id, on=date(2025, 3, 31))
    tasks = stage.ask(worklist.TASKS, worklist.listed(JANUARY))
    assert [(task.kind, task.due_on) for task in tasks] == [
        ("follow-up-3", date(2025, 6, 30)),
        ("follow-up-6", date(2025, 9, 30)),
        ("follow-up-12", date(2026, 3, 31)),
    ]
    done = FollowUpDone(occurred_on=date(2025, 10, 2), month=FollowUpMonth.SIX, situation=Situation.UNKNOWN)
    stage.source.tell(path_id, done)
    assert kinds(stage) == ["follow-up-3", "follow-up-12"]


def test_a_new_training_ends_the_follow_ups_of_the_one_before(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    stage.story.dropped_out(path_id, on=JANUARY)
    stage.source.tell(path_id, enrolled())
    assert kinds(stage) == []


def test_closing_leaves_the_follow_ups_and_nothing_else(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    stage.source.tell(path_id, ReferralAccepted(occurred_on=JANUARY))
    closed = PathClosed(
        occurred_on=JANUARY,
        reason=ExitReason.NOT_ADMITTED,
        positive_exit=False,
        rule_set="mobility-engaged/1",
    )
    stage.source.tell(path_id, closed)
    assert kinds(stage) == []
    other = stage.story.enrolled("ben")
    stage.story.completed(other, on=JANUARY)
    stage.source.tell(other, closed)
    assert kinds(stage) == ["follow-up-3", "follow-up-6", "follow-up-12"]


def test_an_open_sheet_waits_to_be_sealed(stage: Stage) -> None:
    stage.story.network()
    path_id = stage.story.enrolled("ana")
    stage.story.half_day(1, [path_id])
    assert kinds(stage) == []
    sheet = stage.story.open_sheet(2, [path_id])
    [task] = stage.ask(worklist.TASKS, worklist.listed(JANUARY, group_id=GROUP))
    assert (task.kind, task.sheet_id, task.group_code) == ("seal-sheet", sheet, "57-2025-01")
    assert task.due_on == JANUARY + timedelta(days=2)


def test_a_missing_signature_is_asked_for_until_the_sheet_is_sealed(stage: Stage) -> None:
    stage.story.network()
    ana, ben = stage.story.enrolled("ana"), stage.story.enrolled("ben")
    sheet = stage.story.open_sheet(2, [ana, ben])
    for path_id in (ana, ben):
        stage.source.tell(sheet, missing(path_id))
    stage.source.tell(sheet, LearnerSigned(occurred_on=JANUARY, path_id=ana, method=SignatureMethod.PAPER))
    assert kinds(stage) == ["collect-signatures", "seal-sheet"]
    stage.source.tell(sheet, LearnerMarkedAbsent(occurred_on=JANUARY, path_id=ben, code=AbsenceCode.UNKNOWN))
    assert kinds(stage) == ["seal-sheet"]
    stage.source.tell(sheet, missing(ben), sealed(JANUARY))
    assert kinds(stage) == []


def test_a_half_day_that_is_past_waits_for_its_sheet(stage: Stage) -> None:
    stage.story.network()
    held, cancelled = SessionId(uuid4()), SessionId(uuid4())
    stage.source.tell(GROUP, scheduled(held, JANUARY), scheduled(cancelled, JANUARY))
    stage.source.tell(
        GROUP,
        SessionCancelled(occurred_on=JANUARY, session_id=cancelled, reason=CancellationReason.WEATHER),
    )
    [task] = stage.ask(worklist.TASKS, worklist.listed(JANUARY, operator_id=OPERATOR))
    assert (task.kind, task.subject_id, task.group_code) == ("open-sheet", held, "57-2025-01")
    assert kinds(stage, today=JANUARY - timedelta(days=1)) == []


def test_an_operator_sees_its_own_tasks(stage: Stage) -> None:
    stage.story.referred("ana")
    stage.story.referred("ben", operator_id=OTHER)
    [mine] = stage.ask(worklist.TASKS, worklist.listed(JANUARY, operator_id=OPERATOR))
    [theirs] = stage.ask(worklist.TASKS, worklist.listed(JANUARY, operator_id=OTHER))
    assert (mine.path_id, theirs.path_id) == (path("ana"), path("ben"))


def test_the_list_can_end_at_a_day(stage: Stage) -> None:
    stage.story.referred("ana")
    assert kinds(stage, until=JANUARY) == []
    assert kinds(stage, until=JANUARY + timedelta(days=30)) == ["answer-referral"]
