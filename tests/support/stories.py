"""Facts told in the order of life: a group, its grant, its sheets, its learners; views are read from them."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from uuid import UUID, uuid5

from domain.attendance_sheet.sealing import SheetSealed
from domain.attendance_sheet.signing import (
    LearnerSigned,
    PresenceRecorded,
    SheetOpened,
    SignatureMethod,
    TrainerCountersigned,
)
from domain.calendar import ClockTimes, HalfDay, Segment, Subject, SubjectMinutes
from domain.facts import Fact, Recorded
from domain.funded_group.money import ExpenseRecorded
from domain.funded_group.planning import GrantAttached, GroupOpened, GroupPlanned
from domain.funded_group.seats import SeatReleased, SeatReleaseReason, SeatTaken
from domain.funded_group.sessions import Mode, SessionScheduled
from domain.grant.award import Allotment, FundingLine, GrantAwarded, PaymentKind, PaymentReceived
from domain.ids import EventId, GrantId, GroupId, OperatorId, PathId, SessionId, SheetId, StaffId
from domain.learner_path.assessment import AssessmentCompleted, Moment
from domain.learner_path.attendance import FundingException, HoursCredited, HoursCreditReversed
from domain.learner_path.contact import ContactMade, IdentityRecorded, PrivacyNoticeGiven
from domain.learner_path.eligibility import EligibilityDecided, EligibilityOutcome
from domain.learner_path.enrolment import (
    DropOutReason,
    DroppedOut,
    EnrolledInGroup,
    Funding,
    TrainingCompleted,
)
from domain.learner_path.follow_up import NoteAdded, NoteVisibility
from domain.learner_path.positioning import EntryGateDecided, GateOutcome, PositioningCompleted
from domain.learner_path.referral import Channel, ReferralAccepted, ReferralReceived, ReferrerKind
from domain.levels import CefrLevel, SkillLevels
from domain.operator.staff import OperatorJoined, Qualification, TrainerQualified
from domain.personal import AgeBand, Identity, Sex
from tests.support.envelopes import FakeKeyring
from tests.support.sources import OPERATOR, ListSource

NAMES = UUID("00000000-0000-7000-8000-00000000fffd")
CALL = "DREETS-GE-2025"
MORNING = ClockTimes(starts_at=time(9), ends_at=time(12))
JANUARY = date(2025, 1, 6)


def path(name: str) -> PathId:
    """Return the id of a learner's path by a short name."""
    return PathId(uuid5(NAMES, f"path {name}"))


GROUP = GroupId(uuid5(NAMES, "group"))
GRANT = GrantId(uuid5(NAMES, "grant"))
TRAINER = StaffId(uuid5(NAMES, "trainer"))


def levels(level: CefrLevel | None) -> SkillLevels:
    """Return the same level in all four skills."""
    return SkillLevels(listening=level, reading=level, speaking=level, writing=level)


