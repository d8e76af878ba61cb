"""What a learner's timeline tells."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from domain.learner_path.contact import ContactMade
from domain.learner_path.referral import Channel
from projections.casework import timeline
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import GROUP, JANUARY


def test_a_path_s_facts_are_told_in_order_with_who_and_from_where(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    rows = stage.ask(timeline.BY_POSITION, timeline.asked(path_id))
    assert [row.type.partition(".")[2] for row in rows] == [
        "referral-received",
        "referral-accepted",
        "contact-made",
        "privacy-notice-given",
        "identity-recorded",
        "eligibility-decided",
        "positioning-completed",
        "entry-gate-decided",
        "enrolled-in-group",
        "seat-taken",
    ]
    first = rows[0]
    assert (first.actor, first.role, first.source) == ("account-1", "caseworker", "page")
    assert (first.stream, first.stream_id, first.version) == ("learner-path", path_id, 1)
    assert first.operator_id == OPERATOR


def test_clear_fields_are_told_and_sealed_ones_are_only_announced(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    stage.story.noted(path_id, on=JANUARY)
    received, noted = stage.ask(timeline.BY_POSITION, timeline.asked(path_id))
    assert received.details["referrer"] == "ofii"
    assert received.details["expires_on"] == "2025-02-05"
    assert "identity" not in received.details
    assert noted.details == {"visibility": "team"}
    assert received.has_personal
    assert noted.has_personal


def test_facts_of_sheets_and_seats_that_name_the_path_are_told_with_their_group(stage: Stage) -> None:
    stage.story.network()
    path_id = stage.story.enrolled("ana")
    stage.story.half_day(1, [path_id])
    rows = stage.ask(timeline.BY_POSITION, timeline.asked(path_id))
    told = {row.type: row for row in rows}
    assert told["attendance-sheet.presence-recorded"].stream == "attendance-sheet"
    assert "attendance-sheet.learner-signed" in told
    assert told["learner-path.hours-credited"].group_id == GROUP
    assert told["learner-path.hours-credited"].details["minutes"] == {"french": 165, "code": 15}


def test_a_reversed_credit_says_what_took_it_back(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    sheet = stage.story.half_day(1, [path_id])
    reversal = stage.story.taken_back(path_id, sheet)
    rows = {row.type: row for row in stage.ask(timeline.BY_POSITION, timeline.asked(path_id))}
    credit = rows["learner-path.hours-credited"]
    assert credit.superseded_by == reversal.context.event_id
    assert rows["learner-path.hours-credit-reversed"].supersedes == credit.event_id


def test_what_was_recorded_long_after_it_happened_is_late_by_the_asker_s_measure(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    contact = ContactMade(occurred_on=date(2025, 3, 1), channel=Channel.PHONE)
    stage.source.tell(path_id, contact, recorded_at=datetime(2025, 3, 8, 23, 30, tzinfo=UTC))
    *_, a_week = stage.ask(timeline.BY_POSITION, timeline.asked(path_id, late_after_days=7))
    *_, a_month = stage.ask(timeline.BY_POSITION, timeline.asked(path_id, late_after_days=8))
    assert a_week.late  # 8 March 23:30 UTC is the ninth in Paris: eight days.
    assert not a_month.late


def test_by_day_a_late_entry_stands_where_it_happened(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    days = [JANUARY + timedelta(days=days) for days in (9, 3, 6)]
    for day in days:
        stage.source.tell(path_id, ContactMade(occurred_on=day, channel=Channel.PHONE))
    by_day = stage.ask(timeline.BY_DAY, timeline.asked(path_id))
    by_position = stage.ask(timeline.BY_POSITION, timeline.asked(path_id))
    assert [row.occurred_on for row in by_day] == [JANUARY, *sorted(days)]
    assert [row.occurred_on for row in by_position] == [JANUARY, *days]


def test_pages_follow_each_other_without_loss_or_repeat(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    whole = stage.ask(timeline.BY_DAY, timeline.asked(path_id))
    paged: list[timeline.TimelineRow] = []
    last: dict[str, object] = {}
    while page := stage.ask(timeline.BY_DAY, timeline.asked(path_id, limit=3, **last)):
        paged += page
        last = {"after_day": page[-1].occurred_on, "after_position": page[-1].position}
    assert tuple(paged) == whole


def test_days_and_types_narrow_what_is_told(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    for days in (1, 2, 3):
        day = JANUARY + timedelta(days=days)
        stage.source.tell(path_id, ContactMade(occurred_on=day, channel=Channel.PHONE))
    second = JANUARY + timedelta(days=2)
    [row] = stage.ask(timeline.BY_DAY, timeline.asked(path_id, from_day=second, to_day=second))
    assert row.occurred_on == second
    rows = stage.ask(timeline.BY_DAY, timeline.asked(path_id, types=["learner-path.contact-made"]))
    assert len(rows) == 3


def test_another_operator_s_path_answers_as_one_that_does_not_exist(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    assert stage.ask(timeline.BY_DAY, timeline.asked(path_id, operator_id=OPERATOR))
    assert stage.ask(timeline.BY_DAY, timeline.asked(path_id, operator_id=uuid4())) == ()
    assert stage.ask(timeline.BY_DAY, timeline.asked(uuid4(), operator_id=OPERATOR)) == ()
