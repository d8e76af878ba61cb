"""Names: found, kept apart, and gone when their key is."""

from datetime import date
from uuid import uuid4

import pytest

from adapters.readmodels.changing import NothingToOpenWith, apply
from adapters.readmodels.registry import READ_MODELS
from domain.learner_path.contact import IdentityRecorded
from domain.learner_path.privacy import PersonalDataShredded
from domain.personal import AgeBand, Identity, Sex
from projections.casework import directory, staff
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import JANUARY, TRAINER, path


def found(stage: Stage, typed: str) -> list[str]:
    asked = {"operator_id": OPERATOR, "parts": directory.parts_of(typed), "limit": 50}
    return [person.family_name for person in stage.ask(directory.SEARCH, asked)]


@pytest.mark.parametrize("typed", ["eluard", "ÉLUARD", "noe elu", "elu NOË", "luar"])
def test_a_person_is_found_by_parts_of_names_whatever_the_accents(stage: Stage, typed: str) -> None:
    stage.story.referred("ana", family_name="Éluard", given_name="Noë")
    stage.story.referred("ben", family_name="Durand", given_name="Ben")
    assert found(stage, typed) == ["Éluard"]


def test_signs_that_mean_something_to_sql_find_nobody(stage: Stage) -> None:
    stage.story.referred("ana", family_name="O'Neil-Smith", given_name="Ana")
    assert found(stage, "neil smith") == ["O'Neil-Smith"]
    assert found(stage, "50% _") == []


def test_a_search_stays_within_one_operator(stage: Stage) -> None:
    stage.story.referred("ana")
    asked = {"operator_id": uuid4(), "parts": ["eluard"], "limit": 50}
    assert stage.ask(directory.SEARCH, asked) == ()


def test_a_single_name_and_an_unknown_birth_date_are_possible(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    identity = stage.keyring.seal(path_id, "B", Identity(family_name="Souad"))  # type: ignore[arg-type]
    stage.source.tell(path_id, recorded(stage, path_id, identity))
    [person] = stage.ask(directory.NAMED, {"path_ids": [path_id]})
    assert (person.family_name, person.given_name, person.birth_date) == ("Souad", None, None)


def test_papers_tell_better_than_the_referral(stage: Stage) -> None:
    path_id = stage.story.referred("ana", family_name="Eluar")
    read = Identity(family_name="Éluard", given_name="Noëlle", birth_date=date(1991, 1, 1))
    identity = stage.keyring.seal(path_id, "B", read)  # type: ignore[arg-type]
    stage.source.tell(path_id, recorded(stage, path_id, identity))
    [person] = stage.ask(directory.NAMED, {"path_ids": [path_id]})
    assert (person.given_name, person.birth_date) == ("Noëlle", date(1991, 1, 1))
    assert found(stage, "noelle") == ["Éluard"]


def test_a_shred_of_class_b_takes_the_row_and_one_of_class_a_does_not(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    stage.source.tell(path_id, PersonalDataShredded(occurred_on=JANUARY, data_classes=("A",), generation=1))
    assert found(stage, "eluard") == ["Éluard"]
    stage.source.tell(
        path_id, PersonalDataShredded(occurred_on=JANUARY, data_classes=("A", "B"), generation=1)
    )
    assert found(stage, "eluard") == []


def test_who_was_erased_does_not_come_back_when_read_again(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    stage.story.referred("ben", family_name="Durand")
    stage.play("directory")
    stage.keyring.shred(path_id, "B", 1)  # type: ignore[arg-type]
    stage.rebuilding("directory")()
    assert found(stage, "") == ["Durand"]


def test_tables_and_position_are_unlogged_so_that_a_crash_takes_both(stage: Stage) -> None:
    persistence = stage.rows(
        "select c.relname, c.relpersistence from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'directory_1_a' and c.relkind = 'r' order by 1"
    )
    assert persistence == [("people", "u"), ("positions", "u"), ("staff", "u")]
    assert stage.rows("select * from readmodels.positions where schema like 'directory%'") == []


def test_a_directory_emptied_by_a_crash_fills_again_from_the_start(stage: Stage) -> None:
    stage.story.referred("ana")
    assert found(stage, "eluard") == ["Éluard"]
    stage.rows("truncate directory_1_a.people, directory_1_a.staff, directory_1_a.positions")
    assert stage.answer(directory.NAMED, {"path_ids": [path("ana")]}).at is None
    assert found(stage, "eluard") == ["Éluard"]


def test_trainers_have_names_too(stage: Stage) -> None:
    stage.story.network()
    [trainer] = stage.ask(staff.TRAINERS, {})
    assert (trainer.staff_id, trainer.family_name, trainer.operator_id) == (TRAINER, "Müller", OPERATOR)


def test_without_an_opener_nothing_is_opened(stage: Stage) -> None:
    stage.story.referred("ana")
    with (
        stage.owner.transaction() as connection,
        connection.cursor() as cur,
        pytest.raises(NothingToOpenWith),
    ):
        apply(cur, READ_MODELS["directory"], stage.source.read(0, limit=1), None)


def recorded(stage: Stage, path_id: object, identity: object) -> IdentityRecorded:
    return IdentityRecorded(
        occurred_on=JANUARY,
        identity=identity,  # type: ignore[arg-type]
        person_key=stage.keyring.seal(path_id, "B", "blind"),  # type: ignore[arg-type]
        sex=Sex.UNKNOWN,
        age_band=AgeBand.UNKNOWN,
    )
