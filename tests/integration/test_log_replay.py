"""A group's history to any day: what belongs to it, in which order, as it was and as it was known."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import reduce
from uuid import UUID, uuid4

import pytest

from adapters.database import Database
from adapters.eventlog.replay import GroupReplay, Replay
from domain.attendance_sheet.signing import LearnerSigned, SheetOpened, SignatureMethod
from domain.calendar import ClockTimes, HalfDay, SubjectMinutes
from domain.facts import Fact
from domain.funded_group.account import Account
from domain.funded_group.account import evolve as accounted
from domain.funded_group.planning import GrantAttached, GroupOpened
from domain.grant.award import Allotment, PaymentKind, PaymentReceived
from domain.ids import EventId, GrantId, GroupId, OperatorId, PathId, SessionId, SheetId
from domain.learner_path.attendance import HoursCredited, HoursCreditReversed
from domain.learner_path.contact import ContactMade
from domain.learner_path.enrolment import (
    DropOutReason,
    DroppedOut,
    EnrolledInGroup,
    Funding,
    TrainingCompleted,
)
from domain.learner_path.follow_up import ExitReason, PathClosed
from domain.learner_path.referral import Channel
from services.answers import PositionToCome
from tests.support.logs import MAPPER, MORNING, Bench

GROUP, OTHER_GROUP = GroupId(uuid4()), GroupId(uuid4())
PATH, OTHER_PATH = uuid4(), uuid4()
GRANT = GrantId(uuid4())
SHEET = SheetId(uuid4())
THREE_HOURS = SubjectMinutes(french=180)


def march(day: int) -> date:
    return date(2025, 3, day)


@dataclass
class Story:
    """Tells facts with the tags that the desk gives them, and hears what the replay tells."""

    bench: Bench
    replay: GroupReplay = field(init=False)

    def __post_init__(self) -> None:
        self.replay = GroupReplay(self.bench.database, MAPPER)

    def of_group(self, *facts: Fact, group: UUID = GROUP, tags: Iterable[str] = ()) -> list[UUID]:
        return self.bench.tell(group, *facts, tags=[f"group:{group}", *tags])

    def of_path(
        self, *facts: Fact, path: UUID = PATH, group: UUID | None = None, supersedes: UUID | None = None
    ) -> list[UUID]:
        tags = [f"group:{group}"] if group else []
        return self.bench.tell(path, *facts, stream="learner-path", tags=tags, supersedes=supersedes)

    def of_sheet(self, *facts: Fact, tags: Iterable[str]) -> list[UUID]:
        return self.bench.tell(SHEET, *facts, stream="attendance-sheet", tags=[*tags])

    def of_grant(self, *facts: Fact) -> list[UUID]:
        return self.bench.tell(GRANT, *facts, stream="grant", tags=[f"grant:{GRANT}"])

    def told(self, group: UUID = GROUP, **asked: object) -> list[UUID]:
        """Event ids of a replay."""
        return ids(self.replay.facts(group, **asked))  # type: ignore[arg-type] # each test names real arguments.


def ids(replay: Replay) -> list[UUID]:
    return [each.recorded.context.event_id for each in replay.facts]


@pytest.fixture
def story(database: Database) -> Story:
    return Story(Bench(database))


def contact(day: int = 3) -> ContactMade:
    return ContactMade(occurred_on=march(day), channel=next(iter(Channel)))


def enrolled(day: int = 4, group: GroupId = GROUP) -> EnrolledInGroup:
    return EnrolledInGroup(
        occurred_on=march(day), group_id=group, planned_minutes=12_000, funding=Funding.FUNDABLE
    )


def dropped_out(day: int = 20, group: GroupId = GROUP) -> DroppedOut:
    return DroppedOut(occurred_on=march(day), group_id=group, reason=DropOutReason.JOB)


def completed(day: int = 20, group: GroupId = GROUP) -> TrainingCompleted:
    return TrainingCompleted(
        occurred_on=march(day), group_id=group, attended_minutes=12_000, planned_minutes=12_000
    )


def closed(day: int = 20) -> PathClosed:
    return PathClosed(
        occurred_on=march(day), reason=next(iter(ExitReason)), positive_exit=True, rule_set="exits/1"
    )


def attached(day: int = 4) -> GrantAttached:
    return GrantAttached(
        occurred_on=march(day),
        grant_id=GRANT,
        allotted_cents=100_000,
        rate_bp=8_000,
        eligible_from=march(1),
        eligible_until=march(31),
    )


def payment(day: int = 5, group: GroupId = GROUP) -> PaymentReceived:
    return PaymentReceived(
        occurred_on=march(day),
        kind=PaymentKind.ADVANCE,
        cents=500,
        allotments=(Allotment(group_id=group, cents=500),),
    )


def sheet_opened(day: int = 10, group: GroupId = GROUP) -> SheetOpened:
    return SheetOpened(
        occurred_on=march(day),
        operator_id=OperatorId(uuid4()),
        group_id=group,
        session_id=SessionId(uuid4()),
        half_day=HalfDay.AM,
        segments=(),
        expected=(),
    )


def opened(day: int = 3) -> GroupOpened:
    return GroupOpened(occurred_on=march(day), at_own_risk=False)


def credited(day: int = 10) -> HoursCredited:
    return HoursCredited(
        occurred_on=march(day),
        sheet_id=SHEET,
        group_id=GROUP,
        half_day=HalfDay.AM,
        times=ClockTimes(starts_at=time(9), ends_at=time(12)),
        minutes=THREE_HOURS,
        fundable=THREE_HOURS,
        exceptions=(),
    )


def reversed_(credit: UUID, day: int = 10) -> HoursCreditReversed:
    return HoursCreditReversed(
        occurred_on=march(day),
        sheet_id=SHEET,
        group_id=GROUP,
        credit=EventId(credit),
        minutes=THREE_HOURS,
        fundable=THREE_HOURS,
    )


def test_a_group_of_which_nothing_is_known_has_an_empty_history(story: Story) -> None:
    story.of_group(opened(), group=OTHER_GROUP)
    assert story.told() == []


def test_what_bears_the_tag_of_the_group_belongs_to_it(story: Story) -> None:
    (one,) = story.of_group(opened())
    story.of_group(opened(), group=OTHER_GROUP)
    (two,) = story.of_path(contact(), group=GROUP)
    assert story.told() == [one, two]


def test_sheets_belong_whole(story: Story) -> None:
    (one,) = story.of_sheet(sheet_opened(), tags=[f"group:{GROUP}", f"sheet:{SHEET}"])
    (two,) = story.of_sheet(
        LearnerSigned(occurred_on=march(10), path_id=PathId(PATH), method=SignatureMethod.PAPER), tags=[]
    )
    assert story.told() == [one, two]
    assert story.told(OTHER_GROUP) == []


def test_a_grant_belongs_whole_once_it_is_attached(story: Story) -> None:
    first = story.of_grant(payment(), payment(group=OTHER_GROUP))
    assert story.told() == []
    (attachment,) = story.of_group(attached())
    later = story.of_grant(payment())
    assert story.told() == [*first, attachment, *later]
    assert story.told(known_at=2) == []


def test_a_path_belongs_from_its_start_to_its_exit(story: Story) -> None:
    before = story.of_path(contact(), contact())
    story.of_path(contact(), path=OTHER_PATH)
    (entry,) = story.of_path(enrolled(), group=GROUP)
    during = story.of_path(contact())
    (exit_,) = story.of_path(dropped_out(), group=GROUP)
    story.of_path(contact())
    assert story.told() == [*before, entry, *during, exit_]


@pytest.mark.parametrize("exit_", [completed(), dropped_out(), closed()])
def test_each_kind_of_exit_ends_it(story: Story, exit_: Fact) -> None:
    belonging = story.of_path(enrolled(), exit_, group=GROUP)
    story.of_path(contact())
    assert story.told() == belonging


def test_of_two_exits_the_first_ends_it(story: Story) -> None:
    belonging = story.of_path(enrolled(), completed(), group=GROUP)
    story.of_path(contact())
    (closing,) = story.of_path(closed(), group=GROUP)
    assert story.told() == [*belonging, closing]


def test_what_bears_the_tag_after_the_exit_still_belongs(story: Story) -> None:
    belonging = story.of_path(enrolled(), completed(), group=GROUP)
    story.of_path(contact())
    later = story.of_path(contact(), group=GROUP)
    assert story.told() == [*belonging, *later]


def test_without_an_exit_a_path_belongs_to_this_day(story: Story) -> None:
    belonging = [*story.of_path(enrolled(), group=GROUP), *story.of_path(contact())]
    assert story.told() == belonging


def test_facts_of_another_group_do_not_come_with_the_path(story: Story) -> None:
    (start,) = story.of_path(contact())
    story.of_path(enrolled(group=OTHER_GROUP), dropped_out(group=OTHER_GROUP), group=OTHER_GROUP)
    (entry,) = story.of_path(enrolled(21), group=GROUP)
    assert story.told() == [start, entry]


def test_the_exit_from_another_group_ends_nothing_here(story: Story) -> None:
    (entry,) = story.of_path(enrolled(), group=GROUP)
    story.of_path(dropped_out(group=OTHER_GROUP), group=OTHER_GROUP)
    after = story.of_path(contact())
    assert story.told() == [entry, *after]


def test_a_path_that_comes_back_belongs_to_its_last_exit(story: Story) -> None:
    first = story.of_path(enrolled(), dropped_out(), group=GROUP)
    between = story.of_path(contact(21))
    second = story.of_path(enrolled(22), completed(25), group=GROUP)
    story.of_path(contact(26))
    assert story.told() == [*first, *between, *second]
    assert story.told(known_at=3) == first


def test_a_history_is_told_in_the_order_of_the_log(story: Story) -> None:
    late = [*story.of_group(opened(9)), *story.of_group(opened(3))]
    assert story.told() == late


def test_as_of_a_day_it_is_told_in_the_order_of_life(story: Story) -> None:
    (nine,) = story.of_group(opened(9))
    (three,) = story.of_group(opened(3))
    (also_three,) = story.of_group(opened(3))
    story.of_group(opened(10))
    assert story.told(as_of=march(9)) == [three, also_three, nine]


def test_as_of_a_day_a_grant_attached_later_is_not_there(story: Story) -> None:
    paid = story.of_grant(payment(1))
    (attachment,) = story.of_group(attached(4))
    assert story.told(as_of=march(3)) == []
    assert story.told(as_of=march(4)) == [*paid, attachment]


def test_as_of_a_day_a_learner_enrolled_later_is_not_there(story: Story) -> None:
    (start,) = story.of_path(contact(2))
    (entry,) = story.of_path(enrolled(4), group=GROUP)
    assert story.told(as_of=march(3)) == []
    assert story.told(as_of=march(4)) == [start, entry]


def test_as_of_a_day_an_exit_that_came_later_ends_nothing(story: Story) -> None:
    (entry,) = story.of_path(enrolled(4), group=GROUP)
    story.of_path(dropped_out(20), group=GROUP)
    (late_entry,) = story.of_path(contact(5))
    assert story.told(as_of=march(19)) == [entry, late_entry]


def test_a_correction_is_told_beside_what_it_corrects(story: Story) -> None:
    (credit,) = story.of_path(credited(), group=GROUP)
    (correction,) = story.of_path(reversed_(credit), group=GROUP, supersedes=credit)
    told = list(story.replay.facts(GROUP).facts)
    assert [(each.recorded.context.event_id, each.superseded_by) for each in told] == [
        (credit, correction),
        (correction, None),
    ]


def test_a_correction_not_yet_known_marks_nothing(story: Story) -> None:
    (credit,) = story.of_path(credited(), group=GROUP)
    story.of_path(reversed_(credit), group=GROUP, supersedes=credit)
    (told,) = story.replay.facts(GROUP, known_at=1).facts
    assert (told.recorded.context.event_id, told.superseded_by) == (credit, None)


def test_a_correction_counts_on_the_day_of_what_it_corrects(story: Story) -> None:
    (credit,) = story.of_path(credited(10), group=GROUP)
    (correction,) = story.of_path(reversed_(credit, 25), group=GROUP, supersedes=credit)
    (again,) = story.of_path(credited(28), group=GROUP, supersedes=correction)
    (later,) = story.of_group(opened(11))
    replay = story.replay.facts(GROUP, as_of=march(11))
    told = [(each.recorded.context.event_id, each.counts_on.day) for each in replay.facts]
    assert told == [(credit, 10), (correction, 10), (again, 10), (later, 11)]
    assert story.told(as_of=march(9)) == []


def test_figures_of_a_day_are_the_fold_of_its_facts_as_they_were_known(story: Story) -> None:
    (credit,) = story.of_path(credited(10), group=GROUP)
    story.of_path(credited(12), group=GROUP)
    story.of_path(reversed_(credit, 10), group=GROUP, supersedes=credit)

    def minutes(**asked: object) -> int:
        facts = story.replay.facts(GROUP, **asked).facts  # type: ignore[arg-type] # real arguments below.
        return reduce(lambda sum_, it: accounted(sum_, it.recorded, GROUP), facts, Account()).attended_minutes

    assert minutes() == 180
    assert minutes(as_of=march(10)) == 0
    assert minutes(as_of=march(10), known_at=2) == 180
    assert minutes(known_at=2) == 360


def test_known_at_an_instant_is_resolved_to_a_position(story: Story) -> None:
    (early,) = story.of_group(opened())
    story.bench.clock.now = MORNING + timedelta(hours=1)
    story.of_group(opened())
    asked = story.replay.facts(GROUP, known_at=MORNING + timedelta(minutes=59))
    assert (asked.known_at, ids(asked)) == (1, [early])
    assert story.replay.facts(GROUP, known_at=MORNING - timedelta(hours=1)).known_at == 0


def test_known_at_a_position_to_come_is_refused(story: Story) -> None:
    (one,) = story.of_group(opened())
    with pytest.raises(PositionToCome) as raised:
        story.replay.facts(GROUP, known_at=2)
    assert raised.value.values == {"head": 1}
    assert story.told(known_at=1) == [one]


@pytest.mark.parametrize(
    "ends", [{"known_at": 0}, {"known_at": -1}, {"as_of": march(2)}, {"as_of": date.min}]
)
def test_before_the_first_fact_nothing_is_known(story: Story, ends: dict[str, object]) -> None:
    story.of_group(opened(3))
    asked = story.replay.facts(GROUP, **ends)  # type: ignore[arg-type] # real arguments, above.
    assert (ids(asked), asked.known_at >= 0) == ([], True)


def test_a_day_to_come_is_this_day(story: Story) -> None:
    (one,) = story.of_group(opened(3))
    assert story.told(as_of=date.max) == [one]


def test_what_is_stored_meanwhile_does_not_enter_a_replay_begun(story: Story) -> None:
    (first,) = story.of_group(opened())
    asked = story.replay.facts(GROUP)
    story.of_group(opened())
    assert ids(asked) == [first]
