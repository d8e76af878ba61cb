"""An import's report as people read it on a terminal."""

from collections.abc import Iterator

from adapters.files.report import RefusedRow, Report
from adapters.words import Words


def told(report: Report, words: Words) -> Iterator[str]:
    """Say what went in, what was left aside, and each refusal with its line and its column."""
    read, new, refused = report.rows, report.imported, len(report.refused)
    yield (
        f"{words.number(read)} {_agreed(read, 'ligne lue', 'lignes lues')} :"
        f" {words.number(new)} {_agreed(new, 'importée', 'importées')},"
        f" {words.number(report.already)} déjà là,"
        f" {words.number(refused)} {_agreed(refused, 'refusée', 'refusées')}."
    )
    if totals := report.totals:
        aside = _agreed(len(totals), "Ligne de total laissée", "Lignes de total laissées")
        yield f"{aside} de côté : {', '.join(map(str, totals))}."
    if ignored := report.ignored:
        yield f"{_agreed(len(ignored), 'Colonne ignorée', 'Colonnes ignorées')} : {', '.join(ignored)}."
    yield from map(_refused, report.refused)


def _refused(row: RefusedRow) -> str:
    column = f", colonne « {row.column} »" if row.column else ""
    return f"Ligne {row.line}{column}. {row.sentence}"


def _agreed(count: int, one: str, several: str) -> str:
    """Return the form that goes with a number; in French, nothing is singular too."""
    return one if count < 2 else several  # noqa: PLR2004 - the plural begins at two.
