"""One learner's life: referred, positioned, seated, trained, and where they went from there."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from adapters.sample.groups import CALL, PROGRAMME_MINUTES, Group
from adapters.sample.operators import Operator
from adapters.sample.plan import Plan
from domain.ids import PathId
from domain.learner_path.assessment import Moment
from domain.learner_path.eligibility import Evidence, PermitGround
from domain.learner_path.enrolment import DropOutReason
from domain.learner_path.follow_up import ExitReason, FollowUpMonth, Situation
from domain.learner_path.licence import DrivingSchoolKind, EntryProof, MobilitySolution
from domain.learner_path.referral import Channel, ReferrerKind
from domain.levels import CefrLevel, SkillLevels
from domain.personal import ContactDetails, Identity, Sex
from services.learner_path.assessment import (
    CompleteAssessment,
    IssueAttestation,
    complete_assessment,
    issue_attestation,
)
from services.learner_path.contact import (
    GivePrivacyNotice,
    MakeContact,
    RecordContactDetails,
    RecordIdentity,
    give_privacy_notice,
    make_contact,
    record_contact_details,
    record_identity,
)
from services.learner_path.eligibility import (
    CheckEvidence,
    DecideEligibility,
    check_evidence,
    decide_eligibility,
)
from services.learner_path.enrolment import (
    CompleteTraining,
    DropOut,
    Enrol,
    complete_training,
    drop_out,
    enrol,
)
from services.learner_path.follow_up import (
    AddNote,
    ClosePath,
    RecordFollowUp,
    add_note,
    close_path,
    record_follow_up,
)
from services.learner_path.licence import (
    EngageOtherSolution,
    EnterDrivingSchool,
    engage_other_solution,
    enter_driving_school,
)
from services.learner_path.positioning import (
    CompletePositioning,
    DecideEntryGate,
    RedirectFromGate,
    WaiveEntryGate,
    complete_positioning,
    decide_entry_gate,
    redirect_from_gate,
    waive_entry_gate,
)
from services.learner_path.referral import (
    AcceptReferral,
    ExpireReferral,
    ReceiveReferral,
    accept_referral,
    expire_referral,
    receive_referral,
)

LAST_DAY = date(2025, 12, 31)
TOOL, TOOL_VERSION = "mobin-evaluation", "2024.1"
LANGUAGES = ("ar", "uk", "ti", "fa", "tr", "pt", "en", "sw")
NOTES = (
    "Souhaite travailler dans l’aide à domicile, un secteur sans bus le soir.",
    "Le conjoint garde les enfants le mercredi, présence assurée.",
    "Très à l’aise à l’oral, demande des exercices d’écriture.",
    "A trouvé un stage en entrepôt ; prévenir de l’horaire du vendredi.",
)
COMPLETION_BP = 8_000


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is referred."""

    path_id: PathId
    identity: Identity
    sex: Sex
    operator: Operator
    referred_on: date


def refer(plan: Plan, who: Newcomer, *, accepted: bool = True) -> None:
    """Plan the referral, and what follows from taking charge of the person; else it expires."""
    random, operator, day = plan.random, who.operator, who.referred_on
    ask = ReceiveReferral(
        on=day,
        department=operator.department,
        referrer=random.choice(list(ReferrerKind)[:6]),
        channel=random.choice(list(Channel)),
        identity=who.identity,
        contacts=ContactDetails(phone=f"06 99 {random.randrange(10**6):06}"),
        organisation="Service social de secteur",
        message="Permis étranger non échangeable, cherche un emploi." if plan.chance(30) else None,
    )
    plan.add(day, operator.caseworker, receive_referral, who.path_id, ask)
    if not accepted:
        expired_on = day + timedelta(days=31)
        plan.add(expired_on, operator.caseworker, expire_referral, who.path_id, ExpireReferral(on=expired_on))
        return
    _take_charge(plan, who, day + timedelta(days=3))


