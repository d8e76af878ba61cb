"""services.ports.Log: the log of the unit tests and the real one give the same answers."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from services.answers import AlreadyTaken, Conflict, KeyReused
from services.ports import Claim, Log, Owners, Save
from tests.support.desk import InMemoryLog
from tests.support.logs import Bench, Told, command, event, save, seat

ONE, OTHER = uuid4(), uuid4()


@pytest.fixture(params=["in memory", "on PostgreSQL"])
def log(request: pytest.FixtureRequest) -> Log:
    if request.param == "in memory":
        return InMemoryLog()
    return Bench(request.getfixturevalue("database")).log


def number(owner: UUID, *, unique: bool = True) -> Claim:
    return Claim(kind="attestation", key="2025-0001", owner=str(owner), unique=unique)


def test_a_stream_where_nothing_happened_is_at_version_0(log: Log) -> None:
    assert log.load(Told, ONE) == Told(id=ONE)


def test_a_stream_is_the_fold_of_its_facts(log: Log) -> None:
    facts = [seat(), seat(), seat()]
    log.store(save(event(ONE, 1, facts[0]), event(OTHER, 1), event(ONE, 2, facts[1])))
    log.load(Told, ONE)
    log.store(save(event(ONE, 3, facts[2])))
    assert log.load(Told, ONE) == Told(id=ONE, version=3, facts=tuple(facts))


def test_a_receipt_names_positions_and_streams(log: Log) -> None:
    log.store(save(event(OTHER, 1)))
    receipt = log.store(save(event(ONE, 1), event(OTHER, 2), event(ONE, 2)))
    assert receipt.positions == (2, 3, 4)
    assert receipt.position == 4
    assert [(each.id, each.version) for each in receipt.streams] == [(ONE, 2), (OTHER, 2)]


def test_a_stream_that_changed_is_a_conflict(log: Log) -> None:
    log.store(save(event(ONE, 1)))
    with pytest.raises(Conflict):
        log.store(save(event(ONE, 1)))
    assert log.load(Told, ONE).version == 1


def test_a_stream_only_read_that_changed_is_a_conflict(log: Log) -> None:
    log.store(save(event(ONE, 1)))
    with pytest.raises(Conflict):
        log.store(save(event(OTHER, 1), reads={ONE: 0}))
    assert log.load(Told, OTHER).version == 0


def test_a_decision_to_do_nothing_rests_on_what_it_read_too(log: Log) -> None:
    log.store(save(event(ONE, 1)))
    with pytest.raises(Conflict):
        log.store(Save(events=(), reads={ONE: 0}, command=command()))


def test_the_same_command_gets_the_same_receipt(log: Log) -> None:
    first = log.store(save(event(ONE, 1), event(OTHER, 1), command=command()))
    log.store(save(event(ONE, 2)))
    assert log.earlier(command()) == first
    assert log.load(Told, ONE).version == 2


def test_a_command_never_asked_has_no_earlier_outcome(log: Log) -> None:
    log.store(save(event(ONE, 1), command=command("key-1")))
    assert log.earlier(command("key-2")) is None


def test_nothing_to_do_is_an_outcome_too(log: Log) -> None:
    log.store(save(event(ONE, 1)))
    receipt = log.store(Save(events=(), reads={ONE: 1}, command=command()))
    assert (receipt.position, receipt.positions, receipt.streams) == (1, (), ())
    log.store(save(event(ONE, 2)))
    assert log.earlier(command()) == receipt


def test_a_key_used_for_another_content_is_refused(log: Log) -> None:
    log.store(save(event(ONE, 1), command=command(digest=b"this")))
    with pytest.raises(KeyReused):
        log.earlier(command(digest=b"that"))


def test_a_fact_is_found_by_its_id(log: Log) -> None:
    told = event(ONE, 1, tags=["group:1", "grant:2"])
    log.store(save(event(OTHER, 1), told))
    found = log.find(told.context.event_id)
    assert found is not None
    assert (found.fact, found.context, found.position) == (told.fact, told.context, 2)
    assert log.find(uuid4()) is None


def test_a_unique_key_has_one_owner(log: Log) -> None:
    log.store(replace(save(event(ONE, 1)), claims=(number(ONE),)))
    with pytest.raises(AlreadyTaken) as refused:
        log.store(replace(save(event(OTHER, 1)), claims=(number(OTHER),)))
    assert refused.value.values == {"kind": "attestation", "number": "2025-0001"}
    assert log.load(Told, OTHER).version == 0
    assert log.owners("attestation", "2025-0001") == {str(ONE)}


def test_its_owner_may_claim_a_unique_key_again(log: Log) -> None:
    for version in (1, 2):
        log.store(replace(save(event(ONE, version)), claims=(number(ONE),)))
    assert log.owners("attestation", "2025-0001") == {str(ONE)}


def test_a_key_that_only_finds_has_any_number_of_owners(log: Log) -> None:
    for owner in (ONE, OTHER):
        log.store(replace(save(event(owner, 1)), claims=(number(owner, unique=False),)))
    assert log.owners("attestation", "2025-0001") == {str(ONE), str(OTHER)}


def test_a_key_given_back_can_be_taken(log: Log) -> None:
    log.store(replace(save(event(ONE, 1)), claims=(number(ONE),)))
    log.store(replace(save(event(ONE, 2)), released=(number(ONE),)))
    log.store(replace(save(event(OTHER, 1)), claims=(number(OTHER),)))
    assert log.owners("attestation", "2025-0001") == {str(OTHER)}


def test_owners_that_changed_since_the_decision_are_a_conflict(log: Log) -> None:
    seen = Owners(kind="attestation", key="2025-0001", seen=log.owners("attestation", "2025-0001"))
    log.store(replace(save(event(ONE, 1)), claims=(number(ONE, unique=False),)))
    with pytest.raises(Conflict):
        log.store(replace(save(event(OTHER, 1)), owners=(seen,)))
    still = replace(seen, seen=frozenset({str(ONE)}))
    log.store(replace(save(event(OTHER, 1)), owners=(still,)))


def test_a_refused_save_leaves_no_outcome_and_no_claim(log: Log) -> None:
    log.store(save(event(ONE, 1)))
    refused = replace(save(event(OTHER, 1), reads={ONE: 0}, command=command()), claims=(number(OTHER),))
    with pytest.raises(Conflict):
        log.store(refused)
    assert log.earlier(command()) is None
    assert log.owners("attestation", "2025-0001") == frozenset()
