"""Local accounts: what is stored of them, and how long a guess takes."""

from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

import pytest
from argon2 import PasswordHasher

from adapters.accounts import LocalAccounts
from adapters.database import Database
from adapters.ids import Ids
from adapters.web.refusals import TooManyAttempts, WrongSignIn
from domain.ids import OperatorId
from services.context import Role, Standing
from tests.support.postgres import execute
from tests.support.system import PASSWORD, QUICK, SetClock

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
OPERATOR = OperatorId(UUID(int=57))


@pytest.fixture
def clock() -> SetClock:
    """A clock that the test sets."""
    return SetClock(NOW)


@pytest.fixture
def accounts(database: Database, clock: SetClock) -> LocalAccounts:
    """Accounts with a hash that takes no time."""
    return LocalAccounts(database, clock, Ids(clock), QUICK)


def fail(accounts: LocalAccounts, times: int, login: str = "claire") -> None:
    """Guess wrong in a row."""
    for _ in range(times):
        with pytest.raises(WrongSignIn):
            accounts.sign_in(login, "a guess")


def test_whoever_signs_in_is_known_by_the_token_until_signing_out(accounts: LocalAccounts) -> None:
    claire = accounts.create("Claire", PASSWORD, Role.CASEWORKER, OPERATOR)
    session = accounts.sign_in("claire", PASSWORD)
    assert session.account == claire == accounts.signed_in(session.token)
    accounts.sign_out(session.token)
    assert accounts.signed_in(session.token) is None


def test_an_account_is_what_it_was_made_until_it_is_disabled(accounts: LocalAccounts) -> None:
    claire = str(accounts.create("claire", PASSWORD, Role.COORDINATOR, OPERATOR).id)
    assert accounts.standing(claire) == Standing(role=Role.COORDINATOR, operator_id=OPERATOR)
    accounts.disable("claire")
    assert accounts.standing(claire) is None


@pytest.mark.parametrize("written", ["nobody", "", "A'"])
def test_what_is_no_accounts_id_is_nobody(accounts: LocalAccounts, written: str) -> None:
    assert accounts.standing(written) is None


def test_an_id_written_otherwise_is_nobodys(accounts: LocalAccounts) -> None:
    """Else its holder would pass for somebody else, and approve what they ask for."""
    claire = accounts.create("claire", PASSWORD, Role.COORDINATOR, OPERATOR)
    assert accounts.standing(str(claire.id).upper()) is None
    assert accounts.standing(claire.id.hex) is None


def test_a_session_ends_after_its_time(accounts: LocalAccounts, clock: SetClock) -> None:
    accounts.create("claire", PASSWORD, Role.CASEWORKER, OPERATOR)
    session = accounts.sign_in("claire", PASSWORD)
    clock.now = session.expires_at - timedelta(seconds=1)
    assert accounts.signed_in(session.token)
    clock.now = session.expires_at
    assert accounts.signed_in(session.token) is None


def test_neither_password_nor_token_is_stored(database: Database, clock: SetClock) -> None:
    accounts = LocalAccounts(database, clock, Ids(clock), PasswordHasher(memory_cost=64))
    accounts.create("claire", PASSWORD, Role.CASEWORKER)
    token = accounts.sign_in("claire", PASSWORD).token
    with database.transaction() as lent, lent.cursor() as cur:
        cur.execute("select password from accounts.accounts")
        ((password,),) = cur.fetchall()
        cur.execute("select s::text from accounts.sessions s")
        ((session,),) = cur.fetchall()
    assert password.startswith("$argon2id$")
    assert PASSWORD not in password
    assert token not in session


def test_a_login_is_taken_once_and_its_password_stays(accounts: LocalAccounts) -> None:
    first = accounts.create("claire", PASSWORD, Role.CASEWORKER)
    assert accounts.create("CLAIRE", "another", Role.ADMINISTRATOR) == first
    assert accounts.everyone() == [first]
    assert accounts.sign_in("claire", PASSWORD).token


def test_a_disabled_account_is_out_at_once_and_stays_out(accounts: LocalAccounts) -> None:
    accounts.create("claire", PASSWORD, Role.CASEWORKER)
    session = accounts.sign_in("claire", PASSWORD)
    accounts.disable("claire")
    assert accounts.signed_in(session.token) is None
    with pytest.raises(WrongSignIn):
        accounts.sign_in("claire", PASSWORD)


def test_after_five_wrong_guesses_each_one_doubles_the_wait(accounts: LocalAccounts, clock: SetClock) -> None:
    accounts.create("claire", PASSWORD, Role.CASEWORKER)
    fail(accounts, 6)
    with pytest.raises(TooManyAttempts) as refused:
        accounts.sign_in("claire", PASSWORD)
    assert refused.value.values == {"seconds": 2}

    clock.now += timedelta(seconds=2)
    fail(accounts, 1)
    with pytest.raises(TooManyAttempts) as refused:
        accounts.sign_in("claire", PASSWORD)
    assert refused.value.values == {"seconds": 4}


def test_a_guess_is_counted_before_its_password_is_looked_at(
    database: Database, clock: SetClock, database_url: str
) -> None:
    counted = []

    class Looking(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - argon2's name.
            counted.extend(execute(database_url, "select failures from accounts.failures"))
            return super().verify(hash, password)

    fail(LocalAccounts(database, clock, Ids(clock), Looking(memory_cost=64)), 1)
    assert counted == [(1,)]


def test_who_waited_signs_in_and_starts_afresh(accounts: LocalAccounts, clock: SetClock) -> None:
    accounts.create("claire", PASSWORD, Role.CASEWORKER)
    fail(accounts, 6)
    clock.now += timedelta(seconds=2)
    assert accounts.sign_in("claire", PASSWORD).token
    fail(accounts, 5)
    assert accounts.sign_in("claire", PASSWORD).token


def test_guessing_one_login_keeps_nobody_else_out(accounts: LocalAccounts) -> None:
    accounts.create("claire", PASSWORD, Role.CASEWORKER)
    fail(accounts, 6, login="bilal")
    assert accounts.sign_in("claire", PASSWORD).token


def test_an_unknown_login_is_slowed_down_as_a_known_one(accounts: LocalAccounts) -> None:
    fail(accounts, 6, login="nobody")
    with pytest.raises(TooManyAttempts):
        accounts.sign_in("nobody", "a guess")


def test_a_hash_is_verified_whether_the_login_is_known_or_not(database: Database, clock: SetClock) -> None:
    hasher = CountingHasher()
    accounts = LocalAccounts(database, clock, Ids(clock), hasher)
    accounts.create("claire", PASSWORD, Role.CASEWORKER)
    fail(accounts, 1, login="claire")
    fail(accounts, 1, login="nobody")
    assert hasher.verified == 2


class CountingHasher(PasswordHasher):
    """Counts what takes the time."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override] # noqa: A002 - the library's name; it always answers True or raises.
        self.verified += 1
        return super().verify(hash, password)
