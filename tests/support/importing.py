"""An importer on the desk in memory, files written on the spot, and a group whose learners have names."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from adapters.files.importing import Importer
from adapters.words import Words
from domain.funded_group.group import FundedGroup
from domain.funded_group.seats import SeatTaken
from domain.ids import PathId, SubjectId
from domain.learner_path.contact import IdentityRecorded
from domain.learner_path.enrolment import EnrolledInGroup, Funding
from domain.learner_path.path import LearnerPath
from domain.learner_path.referral import ReferralReceived
from domain.personal import AgeBand, Identity, Sex
from tests.support.desk import TestDesk
from tests.support.examples.ids import GROUP
from tests.support.examples.learner_path.referral import REFERRAL_RECEIVED
from tests.support.given import World, happened

HEADERS = "Date d'orientation;Nom;Prénom;Date de naissance;Département;Prescripteur;Canal"
AS_REFERRED = Identity(family_name="Orientée")
SEATED_ON = date(2025, 2, 3)


def importer_at(desk: TestDesk) -> Importer:
    """Return an importer that answers in French."""
    return Importer(desk=desk.desk, log=desk.log, keyring=desk.keyring, new_id=desk.new_id, words=Words("fr"))


def written(folder: Path, text: str, encoding: str = "utf-8-sig", name: str = "list.csv") -> Path:
    """Return a file that holds a text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def seat_named(world: World, path_id: PathId, identity: Identity | None) -> None:
    """Give a seat in the example group to a learner, whose identity may not have been recorded yet."""
    enrolled = EnrolledInGroup(
        occurred_on=SEATED_ON, group_id=GROUP, planned_minutes=12_000, funding=Funding.FUNDABLE
    )
    recorded = [] if identity is None else [_recorded(world, path_id, identity)]
    happened(world, LearnerPath, path_id, _referred(world, path_id), *recorded, enrolled)
    happened(world, FundedGroup, GROUP, SeatTaken(occurred_on=SEATED_ON, path_id=path_id))


def _referred(world: World, path_id: PathId) -> ReferralReceived:
    identity = world.keyring.seal(SubjectId(path_id), "B", AS_REFERRED)
    return replace(
        REFERRAL_RECEIVED,
        identity=identity,  # type: ignore[arg-type] # the port is untyped in its value.
        contacts=None,
        organisation=None,
        message=None,
    )


def _recorded(world: World, path_id: PathId, identity: Identity) -> IdentityRecorded:
    return IdentityRecorded(
        occurred_on=date(2025, 1, 8),
        identity=world.keyring.seal(SubjectId(path_id), "B", identity),  # type: ignore[arg-type] # the port is untyped in its value.
        person_key=world.keyring.seal(SubjectId(path_id), "B", "key"),  # type: ignore[arg-type] # the port is untyped in its value.
        sex=Sex.UNKNOWN,
        age_band=AgeBand.UNKNOWN,
    )
