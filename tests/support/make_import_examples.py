"""Makes the example files of imports again: ``python -m tests.support.make_import_examples``."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from xlsxwriter import Workbook  # type: ignore[import-untyped] # neither typed nor stubbed.

from adapters.cli.examples import EXAMPLES

Typed = str | int | float | date | None
Rows = Sequence[Sequence[Typed]]

REFERRALS: Rows = (
    (
        "Date d'orientation",
        "Nom",
        "Prénom",
        "Date de naissance",
        "Département",
        "Prescripteur",
        "Organisme",
        "Canal",
        "Téléphone",
        "Courriel",
        "Message",
    ),
    (
        date(2025, 12, 1),
        "Bélanzour",
        "Zoélie",
        date(1991, 7, 14),
        "57",
        "OFII",
        "Direction territoriale (fictive)",
        "Courriel",
        "06 39 98 00 01",
        "zoelie.belanzour@exemple.invalid",
        "Souhaite travailler de nuit, sans transport en commun.",
    ),
    (
        date(2025, 12, 2),
        "Oumarkiewicz",
        "Tadéo",
        date(1984, 1, 30),
        "57",
        "France Travail",
        None,
        "Plateforme",
        "06 39 98 00 02",
        None,
        None,
    ),
    (
        date(2025, 12, 2),
        "Nguyémbo",
        "Lisandre",
        date(1999, 11, 5),
        "57",
        "Mission locale",
        None,
        "Téléphone",
        None,
        None,
        None,
    ),
    (
        date(2025, 12, 8),
        "Al-Faroukhin",
        None,
        None,
        "54",
        "Centre d'accueil",
        "Foyer des Tilleuls (fictif)",
        "Visite",
        "06 39 98 00 04",
        None,
        "Un seul nom, date de naissance inconnue.",
    ),
)

ATTENDANCE: Rows = (
    ("Groupe", "Nom", "Prénom", "15/12/2025 matin", "15/12/2025 après-midi", "16/12/2025 matin"),
    ("57-2025-12", "Bélanzour", "Zoélie", "P", 3.5, "P"),
    ("57-2025-12", "Oumarkiewicz", "Tadéo", "9h30-12h00", "A (rendez-vous)", "P"),
    ("57-2025-12", "Nguyémbo", "Lisandre", "A", "P NS", 3),
    ("57-2025-12", "Al-Faroukhin", None, "P", "A (travail)", None),
)
"""Mornings from 9 to 12, an afternoon from 13.30 to 17; one mark is not known yet."""

BY_NAME: Mapping[str, Rows] = {"orientations": REFERRALS, "emargement": ATTENDANCE}


def main() -> None:
    """Write every example, each as CSV and as XLSX."""
    EXAMPLES.mkdir(exist_ok=True)
    for name, rows in BY_NAME.items():
        (EXAMPLES / f"{name}.csv").write_bytes(as_csv(rows).encode("cp1252"))
        write_xlsx(EXAMPLES / f"{name}.xlsx", rows)


def as_csv(rows: Rows) -> str:
    """Return what a French spreadsheet would save."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([map(_shown, row) for row in rows])
    return text.getvalue()


def write_xlsx(path: Path, rows: Rows) -> None:
    """Write one sheet, its days as days."""
    with Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("Feuille 1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def _shown(value: Typed) -> str:
    match value:
        case None:
            return ""
        case date():
            return f"{value:%d/%m/%Y}"
        case float():
            return str(value).replace(".", ",")
        case _:
            return str(value)


if __name__ == "__main__":
    main()
