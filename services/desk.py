"""The one way in: API, pages, command line, imports and timers all ask here."""

from contextlib import suppress
from typing import Any

from services.access import UseCase, check_access, name_of
from services.answers import Conflict, Receipt, TooBusy
from services.context import Context
from services.fields import check_fields
from services.ports import Keyring, Log, NewId, StandingOf
from services.settings import Rules
from services.work import Work

TRIES = 8


class Desk:
    """Runs a use case and stores what it recorded, all or nothing, once."""

    def __init__(
        self, log: Log, keyring: Keyring, new_id: NewId, rules: Rules, standing_of: StandingOf
    ) -> None:
        """Take everything from outside."""
        self._log = log
        self._keyring = keyring
        self._new_id = new_id
        self._rules = rules
        self._standing_of = standing_of

    def __call__(self, use_case: UseCase, *args: Any, context: Context) -> Receipt:  # noqa: ANN401 - each use case has its own arguments.
        """Answer a command.

        Raises:
            Refusal: the world, or the asker's rights, say no; nothing was stored.
        """
        check_access(name_of(use_case), context.role)
        if context.command is not None and (earlier := self._log.earlier(context.command)):
            return earlier
        check_fields(*args, today=context.today)
        for _ in range(TRIES):
            work = Work(
                context,
                log=self._log,
                keyring=self._keyring,
                new_id=self._new_id,
                rules=self._rules,
                standing_of=self._standing_of,
            )
            use_case(work, *args)
            with suppress(Conflict):
                return self._log.store(work.save)
        raise TooBusy
