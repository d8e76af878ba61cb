"""One stream per sheet: a group, a day, a half-day."""
