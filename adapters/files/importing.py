"""The importer: each row or cell through the desk, good ones in, bad ones told."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.files.attendance_grid import grid_of
from adapters.files.attendance_import import AttendanceImport
from adapters.files.headers import Table
from adapters.files.identifying import path_of, referral_command
from adapters.files.reading import read_rows
from adapters.files.referral_list import COLUMN_OF_FIELD, referral_of, referral_table
from adapters.files.refusals import ImportedOtherwise
from adapters.files.report import Report
from adapters.files.rows import Row
from adapters.files.seated import SeatedLearners
from adapters.words import Words
from domain.attendance_sheet.signing import SignatureMethod
from domain.ids import OperatorId
from domain.refusals import Refusal
from services.access import UseCase, check_access, name_of
from services.answers import Forbidden, KeyReused
from services.attendance_sheet.signing import fill_register
from services.context import Context
from services.desk import Desk
from services.learner_path.referral import receive_referral
from services.ports import Keyring, Log, NewId

Advance = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, kw_only=True)
class Importer:
    """Reads operators' spreadsheets. The same file twice changes nothing."""

    desk: Desk
    log: Log
    keyring: Keyring
    new_id: NewId
    words: Words

    def referrals(self, path: Path, context_of: Callable[[], Context], progress: Advance = silent) -> Report:
        """Import a list of referrals, each a new path of the asker's operator.

        Args:
            path: a CSV or XLSX file.
            context_of: who asks, anew for each row; the source and the command are set here.
            progress: called after each row.

        Raises:
            Refusal: the asker may not, the file cannot be read, or its columns are not those of a list.
        """
        _check_may(context_of(), receive_referral)
        table = referral_table(read_rows(path))
        report = Report(rows=len(table.rows), ignored=table.ignored, totals=table.totals)
        for done, row in enumerate(table.rows, start=1):
            try:
                report.count(is_new=self._referral(table, row, context_of()))
            except Refusal as refusal:
                report.refuse(self.words, refusal, row.line, _column(table, refusal))
            progress(done, len(table.rows))
        return report

    def attendance(
        self,
        path: Path,
        context_of: Callable[[], Context],
        progress: Advance = silent,
        *,
        signed: SignatureMethod | None = SignatureMethod.PAPER,
    ) -> Report:
        """Import an attendance grid into the sheets of sessions that are scheduled.

        Args:
            path: a CSV or XLSX file.
            context_of: who asks, anew for each cell.
            progress: called after each row.
            signed: how those present signed; None leaves the signatures to be written on the sheets.

        Raises:
            Refusal: the asker may not, the file cannot be read, or its columns are not those of a grid.
        """
        _check_may(context_of(), fill_register)
        grid = grid_of(read_rows(path))
        report = Report(rows=len(grid.table.rows), ignored=grid.ignored, totals=grid.table.totals)
        work = AttendanceImport(
            desk=self.desk,
            log=self.log,
            new_id=self.new_id,
            words=self.words,
            learners=SeatedLearners(log=self.log, keyring=self.keyring),
            grid=grid,
            report=report,
            signed=signed,
        )
        for done, row in enumerate(grid.table.rows, start=1):
            work.row(row, context_of)
            progress(done, len(grid.table.rows))
        return report

    def _referral(self, table: Table, row: Row, context: Context) -> bool:
        """Return whether the row was new."""
        ask = referral_of(table, row)
        operator_id = _operator_of(context)
        command = referral_command(self.keyring, self.new_id, operator_id, ask)
        try:
            if self.log.earlier(command):
                return False
            asking = replace(context, source="import", command=command)
            self.desk(receive_referral, path_of(command), ask, context=asking)
        except KeyReused as refusal:
            raise ImportedOtherwise from refusal
        return True


def _check_may(context: Context, use_case: UseCase) -> None:
    """Refuse once, before the file is read, whoever may not import any of its rows."""
    check_access(name_of(use_case), context.role)
    _operator_of(context)


def _operator_of(context: Context) -> OperatorId:
    if context.operator_id is None:
        raise Forbidden(role=context.role)
    return context.operator_id


def _column(table: Table, refusal: Refusal) -> str | None:
    """Return the column that a refusal of the use case speaks of."""
    column = COLUMN_OF_FIELD.get(refusal.field or "")
    return table.header(column) if column else None
