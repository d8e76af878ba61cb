"""What somebody who imports a file reads."""

from adapters.cli.import_report import told
from adapters.files.refusals import CellIsEmpty, ImportedOtherwise
from adapters.files.report import Report
from adapters.words import Words

WORDS = Words("fr")


def test_one_and_none_are_singular() -> None:
    report = Report(rows=1, imported=1, totals=(7,), ignored=("Couleur",))
    assert list(told(report, WORDS)) == [
        "1 ligne lue : 1 importée, 0 déjà là, 0 refusée.",
        "Ligne de total laissée de côté : 7.",
        "Colonne ignorée : Couleur.",
    ]


def test_two_and_more_are_plural() -> None:
    report = Report(rows=1200, imported=2, already=3, totals=(7, 9), ignored=("Couleur", "Taille"))
    assert list(told(report, WORDS)) == [
        "1\N{NARROW NO-BREAK SPACE}200 lignes lues : 2 importées, 3 déjà là, 0 refusée.",
        "Lignes de total laissées de côté : 7, 9.",
        "Colonnes ignorées : Couleur, Taille.",
    ]


def test_a_refusal_says_its_line_then_its_column_once_then_what_to_do() -> None:
    report = Report(rows=2)
    report.refuse(WORDS, CellIsEmpty(column="DDN"), 2)
    report.refuse(WORDS, ImportedOtherwise(), 3)
    _, cell, row = told(report, WORDS)
    assert cell == "Ligne 2, colonne « DDN ». Cette case est vide\N{NO-BREAK SPACE}: remplissez-la."
    assert row.startswith("Ligne 3. Cette personne, orientée ce jour-là,")
