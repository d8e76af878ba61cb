"""A grid's cells, each written on its half-day's sheet; countersigning and sealing are left to people."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

from adapters.files.attendance_grid import GROUP, PATH, Grid, HalfDayColumn
from adapters.files.attendance_marks import mark_of
from adapters.files.identifying import sheet_of
from adapters.files.referral_list import FAMILY_NAME, identity_of
from adapters.files.refusals import LearnerNotInGroup, NoSessionThatHalfDay, NoSuchGroup, SeveralLearners
from adapters.files.report import Report
from adapters.files.rows import Row, is_empty
from adapters.words import Words
from domain.attendance_sheet.filling import Line, whole_session_unless
from domain.attendance_sheet.register import Register
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.attendance_sheet.signing import SignatureMethod
from domain.funded_group.group import FundedGroup
from domain.funded_group.sessions import SessionScheduled
from domain.ids import GroupId, PathId, SheetId
from domain.personal import person_text
from domain.refusals import Refusal
from services.access import sees_operator
from services.attendance_sheet.signing import FillRegister, OpenSheet, fill_register, open_sheet
from services.context import Context
from services.desk import Desk
from services.funded_group.planning import GROUP_CODE
from services.funded_group.sessions import SESSION_SHEET
from services.learner_path.contact import PERSON_KEY
from services.ports import Keyring, Log

HalfDayOfGroup = tuple[UUID, int]
"""A group, and the place of a column."""


@dataclass(kw_only=True)
class AttendanceImport:
    """One file going in.

    A cell bears no command: whether a sheet says it already is read from the sheet itself, which also serves
    when a mark is changed and changed back.
    """

    desk: Desk
    log: Log
    keyring: Keyring
    words: Words
    grid: Grid
    report: Report
    signed: SignatureMethod | None
    _refused: set[HalfDayOfGroup] = field(default_factory=set)
    """Half-days without a sheet: told once, not once a learner."""

    def row(self, row: Row, context_of: Callable[[], Context]) -> None:
        """Write a learner's row."""
        try:
            self.grid.table.check_nir(row)
            group = self._group(row, context_of())
            path_id = self._learner(row, group)
        except Refusal as refusal:
            self._refuse(refusal, row.line, None)
            return
        for column in self.grid.half_days:
            if not is_empty(row.cell(column.place)):
                self._cell(row, column, group, path_id, context_of)

    def _group(self, row: Row, context: Context) -> FundedGroup:
        code = self.grid.table.filled(row, GROUP)
        owners = self.log.owners(GROUP_CODE, code)
        for owner in owners:
            group = self.log.load(FundedGroup, UUID(owner))
            if sees_operator(context, group.operator_id):
                return group
        raise NoSuchGroup(column=GROUP.name)

    def _learner(self, row: Row, group: FundedGroup) -> PathId:
        seated = {str(stay.path_id) for stay in group.seats.stays}
        said = self.grid.table.text(row, PATH)
        if said is not None:
            found, column = seated & {said.lower()}, PATH.name
        else:
            found, column = seated & self._paths_of_person(row), FAMILY_NAME.name
        if len(found) > 1:
            raise SeveralLearners(column=column)
        if not found:
            raise LearnerNotInGroup(column=column)
        return PathId(UUID(found.pop()))

    def _paths_of_person(self, row: Row) -> frozenset[str]:
        identity = identity_of(self.grid.table, row)
        return self.log.owners(PERSON_KEY, self.keyring.blind("person", person_text(identity)))

    def _cell(
        self,
        row: Row,
        column: HalfDayColumn,
        group: FundedGroup,
        path_id: PathId,
        context_of: Callable[[], Context],
    ) -> None:
        sheet_id = self._sheet(column, group, context_of)
        if sheet_id is None:
            return
        try:
            self._write(row, column, sheet_id, path_id, context_of)
        except Refusal as refusal:
            self._refuse(refusal, row.line, column.header)

    def _write(
        self,
        row: Row,
        column: HalfDayColumn,
        sheet_id: SheetId,
        path_id: PathId,
        context_of: Callable[[], Context],
    ) -> None:
        register = self.log.load(AttendanceSheet, sheet_id).register
        mark = mark_of(row.cell(column.place), column.header)
        line = mark.line(path_id, register, self.signed)
        if _says(register, line):
            self.report.already += 1
            return
        ask = FillRegister(on=column.day, lines=(line,))
        self.desk(fill_register, sheet_id, ask, context=_importing(context_of))
        self.report.imported += 1

    def _sheet(
        self, column: HalfDayColumn, group: FundedGroup, context_of: Callable[[], Context]
    ) -> SheetId | None:
        if (group.id, column.place) in self._refused:
            return None
        try:
            return self._open(column, group, context_of)
        except Refusal as refusal:
            self._refused.add((group.id, column.place))
            self._refuse(refusal, self.grid.table.headers.line, column.header)
            return None

    def _open(self, column: HalfDayColumn, group: FundedGroup, context_of: Callable[[], Context]) -> SheetId:
        session = _session(group, column)
        for owner in self.log.owners(SESSION_SHEET, str(session.session_id)):
            return SheetId(UUID(owner))
        sheet_id = SheetId(sheet_of(session.session_id))
        ask = OpenSheet(on=column.day, group_id=GroupId(group.id), session_id=session.session_id)
        self.desk(open_sheet, sheet_id, ask, context=_importing(context_of))
        return sheet_id

    def _refuse(self, refusal: Refusal, line: int, column: str | None) -> None:
        named = refusal.values.get("column")
        self.report.refuse(self.words, refusal, line, named if isinstance(named, str) else column)


def _importing(context_of: Callable[[], Context]) -> Context:
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
        return mark.absence is not None and mark.absence.code is line.absent
    times = whole_session_unless(register, line.arrived_at, line.left_at)
    return mark.times == times and line.signed is None