def position(plan: Plan, who: Newcomer, *, outcome: str = "admitted") -> None:
    """Plan papers, positioning and the gate: admitted, waiver or redirected."""
    day, caseworker = who.referred_on + timedelta(days=12), who.operator.caseworker
    evidence = CheckEvidence(on=day, evidence=_evidence(plan, day))
    plan.add(day, caseworker, check_evidence, who.path_id, evidence, at=time(10))
    decide = DecideEligibility(on=day, call_ref=CALL)
    plan.add(day, caseworker, decide_eligibility, who.path_id, decide, at=time(10, 10))
    levels = _levels(plan, written=CefrLevel.A1 if outcome != "admitted" else CefrLevel.A2)
    positioned = CompletePositioning(on=day, tool=TOOL, tool_version=TOOL_VERSION, levels=levels)
    plan.add(day, who.operator.trainer, complete_positioning, who.path_id, positioned, at=time(11))
    if outcome == "waiver":
        ask = WaiveEntryGate(on=day, reason="Écrit en progrès rapide, oral déjà au niveau A2.")
        plan.add(day, who.operator.coordinator, waive_entry_gate, who.path_id, ask, at=time(12))
    elif outcome == "redirected":
        gone = RedirectFromGate(on=day)
        plan.add(day, caseworker, redirect_from_gate, who.path_id, gone, at=time(12))
        close = ClosePath(on=day, reason=ExitReason.REDIRECTED)
        plan.add(day, caseworker, close_path, who.path_id, close, at=time(12, 10))
    else:
        plan.add(day, caseworker, decide_entry_gate, who.path_id, DecideEntryGate(on=day), at=time(12))


def seat(plan: Plan, who: Newcomer, group: Group, *, leaves_on: date | None = None) -> None:
    """Plan the place in the group and the entry assessment; who drops out comes until a day."""
    day = group.starts_on - timedelta(days=8)
    ask = Enrol(on=day, group_id=group.id, reason="Dossier complet attendu sous un mois.")
    plan.add(day, who.operator.caseworker, enrol, who.path_id, ask, at=time(15))
    group.seated[who.path_id] = leaves_on or group.ends_on
    group.attended[who.path_id] = 0
    assessed = group.starts_on + timedelta(days=2)
    entry = CompleteAssessment(
        on=assessed, moment=Moment.ENTRY, tool=TOOL, tool_version=TOOL_VERSION, levels=_levels(plan)
    )
    plan.add(assessed, who.operator.trainer, complete_assessment, who.path_id, entry, at=time(19))
    if plan.chance(50):
        noted = assessed + timedelta(days=20)
        note = AddNote(on=noted, text=plan.random.choice(NOTES))
        plan.add(noted, who.operator.caseworker, add_note, who.path_id, note, at=time(16))
    if leaves_on:
        reason = plan.random.choice(list(DropOutReason))
        plan.add(
            leaves_on, who.operator.caseworker, drop_out, who.path_id, DropOut(on=leaves_on, reason=reason),
            at=time(19, 30),
        )  # fmt: skip


def finish(plan: Plan, who: Newcomer, group: Group) -> None:
    """Plan the end of a training that was followed to its last day, and what came of it."""
    operator, day = who.operator, group.ends_on + timedelta(days=2)
    levels = _levels(plan, written=plan.random.choice((CefrLevel.A2, CefrLevel.B1, CefrLevel.B1)))
    leaving = CompleteAssessment(
        on=day, moment=Moment.EXIT, tool=TOOL, tool_version=TOOL_VERSION, levels=levels
    )
    plan.add(day, operator.trainer, complete_assessment, who.path_id, leaving, at=time(10))
    is_enough = group.attended[who.path_id] * 10_000 >= PROGRAMME_MINUTES * COMPLETION_BP
    reason = None if is_enough else "Absences pour raison de santé, acquis vérifiés à l’évaluation."
    completed = CompleteTraining(on=day, waiver_reason=reason)
    plan.add(day, operator.coordinator, complete_training, who.path_id, completed, at=time(11))
    number = f"ATT-{group.code}-{len(group.seated):02}{str(who.path_id)[-6:].upper()}"
    attest = IssueAttestation(on=day, number=number)
    plan.add(day, operator.caseworker, issue_attestation, who.path_id, attest, at=time(12))
    _move_on(plan, who, day)
    _follow_up(plan, who, day)


