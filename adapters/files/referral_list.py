"""A list of referrals: each row is a person sent to the operator."""

from collections.abc import Mapping, Sequence

from adapters.files.cells import day_of, one_of
from adapters.files.department import department_of
from adapters.files.headers import Column, Table, table_of
from adapters.files.refusals import BornTooLate, CellIsEmpty
from adapters.files.rows import Row
from domain.learner_path.referral import Channel, ReferrerKind
from domain.personal import ContactDetails, Identity
from services.learner_path.referral import ReceiveReferral

REFERRED_ON = Column(
    name="Date d'orientation", also=("Date orientation", "Orienté le", "Date"), required=True
)
FAMILY_NAME = Column(name="Nom", also=("Nom de famille", "Nom d'usage"), required=True)
GIVEN_NAME = Column(name="Prénom", also=("Prénoms",))
BIRTH_DATE = Column(name="Date de naissance", also=("Né(e) le", "Né le", "Naissance", "DDN"))
DEPARTMENT = Column(name="Département", also=("Dépt", "Dpt", "Code département"), required=True)
REFERRER = Column(name="Prescripteur", also=("Type de prescripteur", "Orienté par"), required=True)
CHANNEL = Column(name="Canal", also=("Reçu par", "Moyen"), required=True)
ORGANISATION = Column(name="Organisme", also=("Structure", "Nom du prescripteur"))
PHONE = Column(name="Téléphone", also=("Tél", "Portable", "Mobile"))
EMAIL = Column(name="Courriel", also=("E-mail", "Email", "Mail", "Adresse électronique"))
ADDRESS = Column(name="Adresse", also=("Adresse postale",))
MESSAGE = Column(name="Message", also=("Motif", "Observations", "Commentaire"))

COLUMNS: Sequence[Column] = (
    REFERRED_ON,
    FAMILY_NAME,
    GIVEN_NAME,
    BIRTH_DATE,
    DEPARTMENT,
    REFERRER,
    CHANNEL,
    ORGANISATION,
    PHONE,
    EMAIL,
    ADDRESS,
    MESSAGE,
)

COLUMN_OF_FIELD: Mapping[str, Column] = {
    "on": REFERRED_ON,
    "department": DEPARTMENT,
    "referrer": REFERRER,
    "channel": CHANNEL,
}
"""Which column a refusal of the use case speaks of."""

REFERRERS: Mapping[str, ReferrerKind] = {
    "OFII": ReferrerKind.OFII,
    "France Travail": ReferrerKind.FRANCE_TRAVAIL,
    "Pôle emploi": ReferrerKind.FRANCE_TRAVAIL,
    "Mission locale": ReferrerKind.LOCAL_MISSION,
    "Service social": ReferrerKind.SOCIAL_SERVICE,
    "CCAS": ReferrerKind.SOCIAL_SERVICE,
    "Centre d'accueil": ReferrerKind.RECEPTION_CENTRE,
    "CADA": ReferrerKind.RECEPTION_CENTRE,
    "Association": ReferrerKind.ASSOCIATION,
    "La personne": ReferrerKind.SELF,
    "Autre": ReferrerKind.OTHER,
}
CHANNELS: Mapping[str, Channel] = {
    "Téléphone": Channel.PHONE,
    "Courriel": Channel.EMAIL,
    "E-mail": Channel.EMAIL,
    "Mail": Channel.EMAIL,
    "Visite": Channel.VISIT,
    "Courrier": Channel.POST,
    "Plateforme": Channel.PLATFORM,
}

PHONE_DIGITS = 9
"""Of a French number whose first zero a spreadsheet dropped."""


def referral_table(rows: Sequence[Row]) -> Table:
    """Return the rows with their columns known.

    Raises:
        NoHeaders, ColumnIsMissing, ColumnStandsTwice: see ``table_of``.
    """
    return table_of(rows, COLUMNS)


def referral_of(table: Table, row: Row) -> ReceiveReferral:
    """Return what a row asks.

    Raises:
        Refusal: a cell does not say what its column needs.
    """
    table.check_nir(row)
    on = day_of(table.cell(row, REFERRED_ON), table.header(REFERRED_ON))
    if on is None:
        raise CellIsEmpty(column=table.header(REFERRED_ON))
    identity = identity_of(table, row)
    if identity.birth_date and identity.birth_date > on:
        raise BornTooLate(column=table.header(BIRTH_DATE))
    return ReceiveReferral(
        on=on,
        department=department_of(table.filled(row, DEPARTMENT), table.header(DEPARTMENT)),
        referrer=one_of(table.filled(row, REFERRER), REFERRERS, table.header(REFERRER)),
        channel=one_of(table.filled(row, CHANNEL), CHANNELS, table.header(CHANNEL)),
        identity=identity,
        contacts=_contacts(table, row),
        organisation=table.text(row, ORGANISATION),
        message=table.text(row, MESSAGE),
    )


def identity_of(table: Table, row: Row) -> Identity:
    """Return who the row is about.

    Raises:
        CellIsEmpty, NotADate: no family name, or a birth date that is none.
    """
    return Identity(
        family_name=table.filled(row, FAMILY_NAME),
        given_name=table.text(row, GIVEN_NAME),
        birth_date=day_of(table.cell(row, BIRTH_DATE), table.header(BIRTH_DATE)),
    )


def _contacts(table: Table, row: Row) -> ContactDetails | None:
    phone, email, address = (table.text(row, column) for column in (PHONE, EMAIL, ADDRESS))
    if phone is None and email is None and address is None:
        return None
    return ContactDetails(phone=_with_zero(phone), email=email, address=address)


def _with_zero(phone: str | None) -> str | None:
    """Give a French number the first zero back that a spreadsheet took for nothing."""
    if phone and phone.isdecimal() and len(phone) == PHONE_DIGITS and phone[0] != "0":
        return f"0{phone}"
    return phone
