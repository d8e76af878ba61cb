"""A learner's path after some facts, folded without any log: the "given" of domain tests."""

from uuid import UUID

from domain.facts import Circumstances, Fact, Recorded
from domain.ids import EventId
from domain.learner_path.path import LearnerPath
from tests.support.examples.ids import PATH
from tests.support.examples.learner_path.enrolment import ENROLLED_IN_GROUP
from tests.support.examples.learner_path.positioning import ADMITTED, POSITIONING_COMPLETED
from tests.support.examples.learner_path.referral import REFERRAL_ACCEPTED, REFERRAL_RECEIVED

REFERRED = (REFERRAL_RECEIVED, REFERRAL_ACCEPTED)
AT_THE_GATE = (*REFERRED, POSITIONING_COMPLETED, ADMITTED)
IN_TRAINING = (*AT_THE_GATE, ENROLLED_IN_GROUP)


def event_id(version: int) -> EventId:
    """Return the id of the fact that is told at this place of the story, from 1."""
    return EventId(UUID(int=version))


def path_after(*facts: Fact) -> LearnerPath:
    """Return the state after these facts."""
    path = LearnerPath(id=PATH)
    for version, fact in enumerate(facts, start=1):
        path = path.evolve(
            Recorded(
                originator_id=PATH,
                originator_version=version,
                stream=path.STREAM,
                fact=fact,
                context=Circumstances(
                    event_id=event_id(version),
                    actor="account-1",
                    role="coordinator",
                    operator_id=None,
                    source="api",
                    correlation_id=UUID(int=0),
                ),
            )
        )
    return path