def _take_charge(plan: Plan, who: Newcomer, day: date) -> None:
    random, caseworker, path_id = plan.random, who.operator.caseworker, who.path_id
    notice = GivePrivacyNotice(
        on=day, notice_version="2025-1", language=random.choice(LANGUAGES), interpreter=plan.chance(25)
    )
    details = ContactDetails(
        phone=f"06 99 {random.randrange(10**6):06}", address=f"{random.randrange(1, 99)} rue des Tilleuls"
    )
    plan.add(day, caseworker, accept_referral, path_id, AcceptReferral(on=day), at=time(9))
    plan.add(day, caseworker, give_privacy_notice, path_id, notice, at=time(9, 30))
    identity = RecordIdentity(on=day, identity=who.identity, sex=who.sex)
    plan.add(day, caseworker, record_identity, path_id, identity, at=time(9, 40))
    known = RecordContactDetails(on=day, contacts=details)
    plan.add(day, caseworker, record_contact_details, path_id, known, at=time(9, 50))
    called = MakeContact(on=day + timedelta(days=4), channel=Channel.PHONE)
    plan.add(called.on, caseworker, make_contact, path_id, called, at=time(14))


def _move_on(plan: Plan, who: Newcomer, left_on: date) -> None:
    """Four in five: a driving school, or another way of moving about."""
    day, thrown = left_on + timedelta(days=plan.random.randrange(5, 90)), plan.random.random()
    caseworker = who.operator.caseworker
    if thrown < 0.4:  # noqa: PLR2004 - shares of the story.
        school = EnterDrivingSchool(on=day, kind=DrivingSchoolKind.ASSOCIATIVE, proof=EntryProof.CONTRACT)
        plan.add(day, caseworker, enter_driving_school, who.path_id, school, recorded_after=6)
    elif thrown < 0.7:  # noqa: PLR2004 - shares of the story.
        school = EnterDrivingSchool(on=day, kind=DrivingSchoolKind.CLASSIC, proof=EntryProof.ATTESTATION)
        plan.add(day, caseworker, enter_driving_school, who.path_id, school, recorded_after=12)
    elif thrown < 0.82:  # noqa: PLR2004 - shares of the story.
        other = EngageOtherSolution(on=day, kind=plan.random.choice(list(MobilitySolution)))
        plan.add(day, caseworker, engage_other_solution, who.path_id, other)


def _follow_up(plan: Plan, who: Newcomer, left_on: date) -> None:
    caseworker, three = who.operator.caseworker, left_on + timedelta(days=93)
    if plan.chance(85):
        done = RecordFollowUp(
            on=three, month=FollowUpMonth.THREE, situation=plan.random.choice(list(Situation)[:4])
        )
        plan.add(three, caseworker, record_follow_up, who.path_id, done)
    six = left_on + timedelta(days=184)
    if six <= LAST_DAY and plan.chance(60):
        again = RecordFollowUp(on=six, month=FollowUpMonth.SIX, situation=Situation.EMPLOYED)
        plan.add(six, caseworker, record_follow_up, who.path_id, again)
        close = ClosePath(on=six, reason=ExitReason.COMPLETED)
        plan.add(six, caseworker, close_path, who.path_id, close, at=time(11))


def _evidence(plan: Plan, day: date) -> Evidence:
    """Most papers are there and right; some are missing, some too old."""
    since = day - timedelta(days=plan.random.randrange(200, 1500))
    if plan.chance(5):
        since = day - timedelta(days=3000)
    return Evidence(
        permit_ground=plan.random.choice(list(PermitGround)),
        permit_since=None if plan.chance(6) else since,
        in_france_since=since,
        cir_signed_on=since + timedelta(days=60),
        in_similar_scheme=False,
    )


def _levels(plan: Plan, written: CefrLevel = CefrLevel.A2) -> SkillLevels:
    spoken = plan.random.choice((CefrLevel.A2, CefrLevel.A2, CefrLevel.B1))
    return SkillLevels(listening=spoken, reading=CefrLevel.A2, speaking=spoken, writing=written)
