"""What became of a file: what went in, what was there already, what was refused and why."""

from dataclasses import dataclass, field

from adapters.words import Words
from domain.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class RefusedRow:
    """Something of the file that did not go in. It never repeats what a cell says."""

    line: int
    """The number beside the row in a spreadsheet."""
    column: str | None
    """The header of the cell to look at, if one is to blame."""
    type: str
    sentence: str
    """What is the matter, and what to do."""


@dataclass(kw_only=True)
class Report:
    """Counts rows of a list, or filled cells of a grid."""

    rows: int
    """Rows of the file under its headers, empty ones left out."""
    imported: int = 0
    already: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    """Headers under which nothing was read."""
    totals: tuple[int, ...] = ()
    """Lines of totals, which say nothing of anybody."""

    def count(self, *, is_new: bool) -> None:
        """Add something that went in, or that was there."""
        if is_new:
            self.imported += 1
        else:
            self.already += 1

    def refuse(self, words: Words, refusal: Refusal, line: int, column: str | None = None) -> None:
        """Add a refusal, in the words of a language; the column that it names itself comes first."""
        named = refusal.values.get("column")
        self.refused.append(
            RefusedRow(
                line=line,
                column=named if isinstance(named, str) else column,
                type=refusal.TYPE,
                sentence=words.refusal(refusal),
            )
        )
