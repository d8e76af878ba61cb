"""Entering a driving school, or engaging another way of moving about."""

from dataclasses import dataclass

from domain.ids import PathId
from domain.learner_path import licence
from domain.learner_path.licence import (
    DrivingSchoolEntered,
    DrivingSchoolKind,
    EntryProof,
    MobilitySolution,
    OtherMobilitySolutionEngaged,
)
from domain.learner_path.path import LearnerPath
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class EnterDrivingSchool(Ask):
    """The learner enters a driving school on that day."""

    kind: DrivingSchoolKind
    proof: EntryProof


@dataclass(frozen=True, kw_only=True)
class EngageOtherSolution(Ask):
    """The learner moves about in another way from that day."""

    kind: MobilitySolution


def enter_driving_school(work: Work, path_id: PathId, ask: EnterDrivingSchool) -> None:
    """Keep a driving-school entry."""
    path = work.load(LearnerPath, path_id)
    entered = DrivingSchoolEntered(occurred_on=ask.on, kind=ask.kind, proof=ask.proof)
    work.record(path, licence.engage(path.mobility, path.referral, entered))


def engage_other_solution(work: Work, path_id: PathId, ask: EngageOtherSolution) -> None:
    """Keep another way of moving about."""
    path = work.load(LearnerPath, path_id)
    engaged = OtherMobilitySolutionEngaged(occurred_on=ask.on, kind=ask.kind)
    work.record(path, licence.engage(path.mobility, path.referral, engaged))
