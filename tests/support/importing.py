"""An importer on the desk in memory, and files written on the spot."""

from pathlib import Path

from adapters.files.importing import Importer
from adapters.words import Words
from services.context import Context
from tests.support.desk import TestDesk

HEADERS = "Date d'orientation;Nom;Prénom;Date de naissance;Département;Prescripteur;Canal"


def importer_at(desk: TestDesk) -> Importer:
    """Return an importer that answers in French."""
    return Importer(desk=desk.desk, log=desk.log, keyring=desk.keyring, new_id=desk.new_id, words=Words("fr"))


def asking(desk: TestDesk) -> Context:
    """Return who asks: what the command line hands over for each row."""
    return desk.context


def written(folder: Path, text: str, encoding: str = "utf-8-sig", name: str = "list.csv") -> Path:
    """Return a file that holds a text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
