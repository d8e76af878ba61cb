"""Giving up a person's readable data; the data keys are destroyed afterwards, by a job that can run again."""

from dataclasses import dataclass

from domain.facts import DataClass
from domain.ids import PathId
from domain.learner_path import privacy
from domain.learner_path.path import LearnerPath
from services.attendance_sheet.crediting import let_go
from services.learner_path.contact import release_person_key
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class ShredPersonalData(Ask):
    """What these classes sealed is to be read by nobody again."""

    data_classes: tuple[DataClass, ...]
    generation: int = 1


def shred_personal_data(work: Work, path_id: PathId, ask: ShredPersonalData) -> None:
    """Give up the data keys of some classes; with class B goes all that finds the same person elsewhere."""
    path = work.load(LearnerPath, path_id)
    facts = privacy.shred(path.shredding, ask.data_classes, generation=ask.generation, on=ask.on)
    if facts and "B" in ask.data_classes:
        for credited in path.attendance.live.values():
            let_go(work, path, credited)
        release_person_key(work, path_id, path.contact)
    work.record(path, facts)
