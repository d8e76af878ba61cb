"""Whose row it is: somebody who has, or had, a seat in the group, by identifier or by what the row says.

A grid seldom has birth dates, so the blind person key cannot find anybody: the identities of the group's
learners are opened, and compared with what the row gives.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from adapters.files.attendance_grid import PATH, WHOLE_NAME
from adapters.files.cells import day_of
from adapters.files.headers import Table
from adapters.files.referral_list import BIRTH_DATE, FAMILY_NAME, GIVEN_NAME
from adapters.files.refusals import LearnerNotInGroup, SeveralLearners
from adapters.files.rows import Row
from domain.facts import Erased
from domain.funded_group.group import FundedGroup
from domain.ids import PathId
from domain.learner_path.path import LearnerPath
from domain.personal import Identity, letters
from services.ports import Keyring, Log


@dataclass(kw_only=True)
class SeatedLearners:
    """Finds learners of groups; each identity is opened once a file."""

    log: Log
    keyring: Keyring
    _known: dict[PathId, Identity | None] = field(default_factory=dict, repr=False)

    def find(self, table: Table, row: Row, group: FundedGroup) -> PathId:
        """Return the path of a row's learner.

        Raises:
            CellIsEmpty, NotADate: the row does not say whose it is.
            LearnerNotInGroup, SeveralLearners: not exactly one learner of the group is meant.
        """
        seated = dict.fromkeys(stay.path_id for stay in group.seats.stays)
        said = table.text(row, PATH)
        if said is not None:
            found, column = [each for each in seated if str(each) == said.lower()], table.header(PATH)
        else:
            description = described(table, row)
            found = [each for each in seated if description.fits(self._identity(each))]
            column = description.column
        if len(found) > 1:
            raise SeveralLearners(column=column)
        if not found:
            raise LearnerNotInGroup(column=column)
        return found[0]

    def _identity(self, path_id: PathId) -> Identity | None:
        if path_id not in self._known:
            recorded = self.log.load(LearnerPath, path_id).contact.identity
            opened = self.keyring.open(recorded.identity, Identity) if recorded else None
            self._known[path_id] = None if isinstance(opened, Erased) else opened
        return self._known[path_id]


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a row says of its learner; what it leaves out is not compared."""

    column: str
    """Where the name stands."""
    birth_date: date | None
    names: Callable[[str, str], bool]
    """Whether a family name and a given name, bare letters both, are those of the row."""

    def fits(self, identity: Identity | None) -> bool:
        """Whether somebody may be meant."""
        if identity is None or self.birth_date not in {None, identity.birth_date}:
            return False
        return self.names(letters(identity.family_name), letters(identity.given_name or ""))


def described(table: Table, row: Row) -> Description:
    """Return what a row says of its learner.

    Raises:
        CellIsEmpty: no name.
        NotADate: a birth date that is none.
    """
    born = day_of(table.cell(row, BIRTH_DATE), table.header(BIRTH_DATE))
    whole = table.text(row, WHOLE_NAME)
    if whole is not None:
        return Description(column=table.header(WHOLE_NAME), birth_date=born, names=_whole(letters(whole)))
    column = WHOLE_NAME if FAMILY_NAME.name not in table.places else FAMILY_NAME
    given = table.text(row, GIVEN_NAME)
    names = _apart(letters(table.filled(row, column)), None if given is None else letters(given))
    return Description(column=table.header(column), birth_date=born, names=names)


def _whole(said: str) -> Callable[[str, str], bool]:
    return lambda family, given: said in {family + given, given + family}


def _apart(said_family: str, said_given: str | None) -> Callable[[str, str], bool]:
    return lambda family, given: said_family == family and said_given in {None, given}
