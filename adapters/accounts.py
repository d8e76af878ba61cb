"""Local accounts: Argon2id passwords, opaque tokens stored as hashes, and who read what."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from adapters.database import Database
from adapters.ids import Clock
from adapters.web.parts import Account, Reading, Session
from adapters.web.refusals import TooManyAttempts, WrongSignIn
from domain.ids import OperatorId
from services.context import Role, Standing
from services.fields import is_readable
from services.ports import NewId

SESSION = timedelta(hours=12)
FREE_FAILURES = 5
"""Wrong sign-ins in a row before each one doubles the wait."""
LONGEST_WAIT_SECONDS = 900
FORGOTTEN_AFTER = timedelta(days=1)
HASHES_AT_ONCE = 2
"""Each takes 64 MiB."""

SIGNED_IN = """
select a.id, a.login, a.role, a.operator_id
from accounts.sessions s join accounts.accounts a on a.id = s.account_id
where s.token_hash = %s and s.expires_at > %s and not a.disabled"""
FAILED = """
insert into accounts.failures (login_hash, failures, last_at) values (%s, 1, %s)
on conflict (login_hash) do update set failures = failures.failures + 1, last_at = excluded.last_at"""
READ = """
insert into accounts.readings (read_at, account_id, role, operator_id, path_id, events, correlation_id)
values (%s, %s, %s, %s, %s, %s::uuid[], %s)"""


class LocalAccounts:
    """Keeps accounts in PostgreSQL, beside the log."""

    def __init__(
        self, database: Database, clock: Clock, new_id: NewId, hasher: PasswordHasher | None = None
    ) -> None:
        """Prepare a hash that no password has: an unknown login takes as long as a wrong password."""
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe())
        self._hashing = BoundedSemaphore(HASHES_AT_ONCE)

    def create(self, login: str, password: str, role: Role, operator_id: OperatorId | None = None) -> Account:
        """Make an account; the one that is there when the login is taken."""
        account = Account(id=self._new_id(), login=login.lower(), role=role, operator_id=operator_id)
        self._run(
            "insert into accounts.accounts (id, login, password, role, operator_id, created_at)"
            " values (%s, %s, %s, %s, %s, %s) on conflict (login) do nothing",
            (account.id, account.login, self._hash(password), role, operator_id, self._clock()),
        )
        return next(each for each in self.everyone() if each.login == account.login)

    def everyone(self) -> list[Account]:
        """Return every account that may sign in, in the order of their making."""
        found = self._run(
            "select id, login, role, operator_id from accounts.accounts where not disabled"
            " order by created_at, id"
        )
        return [_account(row) for row in found]

    def disable(self, login: str) -> None:
        """Let somebody sign in no more, and end their sessions."""
        self._run("update accounts.accounts set disabled = true where login = %s", (login.lower(),))
        self._run(
            "delete from accounts.sessions s using accounts.accounts a"
            " where a.id = s.account_id and a.disabled"
        )

    def sign_in(self, login: str, password: str) -> Session:
        """Open a session.

        Raises:
            WrongSignIn: login and password do not go together, or the account is disabled.
            TooManyAttempts: the last ones were wrong, and it is too early to try again.
        """
        if not is_readable(login):
            raise WrongSignIn
        typed = sha256(login.lower().encode()).digest()
        self._check_patience(typed)
        # Counted before the slow look at the password: guesses sent side by side would all be the first.
        self._run(FAILED, (typed, self._clock()))
        account = self._verified(login.lower(), password)
        if account is None:
            raise WrongSignIn
        self._run("delete from accounts.failures where login_hash = %s", (typed,))
        return self._open_session(account)

    def signed_in(self, token: str) -> Account | None:
        """Return whose token this is."""
        found = self._run(SIGNED_IN, (_hash_of(token), self._clock()))
        return _account(found[0]) if found else None

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._run("delete from accounts.sessions where token_hash = %s", (_hash_of(token),))

    def logins(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the logins of these accounts, by id."""
        found = self._run(
            "select id::text, login from accounts.accounts where id::text = any(%s)", (list(ids),)
        )
        return dict(found)

    def standing(self, account_id: str) -> Standing | None:
        """Return what an account is; None when nobody can sign in with it."""
        found = self._run(
            "select role, operator_id from accounts.accounts where id::text = %s and not disabled",
            (account_id,),
        )
        return Standing(role=Role(found[0][0]), operator_id=found[0][1]) if found else None

    def note_reading(self, reading: Reading) -> None:
        """Keep that personal values were shown."""
        context = reading.context
        who = (context.actor, context.role, context.operator_id)
        what = (reading.path_id, list(reading.events), context.correlation_id)
        self._run(READ, (context.instant, *who, *what))

    def _open_session(self, account: Account) -> Session:
        token, now = secrets.token_urlsafe(32), self._clock()
        expires_at = now + SESSION
        self._run("delete from accounts.sessions where expires_at <= %s", (now,))
        self._run("delete from accounts.failures where last_at <= %s", (now - FORGOTTEN_AFTER,))
        self._run(
            "insert into accounts.sessions (token_hash, account_id, expires_at) values (%s, %s, %s)",
            (_hash_of(token), account.id, expires_at),
        )
        return Session(token=token, expires_at=expires_at, account=account)

    def _check_patience(self, typed: bytes) -> None:
        found = self._run("select failures, last_at from accounts.failures where login_hash = %s", (typed,))
        wait = _wait_seconds(found[0][0], found[0][1], self._clock()) if found else 0
        if wait > 0:
            raise TooManyAttempts(seconds=wait)

    def _verified(self, login: str, password: str) -> Account | None:
        found = self._run(
            "select id, login, role, operator_id, password from accounts.accounts"
            " where login = %s and not disabled",
            (login,),
        )
        is_right = self._matches(found[0][4] if found else self._nobody, password)
        return _account(found[0][:4]) if found and is_right else None

    def _matches(self, stored: str, password: str) -> bool:
        with self._hashing:
            try:
                return self._hasher.verify(stored, password)
            except VerificationError:
                return False

    def _hash(self, password: str) -> str:
        with self._hashing:
            return self._hasher.hash(password)

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._database.transaction() as lent, lent.cursor() as cur:
            cur.execute(statement, values or None)
            return cur.fetchall() if cur.description else []


def _hash_of(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _wait_seconds(failures: int, last_at: datetime, now: datetime) -> int:
    """Return how long is left to wait: 2, 4, 8… seconds after the sixth, seventh, eighth wrong sign-in."""
    if failures <= FREE_FAILURES:
        return 0
    wait = min(2 ** (failures - FREE_FAILURES), LONGEST_WAIT_SECONDS)
    return max(0, round((last_at + timedelta(seconds=wait) - now).total_seconds()))


def _account(row: Sequence[Any]) -> Account:
    account_id, login, role, operator_id = row
    return Account(id=UUID(str(account_id)), login=login, role=Role(role), operator_id=operator_id)
