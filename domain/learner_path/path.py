"""The whole of a learner's path: each fact is handed to each phase."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self

from domain.facts import Fact, Recorded, Tag
from domain.ids import OperatorId
from domain.learner_path import (
    assessment,
    attendance,
    contact,
    eligibility,
    enrolment,
    follow_up,
    licence,
    positioning,
    privacy,
    referral,
)
from domain.learner_path.assessment import Assessments
from domain.learner_path.attendance import Attendance
from domain.learner_path.contact import Contact
from domain.learner_path.eligibility import Eligibility
from domain.learner_path.ending import Attended
from domain.learner_path.enrolment import Training
from domain.learner_path.follow_up import FollowUp
from domain.learner_path.licence import Mobility
from domain.learner_path.positioning import Gate
from domain.learner_path.privacy import Shredding
from domain.learner_path.referral import Referral
from domain.streams import Stream


@dataclass(frozen=True, kw_only=True)
class LearnerPath(Stream):
    """From referral to follow-up."""

    STREAM: ClassVar[str] = "learner-path"

    referral: Referral = field(default_factory=Referral)
    contact: Contact = field(default_factory=Contact)
    eligibility: Eligibility = field(default_factory=Eligibility)
    gate: Gate = field(default_factory=Gate)
    training: Training = field(default_factory=Training)
    attendance: Attendance = field(default_factory=Attendance)
    assessments: Assessments = field(default_factory=Assessments)
    mobility: Mobility = field(default_factory=Mobility)
    follow_up: FollowUp = field(default_factory=FollowUp)
    shredding: Shredding = field(default_factory=Shredding)

    @property
    def operator_id(self) -> OperatorId | None:
        """The operator that the learner was referred to."""
        return self.referral.operator_id

    @property
    def tags(self) -> frozenset[Tag]:
        """The group of the learner's current or last training, until the path is closed."""
        if self.training.group_id is None or self.follow_up.closed is not None:
            return frozenset()
        return frozenset({Tag(f"group:{self.training.group_id}")})

    @property
    def attended(self) -> Attended:
        """What was followed in the current or last group."""
        return self.attendance.attended_in(self.training.group_id)

    @property
    def last_contact_on(self) -> date | None:
        """The latest of contact made, presence and follow-up done; attempts never count (rule 16)."""
        days = (self.contact.last_made_on, self.attendance.last_on, self.follow_up.last_done_on)
        return max((day for day in days if day is not None), default=None)

    def check_open(self) -> None:
        """Let a path that is not closed pass.

        Raises:
            PathIsClosed: only follow-ups, notes and ways of moving about can be added.
        """
        follow_up.check_open(self.follow_up)

    def evolve(self, recorded: Recorded[Fact]) -> Self:
        """Hand the fact to each phase."""
        fact = recorded.fact
        return replace(
            self,
            version=recorded.originator_version,
            began_on=self.began_on or fact.occurred_on,
            referral=referral.evolve(self.referral, fact),
            contact=contact.evolve(self.contact, fact),
            eligibility=eligibility.evolve(self.eligibility, fact),
            gate=positioning.evolve(self.gate, fact),
            training=enrolment.evolve(self.training, fact),
            attendance=attendance.evolve(self.attendance, recorded),
            assessments=assessment.evolve(self.assessments, fact),
            mobility=licence.evolve(self.mobility, fact),
            follow_up=follow_up.evolve(self.follow_up, fact),
            shredding=privacy.evolve(self.shredding, fact),
        )
