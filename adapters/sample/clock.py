"""Days and hours of the year, as people count them in Paris."""

from datetime import UTC, date, datetime, time, timedelta

from domain.calendar import PARIS

SATURDAY = 5


def paris(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an instant in UTC from a day and a wall-clock time in Paris."""
    return datetime.combine(day, time(hour, minute), PARIS).astimezone(UTC)


def weekday(day: date) -> date:
    """Return the day itself, or the Monday after a week-end."""
    beyond = day.weekday() - SATURDAY
    return day if beyond < 0 else day + timedelta(days=2 - beyond)


def days_after(day: date, days: int) -> date:
    """Return a working day so many days later, or the next one."""
    return weekday(day + timedelta(days=days))
