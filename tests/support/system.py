"""The whole system on a real PostgreSQL and a real HTTP server, and the people who ask it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import httpx
import uvicorn
from argon2 import PasswordHasher

from adapters.accounts import LocalAccounts
from adapters.bootstrap import Integracode, following, open_integracode, web_application
from adapters.settings import Settings
from domain.ids import OperatorId
from services.context import Role

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Stories sign in often; how slow a hash must be is tested elsewhere."""
PASSWORD = "quatre mots assez longs"


class SetClock:
    """A clock that stands where the story sets it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set_day(self, day: date, at: time = time(12)) -> None:
        """Go to a day, at noon UTC unless told otherwise."""
        self.now = datetime.combine(day, at, UTC)


@dataclass
class Person:
    """Somebody at a keyboard, signed in or not."""

    http: httpx.Client
    id: str = ""
    operator_id: str | None = None
    seen: str | None = None
    """The last receipt's position: what they ask next must show it."""
    headers: dict[str, str] = field(default_factory=dict)

    def asks(self, address: str, **params: str | int) -> httpx.Response:
        """Ask a question, having seen what they did before."""
        headers = self.headers | ({"Position": self.seen} if self.seen else {})
        return self.http.get(address, params=params or None, headers=headers)

    def sends(self, address: str, body: Mapping[str, Any], **headers: str) -> httpx.Response:
        """Send a command, and keep what it answers as seen."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.http.post(address, json=body, headers=self.headers | named)
        self.seen = answer.headers.get("Position", self.seen)
        return answer

    def does(self, address: str, body: Mapping[str, Any], **headers: str) -> dict[str, Any]:
        """Send a command that is done."""
        answer = self.sends(address, body, **headers)
        assert answer.status_code in {200, 201}, answer.text
        receipt: dict[str, Any] = answer.json()
        return receipt

    def reads(self, address: str, **params: str | int) -> Any:  # noqa: ANN401 - whatever JSON holds.
        """Ask a question that is answered."""
        answer = self.asks(address, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def is_refused(self, address: str, body: Mapping[str, Any], **headers: str) -> dict[str, Any]:
        """Send a command that is refused, and return the problem."""
        answer = self.sends(address, body, **headers)
        assert answer.status_code >= 400, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        problem: dict[str, Any] = answer.json()
        return problem

    def knows_what(self, other: "Person") -> None:
        """Hear of what somebody else did last."""
        self.seen = other.seen


@dataclass
class System:
    """The service, running."""

    inside: Integracode
    http: httpx.Client
    clock: SetClock

    @property
    def nobody(self) -> Person:
        """Somebody without an account."""
        return Person(self.http)

    @property
    def description(self) -> dict[str, Any]:
        """What the API says of itself."""
        described: dict[str, Any] = self.http.get("/openapi.json").json()
        return described

    def person(self, login: str, role: Role, operator_id: UUID | str | None = None) -> Person:
        """Make an account and sign in with it."""
        operator = None if operator_id is None else OperatorId(UUID(str(operator_id)))
        self.inside.accounts.create(login, PASSWORD, role, operator)
        return self.signed_in(login)

    def signed_in(self, login: str) -> Person:
        """Sign in."""
        answer = self.http.post("/v1/sign-in", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        account = answer.json()["account"]
        bearer = {"Authorization": f"Bearer {answer.json()['token']}"}
        return Person(self.http, account["id"], account["operator_id"], headers=bearer)


Keeping = Callable[[Integracode], AbstractContextManager[object]]
"""How read models are kept while the system runs."""


@dataclass(frozen=True)
class Kafka:
    """Brokers, and topics of one's own there."""

    servers: str
    prefix: str


@contextmanager
def running_system(
    database_url: str, state: Path, now: datetime, *, keeping: Keeping = following, kafka: Kafka | None = None
) -> Iterator[System]:
    """Run the service in one process: its log, its HTTP server, and whoever keeps its read models."""
    clock = SetClock(now)
    settings = Settings(
        database_url=database_url,
        state=state,
        master_key=None,
        host="127.0.0.1",
        port=0,
        kafka_bootstrap_servers=kafka.servers if kafka else None,
        topic_prefix=kafka.prefix if kafka else "",
    )
    with ExitStack() as stack:
        opened = stack.enter_context(open_integracode(settings, clock=clock))
        accounts = LocalAccounts(opened.database, clock, opened.new_id, QUICK)
        inside = replace(opened, accounts=accounts)
        stack.enter_context(keeping(inside))
        address = stack.enter_context(_served(inside))
        http = stack.enter_context(httpx.Client(base_url=address, timeout=20))
        yield System(inside, http, clock)


@contextmanager
def _served(inside: Integracode) -> Iterator[str]:
    config = uvicorn.Config(
        web_application(inside), port=0, log_config=None, access_log=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    listener = config.bind_socket()
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
