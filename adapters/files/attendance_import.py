"""A grid's cells, each written on its half-day's sheet; countersigning and sealing are left to people."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

from adapters.files.attendance_grid import GROUP, Grid, HalfDayColumn
from adapters.files.attendance_marks import mark_of
from adapters.files.identifying import cell_command, sheet_of
from adapters.files.refusals import ChangedSince, NoSessionThatHalfDay, NoSuchGroup
from adapters.files.report import Report
from adapters.files.rows import Row, is_empty
from adapters.files.seated import SeatedLearners
from adapters.words import Words
from domain.attendance_sheet.filling import Line, whole_session_unless
from domain.attendance_sheet.register import Register
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.attendance_sheet.signing import AbsenceCode, SignatureMethod
from domain.funded_group.group import FundedGroup
from domain.funded_group.sessions import SessionScheduled
from domain.ids import GroupId, PathId, SheetId
from domain.refusals import Refusal
from services.access import sees_operator
from services.attendance_sheet.signing import FillRegister, OpenSheet, fill_register, open_sheet
from services.context import Context
from services.desk import Desk
from services.funded_group.planning import GROUP_CODE
from services.funded_group.sessions import SESSION_SHEET
from services.ports import Log, NewId

HalfDayOfGroup = tuple[UUID, int]
"""A group, and the place of a column."""
ContextOf = Callable[[], Context]


@dataclass(kw_only=True)
class AttendanceImport:
    """One file going in."""

    desk: Desk
    log: Log
    new_id: NewId
    words: Words
    learners: SeatedLearners
    grid: Grid
    report: Report
    signed: SignatureMethod | None
    _refused: set[HalfDayOfGroup] = field(default_factory=set)
    """Half-days without a sheet: told once, not once a learner."""

    def row(self, row: Row, context_of: ContextOf) -> None:
        """Write a learner's row."""
        try:
            self.grid.table.check_nir(row)
            group = self._group(row, context_of())
            path_id = self.learners.find(self.grid.table, row, group)
        except Refusal as refusal:
            self.report.refuse(self.words, refusal, row.line)
            return
        for column in self.grid.half_days:
            if not is_empty(row.cell(column.place)):
                self._cell(row, column, group, path_id, context_of)

    def _group(self, row: Row, context: Context) -> FundedGroup:
        for owner in self.log.owners(GROUP_CODE, self.grid.table.filled(row, GROUP)):
            group = self.log.load(FundedGroup, UUID(owner))
            if sees_operator(context, group.operator_id):
                return group
        raise NoSuchGroup(column=self.grid.table.header(GROUP))

    def _cell(
        self, row: Row, column: HalfDayColumn, group: FundedGroup, path_id: PathId, context_of: ContextOf
    ) -> None:
        sheet_id = self._sheet(column, group, context_of)
        if sheet_id is None:
            return
        try:
            is_new = self._write(row, column, sheet_id, path_id, context_of)
        except Refusal as refusal:
            self.report.refuse(self.words, refusal, row.line, column.header)
        else:
            self.report.count(is_new=is_new)

    def _write(
        self, row: Row, column: HalfDayColumn, sheet_id: SheetId, path_id: PathId, context_of: ContextOf
    ) -> bool:
        """Return whether the sheet did not say it.

        A cell bears a command that never expires: what was imported once is never written over what somebody
        wrote since, however often the file comes back.
        """
        sheet = self.log.load(AttendanceSheet, sheet_id)
        line = mark_of(row.cell(column.place), column.header).line(path_id, sheet.register, self.signed)
        command = cell_command(self.new_id, sheet, line)
        says = _says(sheet.register, line)
        if self.log.earlier(command) and not says:
            raise ChangedSince
        if not (says and sheet.register.is_sealed):
            ask = FillRegister(on=column.day, lines=(_unless_signed(sheet.register, line),))
            self.desk(fill_register, sheet_id, ask, context=replace(_importing(context_of), command=command))
        return not says

    def _sheet(self, column: HalfDayColumn, group: FundedGroup, context_of: ContextOf) -> SheetId | None:
        if (group.id, column.place) in self._refused:
            return None
        try:
            return self._open(column, group, context_of)
        except Refusal as refusal:
            self._refused.add((group.id, column.place))
            self.report.refuse(self.words, refusal, self.grid.table.headers.line, column.header)
            return None

    def _open(self, column: HalfDayColumn, group: FundedGroup, context_of: ContextOf) -> SheetId:
        session = _session(group, column)
        for owner in self.log.owners(SESSION_SHEET, str(session.session_id)):
            return SheetId(UUID(owner))
        sheet_id = SheetId(sheet_of(session.session_id))
        ask = OpenSheet(on=column.day, group_id=GroupId(group.id), session_id=session.session_id)
        self.desk(open_sheet, sheet_id, ask, context=_importing(context_of))
        return sheet_id


def _importing(context_of: ContextOf) -> Context:
    return replace(context_of(), source="import")


def _session(group: FundedGroup, column: HalfDayColumn) -> SessionScheduled:
    for session in group.sessions.live():
        if (session.session_on, session.half_day) == (column.day, column.half_day):
            return session
    raise NoSessionThatHalfDay(column=column.header, day=column.day, half_day=column.half_day)


def _says(register: Register, line: Line) -> bool:
    """Whether the sheet says all of a line already, sealed or not."""
    mark = register.mark(line.path_id)
    if line.absent is not None:
        return mark.absence is not None and line.absent in {AbsenceCode.UNKNOWN, mark.absence.code}
    times = whole_session_unless(register, line.arrived_at, line.left_at)
    return mark.times == times and (line.signed is None or mark.signature is not None)


def _unless_signed(register: Register, line: Line) -> Line:
    """Leave a signature that is there, or that somebody said is missing, as it stands."""
    return line if register.mark(line.path_id).signature is None else replace(line, signed=None)
