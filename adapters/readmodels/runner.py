"""Keeps one read model at the head of its source."""

from threading import Event
from typing import NoReturn

import structlog

from adapters.database import Database
from adapters.readmodels import positions
from adapters.readmodels.changing import Opener
from adapters.readmodels.positions import Position
from adapters.readmodels.schemas import is_current
from adapters.readmodels.source import AnotherVersion, Halt, Source
from adapters.readmodels.step import Overtaken, take, unread
from adapters.readmodels.troubles import PASSING, Halted, name_of
from projections.changes import ReadModel

BATCH = 500
IDLE_SECONDS = 1.0
"""A wake-up may be lost, and a stop comes without one: look again this often."""
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 10.0
HALTED_PAUSE_SECONDS = 10.0

log = structlog.get_logger()


class Runner:
    """Any number may run for one read model: each batch is won by one of them, and done once."""

    def __init__(
        self,
        database: Database,
        source: Source,
        model: ReadModel,
        opener: Opener | None = None,
        *,
        batch: int = BATCH,
    ) -> None:
        """Read nothing yet.

        Args:
            database: where the read models lie.
            source: where facts come from.
            model: what to keep.
            opener: the keyring's ``open``, for a model that keeps opened values.
            batch: facts a transaction, at most.
        """
        self.model = model
        self._database = database
        self._source = source
        self.opener = opener
        self._batch = batch
        self._pause = FIRST_PAUSE_SECONDS

    def catch_up(self) -> int:
        """Take all there is; return the position reached.

        Raises:
            Halted: it cannot go on.
        """
        while True:
            mine = self._position()
            if not self._step(mine):
                return mine.position

    def follow(self, stop: Event) -> None:
        """Keep up until told to stop; troubles are told, in the log and the position row, and tried again."""
        while not stop.is_set():
            try:
                reached = self.catch_up()
                self._pause = FIRST_PAUSE_SECONDS
                self._source.wait(reached, IDLE_SECONDS)
            except PASSING as error:
                log.warning("read_model_waits", read_model=self.model.name, error=type(error).__name__)
                stop.wait(self._pause)
                self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
            except Halted:
                stop.wait(HALTED_PAUSE_SECONDS)
            except Exception as error:  # noqa: BLE001 - a thread that ended would stop the view without a word.
                log.error("read_model_fails", read_model=self.model.name, error=name_of(error))  # noqa: TRY400 - a traceback may quote values.
                stop.wait(HALTED_PAUSE_SECONDS)

    def _step(self, mine: Position) -> bool:
        """Take one batch; False when there was nothing. A batch that fails is taken again, fact by fact."""
        try:
            return self._take(mine, self._batch)
        except Overtaken:
            return True
        except (*PASSING, Halted):
            raise
        except Halt as error:
            self._halt(mine, error)
        except Exception:  # noqa: BLE001 - whatever it is, the culprit is looked for, and named.
            return self._take_one_by_one()

    def _take_one_by_one(self) -> bool:
        for _ in range(self._batch):
            mine = self._position()
            try:
                if not self._take(mine, 1):
                    break
            except Overtaken:
                break
            except PASSING:
                raise
            except Exception as error:  # noqa: BLE001 - a fact that cannot be applied stops the model.
                self._halt(mine, error)
        return True

    def _take(self, mine: Position, limit: int) -> bool:
        batch = unread(self._source, mine, limit=limit)
        if batch is None:
            return False
        with self._database.transaction() as connection, connection.cursor() as cur:
            take(cur, self.model, mine, batch, self.opener)
        return True

    def _position(self) -> Position:
        try:
            return self._look()
        except positions.GONE:
            return self._look()

    def _look(self) -> Position:
        with self._database.transaction() as connection, connection.cursor() as cur:
            schema = positions.active_schema(cur, self.model.name)
            if schema is None:
                raise Halted(self.model.name)
            mine = positions.load(cur, self.model, schema)
            if mine is None and self.model.is_unlogged and not positions.load_all(cur, self.model, schema):
                # A crash emptied the tables and their rows together: all is read again.
                log.info("read_model_refills", read_model=self.model.name)
                positions.begin(cur, self.model, schema)
                mine = positions.load(cur, self.model, schema)
        if mine is None:
            log.warning("read_model_kept_elsewhere", read_model=self.model.name)
            raise Halted(self.model.name)
        if not is_current(self.model, schema):
            self._halt(mine, AnotherVersion(schema))
        return mine

    def _halt(self, mine: Position, error: Exception) -> NoReturn:
        """Say so in the position row and once in the log: the error's class and SQLSTATE, never a value."""
        name, at = name_of(error), mine.position + 1
        if (mine.state, mine.error, mine.error_position) != (positions.HALTED, name, at):
            log.error("read_model_halted", read_model=self.model.name, position=at, error=name)
            with self._database.transaction() as connection, connection.cursor() as cur:
                positions.halt(cur, mine, name, at)
        raise Halted(self.model.name) from None
