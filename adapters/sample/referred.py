"""Coming in: from the referral to the decision on entry, and those who take no seat."""

from collections.abc import Mapping
from datetime import date, timedelta

from adapters.sample import texts
from adapters.sample.cast import Cast
from adapters.sample.clock import days_after, paris
from adapters.sample.operators import TIMER
from adapters.sample.people import Person
from adapters.sample.profiles import CHANNELS, LEVELS, REDIRECTED_LEVELS, REFERRERS, Entry, Profile, draw
from adapters.sample.year import CALL, Unseated
from domain.ids import PathId
from domain.learner_path.eligibility import EligibilityOutcome, Evidence, PermitGround
from domain.learner_path.follow_up import ExitReason
from domain.learner_path.referral import Channel, ReferrerKind
from domain.levels import SkillLevels
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
from services.learner_path.follow_up import ClosePath, close_path
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

TOOL, TOOL_VERSION = "positionnement-mobin", "3"
NOTICE_VERSION = "2025-01"
EXPIRES_AFTER = timedelta(days=31)
NOTICE_LANGUAGES: Mapping[str, int] = {"fr": 60, "ar": 12, "uk": 10, "fa": 9, "ti": 5, "sq": 4}
GROUNDS: Mapping[PermitGround, int] = {
    PermitGround.FAMILY: 45,
    PermitGround.PROTECTION: 35,
    PermitGround.WORK: 12,
    PermitGround.STUDY: 4,
    PermitGround.OTHER: 4,
}


def receive(cast: Cast, person: Person, on: date, referrer: ReferrerKind, channel: Channel) -> PathId:
    """Note the referral, and return the path that it begins."""
    at = paris(on, 9, cast.random.randrange(60))
    path_id = PathId(cast.story.id_at(at))
    has_message = cast.random.random() < 0.4  # noqa: PLR2004 - two in five.
    ask = ReceiveReferral(
        on=on,
        department=cast.plan.department,
        referrer=referrer,
        channel=channel,
        identity=person.identity,
        contacts=person.contacts,
        organisation=None if referrer is ReferrerKind.SELF else texts.ORGANISATION,
        message=texts.MESSAGE.format(given=person.identity.given_name) if has_message else None,
    )
    cast.story.add(at, cast.team.caseworker, receive_referral, path_id, ask)
    return path_id


def welcome(cast: Cast, path_id: PathId, person: Person, referred_on: date) -> date:
    """Note acceptance and the first meeting; return the day of the meeting."""
    add, who = cast.story.add, cast.team.caseworker
    accepted_on = days_after(referred_on, cast.random.randint(1, 4))
    add(paris(accepted_on, 11), who, accept_referral, path_id, AcceptReferral(on=accepted_on))
    called = MakeContact(on=accepted_on, channel=Channel.PHONE)
    add(paris(accepted_on, 11, 20), who, make_contact, path_id, called)
    met_on = days_after(accepted_on, cast.random.randint(2, 4))
    language = draw(cast.random, NOTICE_LANGUAGES)
    notice = GivePrivacyNotice(
        on=met_on, notice_version=NOTICE_VERSION, language=language, interpreter=language in {"ti", "fa"}
    )
    add(paris(met_on, 14), who, give_privacy_notice, path_id, notice)
    identity = RecordIdentity(on=met_on, identity=person.identity, sex=person.sex)
    add(paris(met_on, 14, 10), who, record_identity, path_id, identity)
    contacts = RecordContactDetails(on=met_on, contacts=person.contacts)
    add(paris(met_on, 14, 12), who, record_contact_details, path_id, contacts)
    add(paris(met_on, 14, 40), who, make_contact, path_id, MakeContact(on=met_on, channel=Channel.VISIT))
    return met_on


