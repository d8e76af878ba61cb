"""Everything outside is an argument of something here; nothing is started anywhere else."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from uuid import UUID

from fastapi import FastAPI

from adapters import holidays_of_france
from adapters.accounts import LocalAccounts
from adapters.database import Database
from adapters.erasing import Eraser
from adapters.eventlog.feed import Feed
from adapters.eventlog.head import Head
from adapters.eventlog.log import EventLog
from adapters.eventlog.migrate import migrate
from adapters.eventlog.recorder import PostgresRecorder
from adapters.eventlog.replay import GroupReplay
from adapters.eventlog.verify import Verdict, verify
from adapters.eventlog.walk import Advance
from adapters.ids import Clock, Ids, system_clock
from adapters.keyring.master import master_key
from adapters.keyring.sqlite import BadKeyring, SqliteKeyring
from adapters.postgres import embedded_postgres
from adapters.readmodels import following as readmodels
from adapters.readmodels.fingerprint import fingerprint
from adapters.readmodels.partitions import take_back
from adapters.readmodels.positions import active_schema
from adapters.readmodels.rebuilding import Progress, Rebuilding
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.schemas import ensure
from adapters.readmodels.statuses import ReadModelStatus, statuses
from adapters.readmodels.views import Views
from adapters.secrets import LogSecrets
from adapters.settings import Settings
from adapters.stored.codec import FactCodec
from adapters.stored.rows import FactMapper
from adapters.web.app import create_app
from adapters.web.parts import Parts
from adapters.web_parts import Readiness, WebViews
from domain.catalogue import CATALOGUE
from domain.ids import GroupId
from services.desk import Desk
from services.ports import NewId
from services.settings import Rules

OWNER_STATEMENT_MILLISECONDS = 3_600_000
"""A rebuild may take its time; a command may not."""


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """A read model made again."""

    name: str
    position: int
    """Where in the log its rows are true."""
    before: dict[str, str]
    """SHA-256 of each table's rows as they answered before, opened columns left out."""
    tables: dict[str, str]
    """The same, made again."""


@dataclass(frozen=True, kw_only=True)
class Integracode:
    """The system, open: what the API, the pages and the command line are handed."""

    settings: Settings
    owner: Database
    """Migrates, and makes the tables of read models."""
    database: Database
    """Acts in the application's role, which owns nothing."""
    keyring: SqliteKeyring
    mapper: FactMapper
    replay: GroupReplay
    feed: Feed
    views: Views
    rules: Rules
    clock: Clock
    desk: Desk
    log: EventLog
    recorder: PostgresRecorder
    new_id: NewId
    accounts: LocalAccounts
    migrated: tuple[str, ...]
    """What this opening had to migrate."""

    def status(self) -> list[ReadModelStatus]:
        """Return how far each read model is."""
        return statuses(self.database, self.feed, self.clock)

    def rebuild(self, name: str, progress: Progress) -> Rebuilt:
        """Make a read model again from the first fact, and return the fingerprints of its tables."""
        model = READ_MODELS[name]
        opener = self.keyring.open if model.opened else None
        rebuilding = Rebuilding(owner=self.owner, source=self.feed, model=model, opener=opener)
        before = fingerprint(self.database, model)
        position = rebuilding(progress)
        return Rebuilt(name=name, position=position, before=before, tables=fingerprint(self.database, model))

    def verify_log(self, advance: Advance) -> Verdict:
        """Recompute the whole log."""
        return verify(self.database, advance)

    def find_group(self, code: str) -> GroupId | None:
        """Return the group that has a code."""
        owners = self.log.owners("group-code", code)
        return GroupId(UUID(next(iter(owners)))) if owners else None

    def at_the_desk(self, clock: Clock, new_id: NewId) -> tuple[EventLog, Desk]:
        """Return a log and a desk of another clock: the sample year has its own."""
        log = EventLog(self.database, PostgresRecorder(self.database, clock), self.mapper, self.keyring)
        return log, Desk(log, self.keyring, new_id, self.rules, self.accounts.standing)


@contextmanager
def open_integracode(settings: Settings, *, clock: Clock = system_clock) -> Iterator[Integracode]:
    """Open the system and close it again, with the embedded PostgreSQL where no other is given."""
    with ExitStack() as stack:
        url = settings.database_url or stack.enter_context(embedded_postgres(settings.state))
        migrated = tuple(migrate(url))
        owner = stack.enter_context(
            closing(Database(url, size=4, role=None, statement_timeout=OWNER_STATEMENT_MILLISECONDS))
        )
        ensure(owner)
        database = stack.enter_context(closing(Database(url)))
        mapper = FactMapper(FactCodec(CATALOGUE))
        feed = stack.enter_context(closing(Feed(database, mapper)))
        keyring = stack.enter_context(closing(_keyring(settings, clock, feed.head())))
        rules = Rules(is_public_holiday=holidays_of_france.is_public_holiday)
        new_id = Ids(clock)
        recorder = PostgresRecorder(database, clock)
        log = EventLog(database, recorder, mapper, keyring)
        accounts = LocalAccounts(database, clock, new_id)
        yield Integracode(
            settings=settings,
            owner=owner,
            database=database,
            keyring=keyring,
            mapper=mapper,
            replay=GroupReplay(database, mapper),
            feed=feed,
            views=Views(database),
            rules=rules,
            clock=clock,
            desk=Desk(log, keyring, new_id, rules, accounts.standing),
            log=log,
            recorder=recorder,
            new_id=new_id,
            accounts=accounts,
            migrated=migrated,
        )


def web_parts(system: Integracode) -> Parts:
    """Return what the API and the pages need of the system."""
    return Parts(
        desk=system.desk,
        views=WebViews(system.views),
        replays=system.replay,
        accounts=system.accounts,
        secrets=LogSecrets(system.log, system.keyring),
        clock=system.clock,
        new_id=system.new_id,
        is_ready=Readiness(system.feed),
    )


def web_application(system: Integracode) -> FastAPI:
    """Return the API and the pages over the system."""
    return create_app(web_parts(system))


@contextmanager
def following(system: Integracode) -> Iterator[None]:
    """Keep every read model up to date, and carry out erasures, until left: all in this process."""
    _take_back(system)
    with readmodels.following(system.database, system.feed, system.keyring.open), erasing(system):
        yield


@contextmanager
def erasing(system: Integracode) -> Iterator[None]:
    """Carry out erasures until left."""
    stop = Event()
    eraser = Eraser(system.recorder, system.feed, system.keyring)
    thread = Thread(target=eraser.follow, args=(stop,), name="eraser", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _take_back(system: Integracode) -> None:
    """Keep by the log's own runner what consumers kept; from new, where their partitions stand apart."""
    for model in READ_MODELS.values():
        with system.database.transaction() as connection, connection.cursor() as cur:
            schema = active_schema(cur, model.name)
            is_whole = schema is None or take_back(cur, model, schema)
        if not is_whole:
            system.rebuild(model.name, lambda _position, _head: None)


def _keyring(settings: Settings, clock: Clock, head: Head) -> SqliteKeyring:
    """Open the keyring; a new one beside a log that holds facts would let everybody pass for erased."""
    path = settings.state / "keyring.sqlite3"
    if head.position > 0 and not path.exists():
        sentence = (
            f"Le trousseau {path} manque, et le journal tient des faits dont il a les clés : rétablissez-le"
            " depuis sa sauvegarde, ou indiquez son dossier par INTEGRACODE_STATE."
        )
        raise BadKeyring(sentence)
    settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    return SqliteKeyring(path, master_key(settings.master_key, settings.state / "master.key"), Ids(clock))
