"""Corrections after sealing: asked by one person, approved by another."""

from datetime import datetime, timedelta

from adapters.sample import texts
from adapters.sample.attending import is_whole
from adapters.sample.cast import Cast, Member
from adapters.sample.clock import days_after, paris
from adapters.sample.half_days import SESSION_MINUTES, Slot
from domain.calendar import ClockTimes
from services.attendance_sheet.sealing import CorrectSheet, correct_sheet

DECIDED_AFTER = 26
"""Days; by then even the sheets written late are sealed."""
WAS_ABSENT = {5: True, 11: False, 33: True}
"""By the index of a corrected half-day: somebody was not there at all, else came an hour late."""
HOUR = timedelta(hours=1)


def correct_some(cast: Cast) -> None:
    """Note a few corrections, the last of them close to the end."""
    for index, was_absent in WAS_ABSENT.items():
        member = _whole_at(cast, index)
        if member is not None:
            _correct(cast, index, member, was_absent=was_absent)


def _whole_at(cast: Cast, index: int) -> Member | None:
    there = [
        each
        for each in cast.members
        if index in each.lines and is_whole(each.lines[index]) and not each.left_on
    ]
    return there[index % len(there)] if there else None


def _correct(cast: Cast, index: int, member: Member, *, was_absent: bool) -> None:
    slot = cast.held[index]
    decided_on = days_after(slot.day, DECIDED_AFTER)
    ask = CorrectSheet(
        on=decided_on,
        path_id=member.path_id,
        times=None if was_absent else _an_hour_late(slot),
        approver="",
        reason=texts.CORRECTION,
    )
    cast.story.add(
        paris(decided_on, 16),
        cast.team.trainer,
        correct_sheet,
        cast.sheets[index],
        ask,
        approved_by=cast.team.coordinator,
    )
    member.minutes -= SESSION_MINUTES if was_absent else 60


def _an_hour_late(slot: Slot) -> ClockTimes:
    starts_at = (datetime.combine(slot.day, slot.starts_at) + HOUR).time()
    return ClockTimes(starts_at=starts_at, ends_at=slot.ends_at)