def judge(cast: Cast, path_id: PathId, on: date, outcome: EligibilityOutcome) -> None:
    """Note the papers and what the call's rules say of them."""
    evidence = CheckEvidence(on=on, evidence=_evidence(cast, on, outcome))
    cast.story.add(paris(on, 14, 20), cast.team.caseworker, check_evidence, path_id, evidence)
    ask = DecideEligibility(on=on, call_ref=CALL)
    cast.story.add(paris(on, 14, 30), cast.team.caseworker, decide_eligibility, path_id, ask)


def admit(cast: Cast, path_id: PathId, met_on: date, profile: Profile) -> None:
    """Note the positioning and the way through the gate."""
    on = days_after(met_on, cast.random.randint(1, 3))
    _position(cast, path_id, on, LEVELS[profile.entry])
    if profile.entry is Entry.BELOW_IN_WRITING:
        waiver = WaiveEntryGate(on=on, reason=texts.WAIVER)
        cast.story.add(paris(on, 16, 30), cast.team.coordinator, waive_entry_gate, path_id, waiver)
    else:
        gate = DecideEntryGate(on=on)
        cast.story.add(paris(on, 16, 30), cast.team.caseworker, decide_entry_gate, path_id, gate)


def turn_away(cast: Cast, person: Person, referred_on: date, how: Unseated) -> None:
    """Note a referral that ends without a seat."""
    referrer, channel = draw(cast.random, REFERRERS), draw(cast.random, CHANNELS)
    path_id = receive(cast, person, referred_on, referrer, channel)
    if how is Unseated.EXPIRED:
        _expire(cast, path_id, referred_on + EXPIRES_AFTER)
    elif how is not Unseated.PENDING:
        met_on = welcome(cast, path_id, person, referred_on)
        _send_elsewhere(cast, path_id, met_on, how)


def _expire(cast: Cast, path_id: PathId, on: date) -> None:
    cast.story.add(paris(on, 4), TIMER, expire_referral, path_id, ExpireReferral(on=on))
    _close(cast, path_id, days_after(on, 3), ExitReason.REFERRAL_EXPIRED)


def _send_elsewhere(cast: Cast, path_id: PathId, met_on: date, how: Unseated) -> None:
    if how is Unseated.NOT_ELIGIBLE:
        judge(cast, path_id, met_on, EligibilityOutcome.NOT_ELIGIBLE)
        _close(cast, path_id, days_after(met_on, 2), ExitReason.NOT_ADMITTED)
        return
    judge(cast, path_id, met_on, EligibilityOutcome.ELIGIBLE)
    on = days_after(met_on, 2)
    _position(cast, path_id, on, REDIRECTED_LEVELS)
    ask = RedirectFromGate(on=on)
    cast.story.add(paris(on, 16, 30), cast.team.caseworker, redirect_from_gate, path_id, ask)
    _close(cast, path_id, days_after(on, 2), ExitReason.REDIRECTED)


def _position(cast: Cast, path_id: PathId, on: date, levels: SkillLevels) -> None:
    ask = CompletePositioning(on=on, tool=TOOL, tool_version=TOOL_VERSION, levels=levels)
    cast.story.add(paris(on, 15, 30), cast.team.caseworker, complete_positioning, path_id, ask)


def _close(cast: Cast, path_id: PathId, on: date, reason: ExitReason) -> None:
    ask = ClosePath(on=on, reason=reason)
    cast.story.add(paris(on, 17), cast.team.caseworker, close_path, path_id, ask)


def _evidence(cast: Cast, on: date, outcome: EligibilityOutcome) -> Evidence:
    """Return papers that the rules of the call judge so."""
    years = 7 if outcome is EligibilityOutcome.NOT_ELIGIBLE else 2
    since = on - timedelta(days=365 * years + cast.random.randrange(300))
    signed = outcome is not EligibilityOutcome.PROVISIONAL
    return Evidence(
        permit_ground=draw(cast.random, GROUNDS),
        permit_since=since,
        in_france_since=since - timedelta(days=cast.random.randrange(200)),
        cir_signed_on=since + timedelta(days=60) if signed else None,
        in_similar_scheme=False,
    )
