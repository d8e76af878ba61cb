"""From a command to the views, through the log and the keyring themselves."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from adapters.database import Database
from adapters.eventlog.feed import Feed
from adapters.eventlog.log import EventLog
from adapters.eventlog.recorder import PostgresRecorder
from adapters.ids import Ids, system_clock
from adapters.keyring.sqlite import SqliteKeyring
from adapters.readmodels.following import following
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.runner import Runner
from adapters.readmodels.schemas import ensure
from adapters.readmodels.statuses import statuses
from adapters.readmodels.tokens import Token
from adapters.readmodels.views import Views
from adapters.stored.codec import FactCodec
from adapters.stored.rows import FactMapper
from domain.catalogue import CATALOGUE
from domain.ids import OperatorId, PathId
from domain.learner_path.referral import Channel, ReferrerKind
from domain.personal import Identity
from projections.casework import directory, timeline
from services.answers import Receipt
from services.context import Context, Role
from services.desk import Desk
from services.learner_path.referral import AcceptReferral, ReceiveReferral, accept_referral, receive_referral
from services.settings import Rules
from tests.support.postgres import tables_that_hold
from tests.support.waiting import wait_until

OPERATOR = OperatorId(uuid4())
PATIENCE = 30.0
RECEIVED = ReceiveReferral(
    on=date(2025, 1, 6),
    department="57",
    referrer=ReferrerKind.OFII,
    channel=Channel.PHONE,
    identity=Identity(family_name="Éluard", given_name="Noë"),
)


class Service:
    """A desk on the log, and its read models."""

    def __init__(self, database: Database, folder: Path) -> None:
        new_id, mapper = Ids(), FactMapper(FactCodec(CATALOGUE))
        self.database = database
        self.keyring = SqliteKeyring(folder / "keyring.sqlite3", bytes(32), new_id)
        self.feed = Feed(database, mapper)
        self.views = Views(database)
        log = EventLog(database, PostgresRecorder(database, system_clock), mapper, self.keyring)
        self.desk = Desk(log, self.keyring, new_id, Rules(), lambda _account: None)

    def context(self) -> Context:
        return Context(
            actor="account-1",
            role=Role.CASEWORKER,
            operator_id=OPERATOR,
            source="page",
            instant=system_clock(),
            correlation_id=uuid4(),
        )

    def receive(self, path_id: PathId) -> Receipt:
        return self.desk(receive_referral, path_id, RECEIVED, context=self.context())

    def types(self, path_id: PathId, receipt: Receipt) -> list[str]:
        answer = self.views.ask_as(
            self.context(),
            timeline.BY_DAY,
            timeline.asked(path_id),
            at=Token.parse(receipt.token),
            timeout=PATIENCE,
        )
        return [row.type for row in answer.rows]


@contextmanager
def open_service(database: Database, folder: Path) -> Iterator[Service]:
    service = Service(database, folder)
    with closing(service.keyring), closing(service.feed):
        yield service


@pytest.fixture
def service(database: Database, database_url: str, tmp_path: Path) -> Iterator[Service]:
    with closing(Database(database_url, role=None)) as owner:
        ensure(owner)
    with open_service(database, tmp_path) as opened:
        yield opened


def test_whoever_wrote_sees_it_in_the_view(service: Service) -> None:
    path_id = PathId(uuid4())
    with following(service.database, service.feed, service.keyring.open):
        assert service.types(path_id, service.receive(path_id)) == ["learner-path.referral-received"]
        accepted = AcceptReferral(on=date(2025, 1, 7))
        receipt = service.desk(accept_referral, path_id, accepted, context=service.context())
        assert service.types(path_id, receipt)[-1] == "learner-path.referral-accepted"


def test_a_sealed_name_is_found_in_the_directory_and_nowhere_else(
    service: Service, database_url: str
) -> None:
    path_id = PathId(uuid4())
    service.receive(path_id)
    for model in READ_MODELS.values():
        opener = service.keyring.open if model.opened else None
        Runner(service.database, service.feed, model, opener).catch_up()
    asked = {"parts": directory.parts_of("eluard"), "limit": 10}
    [person] = service.views.ask_as(service.context(), directory.SEARCH, asked).rows
    assert (person.path_id, person.family_name) == (path_id, "Éluard")
    assert tables_that_hold(database_url, "luard") == {"directory_1_a.people"}


def test_every_model_reaches_the_head_and_says_so(service: Service) -> None:
    with following(service.database, service.feed, service.keyring.open):
        receipts = [service.receive(PathId(uuid4())) for _ in range(20)]

        def there() -> bool:
            seen = statuses(service.database, service.feed, system_clock)
            return all(each.position == receipts[-1].position and not each.lag_events for each in seen)

        wait_until(there)
