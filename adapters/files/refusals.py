"""Why a file, a row or a cell is not read. None repeats what a cell says: it may be a secret."""

from domain.refusals import Refusal


class FileNotFound(Refusal):
    """There is no file at that place, or it may not be read."""

    TYPE = "file-not-found"


class NotASpreadsheet(Refusal):
    """Only CSV and XLSX are read."""

    TYPE = "not-a-spreadsheet"


class FileIsTooLarge(Refusal):
    """Longer than any list or grid of a group."""

    TYPE = "file-is-too-large"


class FileIsEmpty(Refusal):
    """Nothing is written in it."""

    TYPE = "file-is-empty"


class QuotesDoNotClose(Refusal):
    """A cell of a CSV file begins with a quote and does not end with one."""

    TYPE = "quotes-do-not-close"


class FormulaNotComputed(Refusal):
    """A program wrote a formula, and no spreadsheet has computed it yet."""

    TYPE = "formula-not-computed"


class NoHeaders(Refusal):
    """No row of the beginning looks like a row of headers."""

    TYPE = "no-headers"


class ColumnIsMissing(Refusal):
    """A column that every row needs is not there."""

    TYPE = "column-is-missing"


class ColumnStandsTwice(Refusal):
    """Two columns say the same thing."""

    TYPE = "column-stands-twice"


class NirInTheFile(Refusal):
    """A cell holds a social-security number, which is never kept."""

    TYPE = "nir-in-the-file"


class CellIsEmpty(Refusal):
    """This column must be filled."""

    TYPE = "cell-is-empty"


class CellShowsAnError(Refusal):
    """A formula that failed, where something is said of somebody."""

    TYPE = "cell-shows-an-error"


class NotADate(Refusal):
    """Not a day with its four-digit year."""

    TYPE = "not-a-date"


class BornTooLate(Refusal):
    """Born after the day of the referral."""

    TYPE = "born-too-late"


class NotInTheList(Refusal):
    """Not one of the values that this column takes."""

    TYPE = "not-in-the-list"


class NotADepartment(Refusal):
    """Neither the code of a department nor the name of one of the region."""

    TYPE = "not-a-department"


class ImportedOtherwise(Refusal):
    """The same person, referred on the same day, was imported with other details."""

    TYPE = "imported-otherwise"


class NotAnAttendanceMark(Refusal):
    """Neither hours, nor times, nor an absence."""

    TYPE = "not-an-attendance-mark"


class ChangedSince(Refusal):
    """The sheet said what the cell says, by an import, and somebody wrote something else since."""

    TYPE = "changed-since"


class NotTheWholeSession(Refusal):
    """Hours alone do not say when somebody arrived or left."""

    TYPE = "not-the-whole-session"


class MoreThanTheSession(Refusal):
    """More hours than the session lasts."""

    TYPE = "more-than-the-session"


class NoSuchGroup(Refusal):
    """No group of the operator has this code."""

    TYPE = "no-such-group"


class LearnerNotInGroup(Refusal):
    """Nobody who has, or had, a seat in this group has this identity."""

    TYPE = "learner-not-in-group"


class SeveralLearners(Refusal):
    """Two learners of the group have this identity."""

    TYPE = "several-learners"


class NoSessionThatHalfDay(Refusal):
    """The group has no session on that half-day."""

    TYPE = "no-session-that-half-day"
