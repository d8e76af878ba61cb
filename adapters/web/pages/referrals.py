"""One step through every layer: a referral received, from this form to the learner's timeline."""

from datetime import date
from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, TypeAdapter, ValidationError

from adapters.web.pages.failing import PageRoute
from adapters.web.pages.rendering import page
from adapters.web.pages.visiting import SignedIn, Visit
from adapters.web.wrong_fields import of_validation, remedy
from domain.departments import GRAND_EST
from domain.ids import PathId
from domain.learner_path.referral import Channel, ReferrerKind
from domain.nir import holds_nir
from domain.refusals import Refusal
from services.access import check_access
from services.fields import FieldsAreWrong, WrongField, wrong_fields
from services.learner_path.referral import ReceiveReferral, receive_referral

router = APIRouter(include_in_schema=False, route_class=PageRoute)

NAMESPACE = UUID("6f0c2c1e-6a52-5d0c-9a54-2f1f1c6a7e11")
REQUEST = TypeAdapter(ReceiveReferral)


class Given(BaseModel, frozen=True, extra="forbid"):
    """What was typed, to be shown again when it is refused; ``key`` is the form's own, hidden."""

    key: UUID
    family_name: str = ""
    given_name: str = ""
    birth_date: str = ""
    phone: str = ""
    on: str = ""
    department: str = "57"
    referrer: str = ReferrerKind.OFII
    channel: str = Channel.EMAIL
    message: str = ""


@router.get("/referrals")
def ask(request: Request, visit: SignedIn) -> Response:
    """Show the form; its hidden key makes sending it twice one referral."""
    check_access("learner_path.referral.receive_referral", visit.context.role)
    given = Given(key=visit.parts.new_id(), on=visit.context.today.isoformat())
    return _form(request, visit, given)


@router.post("/referrals")
def receive(request: Request, visit: SignedIn, given: Annotated[Given, Form()]) -> Response:
    """Record the referral and go to the timeline, once it shows it."""
    path_id = PathId(uuid5(NAMESPACE, f"{visit.context.actor} {given.key}"))
    try:
        receipt = visit.parts.desk(
            receive_referral, path_id, _asked(given, visit.context.today), context=visit.context
        )
    except Refusal as refusal:
        return _form(request, visit, _without_nir(given), refusal)
    return RedirectResponse(f"/learner-paths/{path_id}?at={receipt.token}", status_code=303)


def _asked(given: Given, today: date) -> ReceiveReferral:
    """Return the request.

    Raises:
        FieldsAreWrong: what was typed cannot be one; each wrong field is told, not the first alone.
    """
    wrong = [WrongField((name,), "nir") for name, typed in given if holds_nir(str(typed))]
    try:
        asked = REQUEST.validate_python(_body(given))
    except ValidationError as error:
        raise FieldsAreWrong(*wrong, *of_validation(error.errors())) from None
    wrong += (each for each in wrong_fields(asked, today) if each.code != "nir")
    if wrong:
        raise FieldsAreWrong(*wrong)
    return asked


def _body(given: Given) -> dict[str, object]:
    phone = given.phone.strip()
    return {
        "on": given.on,
        "department": given.department,
        "referrer": given.referrer,
        "channel": given.channel,
        "identity": {
            "family_name": given.family_name.strip(),
            "given_name": given.given_name.strip() or None,
            "birth_date": given.birth_date or None,
        },
        "contacts": {"phone": phone} if phone else None,
        "message": given.message.strip() or None,
    }


def _without_nir(given: Given) -> Given:
    """Return what may be shown again: a field that holds a NIR comes back empty."""
    return given.model_copy(update={name: "" for name, typed in given if holds_nir(str(typed))})


def _form(request: Request, visit: Visit, given: Given, refusal: Refusal | None = None) -> Response:
    values = {
        "given": given,
        "wrong": _beside(visit, refusal),
        "problem": visit.words.refusal(refusal) if refusal else None,
        "today": visit.context.today.isoformat(),
        "departments": list(GRAND_EST.items()),
        "referrers": list(ReferrerKind),
        "channels": list(Channel),
    }
    return page(request, visit, "referral.html", values, status=422 if refusal else 200)


def _beside(visit: Visit, refusal: Refusal | None) -> dict[str, str]:
    """Return what stands beside each input, by its name: that of a field within the request."""
    match refusal:
        case FieldsAreWrong():
            return {str(each.path[-1]): remedy(each, visit.words) for each in refusal.wrong}
        case Refusal() if refusal.field:
            return {refusal.field: visit.words.refusal(refusal)}
        case _:
            return {}