class Story:
    """Tells a source what happens."""

    def __init__(self, source: ListSource, keyring: FakeKeyring) -> None:
        self.source = source
        self.keyring = keyring
        self._credits: dict[tuple[PathId, SheetId], Recorded[Fact]] = {}

    def network(self) -> None:
        """An operator and its trainer, a grant, and a group that it pays for."""
        trainer = self.keyring.seal(TRAINER, "B", Identity(family_name="Müller", given_name="Jo"))  # type: ignore[arg-type]
        self.source.tell(
            OPERATOR,
            OperatorJoined(occurred_on=JANUARY, name="Mobil'Est", siret="73282932000074", department="57"),
            TrainerQualified(
                occurred_on=JANUARY,
                staff_id=TRAINER,
                qualification=Qualification.LANGUAGE_TRAINER,
                identity=trainer,
            ),
        )
        self.source.tell(GRANT, granted(1_000_000))
        self.source.tell(
            GROUP,
            planned(),
            attached(allotted_cents=800_000),
            GroupOpened(occurred_on=JANUARY, at_own_risk=False),
        )

    def referred(
        self,
        name: str,
        *,
        on: date = JANUARY,
        family_name: str = "Éluard",
        given_name: str = "Noë",
        operator_id: OperatorId = OPERATOR,
    ) -> PathId:
        """A path begins."""
        path_id = path(name)
        identity = Identity(family_name=family_name, given_name=given_name, birth_date=date(1990, 2, 3))
        fact = ReferralReceived(
            occurred_on=on,
            operator_id=operator_id,
            department="57",
            referrer=ReferrerKind.OFII,
            channel=Channel.PHONE,
            expires_on=on + timedelta(days=30),
            identity=self.keyring.seal(path_id, "B", identity),  # type: ignore[arg-type]
        )
        self.source.tell(path_id, fact, operator_id=operator_id)
        return path_id

    def admitted(self, name: str, *, on: date = JANUARY, level: CefrLevel = CefrLevel.A2) -> PathId:
        """Referred, accepted, told of privacy, eligible, positioned, through the gate."""
        path_id = self.referred(name, on=on)
        identity = self.keyring.seal(path_id, "B", Identity(family_name="Éluard", given_name="Noëlle"))  # type: ignore[arg-type]
        key = self.keyring.seal(path_id, "B", "blind")  # type: ignore[arg-type]
        self.source.tell(
            path_id,
            ReferralAccepted(occurred_on=on),
            ContactMade(occurred_on=on, channel=Channel.PHONE),
            PrivacyNoticeGiven(occurred_on=on, notice_version="1", language="fr", interpreter=False),
            IdentityRecorded(
                occurred_on=on,
                identity=identity,
                person_key=key,
                sex=Sex.FEMALE,
                age_band=AgeBand.FROM_35_TO_44,
            ),
            EligibilityDecided(
                occurred_on=on,
                call_ref=CALL,
                rule_set="dreets-ge-2025/1",
                outcome=EligibilityOutcome.ELIGIBLE,
                reasons=(),
            ),
            positioned(on=on, level=level),
            EntryGateDecided(occurred_on=on, outcome=GateOutcome.ADMITTED, rule_set="a2/1", lacking=()),
        )
        return path_id

    def enrolled(self, name: str, *, on: date = JANUARY, level: CefrLevel = CefrLevel.A2) -> PathId:
        """Admitted, with a place in the group."""
        path_id = self.admitted(name, on=on, level=level)
        self.source.tell(path_id, enrolled(on=on))
        self.source.tell(GROUP, SeatTaken(occurred_on=on, path_id=path_id))
        return path_id

    def open_sheet(self, number: int, expected: Iterable[PathId]) -> SheetId:
        """A session on the ``number``-th day after January the sixth, and its sheet."""
        on, session_id = JANUARY + timedelta(days=number), SessionId(uuid5(NAMES, f"session {number}"))
        sheet_id = SheetId(uuid5(NAMES, f"sheet {number}"))
        self.source.tell(GROUP, scheduled(session_id, on))
        self.source.tell(sheet_id, opened(session_id, on, tuple(expected)))
        return sheet_id

    def half_day(self, number: int, paths: Iterable[PathId], *, exceptions: bool = False) -> SheetId:
        """The same, held: its sheet signed, countersigned and sealed, its minutes credited."""
        on, expected = JANUARY + timedelta(days=number), tuple(paths)
        sheet_id = self.open_sheet(number, expected)
        for path_id in expected:
            self.source.tell(
                sheet_id,
                presence(path_id, on),
                LearnerSigned(occurred_on=on, path_id=path_id, method=SignatureMethod.TABLET),
            )
        self.source.tell(
            sheet_id,
            TrainerCountersigned(occurred_on=on, segment=0, trainer_id=TRAINER, qualified=True),
            sealed(on, 180 * len(expected), fundable=not exceptions),
        )
        for path_id in expected:
            [told] = self.source.tell(path_id, credited(sheet_id, on, fundable=not exceptions))
            self._credits[path_id, sheet_id] = told
        return sheet_id

    def taken_back(self, path_id: PathId, sheet_id: SheetId) -> Recorded[Fact]:
        """A credit is reversed."""
        credit = self._credits[path_id, sheet_id]
        fact = credit.fact
        assert isinstance(fact, HoursCredited)
        reversal = HoursCreditReversed(
            occurred_on=fact.occurred_on,
            sheet_id=sheet_id,
            group_id=GROUP,
            credit=EventId(credit.context.event_id),
            minutes=fact.minutes,
            fundable=fact.fundable,
        )
        [told] = self.source.tell(path_id, reversal, supersedes=credit.context.event_id)
        return told

    def completed(self, path_id: PathId, *, on: date, level: CefrLevel | None = CefrLevel.B1) -> None:
        """The training is over."""
        self.source.tell(
            path_id,
            AssessmentCompleted(
                occurred_on=on, moment=Moment.EXIT, tool="grid", tool_version="1", levels=levels(level)
            ),
            TrainingCompleted(occurred_on=on, group_id=GROUP, attended_minutes=180, planned_minutes=12_000),
        )
        reason = SeatReleaseReason.COMPLETED
        self.source.tell(GROUP, SeatReleased(occurred_on=on, path_id=path_id, reason=reason))

    def dropped_out(self, path_id: PathId, *, on: date, reason: DropOutReason = DropOutReason.JOB) -> None:
        """The learner left before the end."""
        self.source.tell(path_id, DroppedOut(occurred_on=on, group_id=GROUP, reason=reason))
        released = SeatReleased(occurred_on=on, path_id=path_id, reason=SeatReleaseReason.DROPPED_OUT)
        self.source.tell(GROUP, released)

    def noted(self, path_id: PathId, *, on: date) -> None:
        """A caseworker writes something down."""
        text = self.keyring.seal(path_id, "A", "secret")  # type: ignore[arg-type]
        self.source.tell(path_id, NoteAdded(occurred_on=on, visibility=NoteVisibility.TEAM, text=text))

    def year(self, learners: int, half_days: int) -> None:
        """A whole group: what a speed or a rebuild is measured with."""
        self.network()
        paths = [self.enrolled(f"learner {number}") for number in range(learners)]
        for number in range(half_days):
            sheet = self.half_day(number, paths)
            if number % 10 == 0:
                self.taken_back(paths[number % learners], sheet)
        for path_id in paths:
            self.completed(path_id, on=JANUARY + timedelta(days=half_days))


