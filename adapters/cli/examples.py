"""An example of each file that is imported, written where somebody wants to fill it with their own."""

from pathlib import Path
from typing import Annotated

import typer

import adapters.files
from adapters.cli.kinds import Kind
from adapters.cli.terminal import screen, stop

EXAMPLES = Path(adapters.files.__file__).parent / "examples"


def example(
    kind: Annotated[Kind, typer.Argument(help="Ce que contiendra le fichier.")],
    path: Annotated[Path, typer.Argument(help="Le fichier à écrire : son nom finit par .csv ou .xlsx.")],
) -> None:
    """Écrire un fichier d’exemple, à remplir et à importer."""
    shipped = EXAMPLES / f"{kind.value}{path.suffix.lower()}"
    if not shipped.is_file():
        stop("L’exemple s’écrit en CSV ou en XLSX : donnez un nom qui finit par .csv ou .xlsx.", code=2)
    try:
        with path.open("xb") as file:
            file.write(shipped.read_bytes())
    except FileExistsError:
        stop(f"« {path} » existe déjà et n’est pas remplacé : donnez un autre nom.", code=2)
    except OSError:
        stop(f"« {path} » ne peut pas être écrit : vérifiez le dossier et vos droits.", code=2)
    screen.print(f"Exemple écrit dans « {path} ».", markup=False)
