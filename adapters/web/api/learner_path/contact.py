"""Who the person is, how to reach them, what they were told."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import contact
from services.learner_path.contact import GivePrivacyNotice, MakeContact, RecordContactDetails, RecordIdentity

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("/{path_id}/privacy-notices", status_code=201)
def give_privacy_notice(path_id: PathId, ask: GivePrivacyNotice, desk: TheDesk, context: Asked) -> Done:
    """Say that the privacy notice was given."""
    return desk(contact.give_privacy_notice, path_id, ask, context=context)


@router.post("/{path_id}/identities", status_code=201)
def record_identity(path_id: PathId, ask: RecordIdentity, desk: TheDesk, context: Asked) -> Done:
    """Write down who the person is, as read on a paper."""
    return desk(contact.record_identity, path_id, ask, context=context)


@router.post("/{path_id}/contact-details", status_code=201)
def record_contact_details(path_id: PathId, ask: RecordContactDetails, desk: TheDesk, context: Asked) -> Done:
    """Write down how to reach the person."""
    return desk(contact.record_contact_details, path_id, ask, context=context)


@router.post("/{path_id}/contacts", status_code=201)
def make_contact(path_id: PathId, ask: MakeContact, desk: TheDesk, context: Asked) -> Done:
    """Say that somebody spoke with the person."""
    return desk(contact.make_contact, path_id, ask, context=context)