def granted(cents: int) -> GrantAwarded:
    """The State's decision."""
    return GrantAwarded(
        occurred_on=JANUARY,
        holder=None,
        funder="dreets-44",
        line=FundingLine.BOP_104,
        call_ref=CALL,
        legal_commitment_ref="2104567890",
        amount_cents=cents,
        rate_bp=8_000,
        eligible_from=date(2025, 1, 1),
        eligible_until=date(2025, 12, 31),
        retention_years=10,
    )


def planned(code: str = "57-2025-01", *, operator_id: OperatorId = OPERATOR) -> GroupPlanned:
    """A group."""
    return GroupPlanned(
        occurred_on=JANUARY,
        operator_id=operator_id,
        code=code,
        call_ref=CALL,
        department="57",
        starts_on=JANUARY,
        ends_on=date(2025, 6, 30),
        planned_minutes=12_000,
        seats_min=6,
        seats_max=12,
    )


def attached(*, allotted_cents: int, rate_bp: int = 8_000) -> GrantAttached:
    """The grant pays for the group."""
    return GrantAttached(
        occurred_on=JANUARY,
        grant_id=GRANT,
        allotted_cents=allotted_cents,
        rate_bp=rate_bp,
        eligible_from=date(2025, 1, 1),
        eligible_until=date(2025, 12, 31),
    )


def positioned(*, on: date = JANUARY, level: CefrLevel | None = CefrLevel.A2) -> PositioningCompleted:
    """A level before entry."""
    return PositioningCompleted(occurred_on=on, tool="grid", tool_version="1", levels=levels(level))


def enrolled(*, on: date = JANUARY, group_id: GroupId = GROUP) -> EnrolledInGroup:
    """A place in a group."""
    return EnrolledInGroup(
        occurred_on=on, group_id=group_id, planned_minutes=12_000, funding=Funding.FUNDABLE
    )


def segment() -> Segment:
    """A morning of French."""
    return Segment(times=MORNING, subject=Subject.FRENCH, trainer_id=TRAINER)


def sealed(on: date, minutes: int = 0, *, fundable: bool = True) -> SheetSealed:
    """A sheet is sealed."""
    return SheetSealed(
        occurred_on=on,
        attended_minutes=minutes,
        fundable_minutes=minutes if fundable else 0,
        exceptions=(),
        content_hash="00",
    )


def scheduled(session_id: SessionId, on: date) -> SessionScheduled:
    """A half-day is planned."""
    return SessionScheduled(
        occurred_on=JANUARY,
        session_id=session_id,
        session_on=on,
        half_day=HalfDay.AM,
        segments=(segment(),),
        mode=Mode.IN_PERSON,
        flags=(),
    )


def opened(session_id: SessionId, on: date, expected: tuple[PathId, ...]) -> SheetOpened:
    """Its sheet."""
    return SheetOpened(
        occurred_on=on,
        operator_id=OPERATOR,
        group_id=GROUP,
        session_id=session_id,
        half_day=HalfDay.AM,
        segments=(segment(),),
        expected=expected,
    )


def presence(path_id: PathId, on: date) -> PresenceRecorded:
    """A learner was there."""
    return PresenceRecorded(
        occurred_on=on,
        path_id=path_id,
        arrived_at=time(9),
        left_at=time(12),
        minutes=SubjectMinutes(french=180),
    )


def credited(sheet_id: SheetId, on: date, *, fundable: bool = True) -> HoursCredited:
    """Three hours of French and a quarter of code, by a sealed sheet."""
    minutes = SubjectMinutes(french=165, code=15)
    return HoursCredited(
        occurred_on=on,
        sheet_id=sheet_id,
        group_id=GROUP,
        half_day=HalfDay.AM,
        times=MORNING,
        minutes=minutes,
        fundable=minutes if fundable else SubjectMinutes(),
        exceptions=() if fundable else (FundingException.TRAINER_NOT_QUALIFIED,),
    )


def expense(account: str, cents: int, *, eligible: bool = True) -> ExpenseRecorded:
    """A charge."""
    return ExpenseRecorded(
        occurred_on=JANUARY, account=account, cents=cents, eligible=eligible, proof="FA-2025-0113"
    )


def payment(cents: int) -> PaymentReceived:
    """Money arrives, all of it for the group."""
    part = Allotment(group_id=GROUP, cents=cents)
    return PaymentReceived(occurred_on=JANUARY, kind=PaymentKind.ADVANCE, cents=cents, allotments=(part,))
