"""The plan of the year 2025: thirteen groups in nine of the ten departments, and what befalls each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from domain.calendar import HalfDay
from domain.funded_group.sessions import CancellationReason

SEED = 2025
"""The same year again is the same year."""
LAST_DAY = date(2025, 12, 19)
"""Groups that are not over then are going on when the year ends."""
PLAYED_UNTIL = date(2026, 5, 10)
"""Follow-ups go on into the spring."""
CLOSED = ((date(2025, 8, 4), date(2025, 8, 24)), (date(2025, 12, 20), date(2026, 1, 4)))
"""Weeks without sessions."""
CALL = "DREETS-GE-2025"

AM, PM = HalfDay.AM, HalfDay.PM
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)

Rhythm = tuple[tuple[int, HalfDay], ...]
"""The half-days of a week."""
Period = tuple[date, date]
"""First and last day, both included."""

FOUR_MORNINGS: Rhythm = ((MONDAY, AM), (TUESDAY, AM), (THURSDAY, AM), (FRIDAY, AM))
FOUR_AFTERNOONS: Rhythm = ((MONDAY, PM), (TUESDAY, PM), (THURSDAY, PM), (FRIDAY, PM))
TWO_DAYS: Rhythm = ((TUESDAY, AM), (TUESDAY, PM), (THURSDAY, AM), (THURSDAY, PM))
TWO_MORNINGS: Rhythm = ((TUESDAY, AM), (THURSDAY, AM))
TWO_AFTERNOONS: Rhythm = ((MONDAY, PM), (WEDNESDAY, PM))


class Unseated(Enum):
    """How a referral ends without a seat."""

    EXPIRED = "expired"
    REDIRECTED = "redirected"
    NOT_ELIGIBLE = "not-eligible"
    PENDING = "pending"


@dataclass(frozen=True, kw_only=True)
class GroupPlan:
    """A group and what befalls it."""

    code: str
    operator: str
    starts_on: date
    rhythm: Rhythm
    learners: int
    half_days: int = 50
    grant: str = ""
    """Groups of one grant bear the same; empty: a grant of its own."""
    cancelled: Mapping[date, CancellationReason] = field(default_factory=dict)
    suspended: Period | None = None
    remote: Period | None = None
    unqualified: Period | None = None
    """Somebody not yet qualified stands in for the driving instructor."""
    on_paper: Period | None = None
    """The computer was away: sheets were kept on paper and written down weeks later."""
    granted_on: date | None = None
    """When the grant came after the opening."""
    on_holiday: date | None = None
    """A public holiday on which a session is held all the same."""
    tablet: bool = False
    """Signatures on a tablet, else on paper."""
    sends_second_path: bool = False
    """Its first learner is also referred to the group that receives it."""
    receives_second_path: bool = False
    unseated: tuple[Unseated, ...] = ()
    """Others who were referred and took no seat."""

    @property
    def department(self) -> str:
        """As the code says."""
        return self.code[:2]


GROUPS: Sequence[GroupPlan] = (
    GroupPlan(
        code="57-2025-01",
        operator="57",
        starts_on=date(2025, 2, 10),
        rhythm=FOUR_MORNINGS,
        learners=8,
        grant="57",
        on_holiday=date(2025, 4, 18),
        on_paper=(date(2025, 4, 14), date(2025, 4, 17)),
        unseated=(
            Unseated.EXPIRED,
            Unseated.REDIRECTED,
        ),
    ),
    GroupPlan(
        code="54-2025-01",
        operator="54",
        starts_on=date(2025, 2, 17),
        rhythm=FOUR_AFTERNOONS,
        learners=7,
        cancelled={date(2025, 3, 6): CancellationReason.WEATHER},
        unseated=(Unseated.EXPIRED,),
    ),
    GroupPlan(
        code="67-2025-01",
        operator="67",
        starts_on=date(2025, 2, 24),
        rhythm=TWO_DAYS,
        learners=7,
        granted_on=date(2025, 4, 2),
        unseated=(
            Unseated.REDIRECTED,
            Unseated.EXPIRED,
        ),
    ),
    GroupPlan(
        code="68-2025-01",
        operator="68",
        starts_on=date(2025, 3, 10),
        rhythm=FOUR_MORNINGS,
        learners=7,
        tablet=True,
        unseated=(
            Unseated.NOT_ELIGIBLE,
            Unseated.EXPIRED,
        ),
    ),
    GroupPlan(
        code="51-2025-01",
        operator="51",
        starts_on=date(2025, 3, 17),
        rhythm=FOUR_MORNINGS,
        learners=7,
        suspended=(date(2025, 5, 5), date(2025, 5, 25)),
        unseated=(Unseated.EXPIRED,),
    ),
    GroupPlan(
        code="88-2025-01",
        operator="88",
        starts_on=date(2025, 3, 24),
        rhythm=TWO_DAYS,
        learners=7,
        unqualified=(date(2025, 4, 28), date(2025, 5, 16)),
        unseated=(Unseated.REDIRECTED,),
    ),
    GroupPlan(
        code="10-2025-01",
        operator="10",
        starts_on=date(2025, 4, 7),
        rhythm=FOUR_AFTERNOONS,
        learners=7,
        remote=(date(2025, 6, 1), date(2025, 6, 30)),
        unseated=(
            Unseated.EXPIRED,
            Unseated.NOT_ELIGIBLE,
        ),
    ),
    GroupPlan(
        code="08-2025-01",
        operator="08",
        starts_on=date(2025, 6, 30),
        rhythm=FOUR_MORNINGS,
        learners=7,
        cancelled={
            date(2025, 9, 18): CancellationReason.TRAINER_ABSENT,
            date(2025, 10, 9): CancellationReason.PREMISES,
        },
        unseated=(
            Unseated.EXPIRED,
            Unseated.REDIRECTED,
        ),
    ),
    GroupPlan(
        code="57-2025-02",
        operator="57",
        starts_on=date(2025, 9, 15),
        rhythm=TWO_MORNINGS,
        learners=8,
        grant="57",
        sends_second_path=True,
        unseated=(Unseated.EXPIRED,),
    ),
    GroupPlan(
        code="57-2025-03",
        operator="57b",
        starts_on=date(2025, 9, 22),
        rhythm=TWO_MORNINGS,
        learners=7,
        receives_second_path=True,
        tablet=True,
        unseated=(Unseated.REDIRECTED,),
    ),
    GroupPlan(
        code="55-2025-01",
        operator="55",
        starts_on=date(2025, 10, 6),
        rhythm=TWO_AFTERNOONS,
        learners=7,
        unseated=(Unseated.EXPIRED,),
    ),
    GroupPlan(
        code="67-2025-02",
        operator="67b",
        starts_on=date(2025, 10, 13),
        rhythm=TWO_AFTERNOONS,
        learners=8,
        unseated=(
            Unseated.PENDING,
            Unseated.REDIRECTED,
        ),
    ),
    GroupPlan(
        code="68-2025-02",
        operator="68",
        starts_on=date(2025, 11, 3),
        rhythm=TWO_MORNINGS,
        learners=8,
        unseated=(
            Unseated.PENDING,
            Unseated.EXPIRED,
        ),
    ),
)
