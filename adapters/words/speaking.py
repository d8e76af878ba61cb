"""Days, hours, money and codes as French or English readers write them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent

from adapters.words.loading import Language
from domain.calendar import PARIS, SubjectMinutes
from domain.levels import SkillLevels
from domain.money import BASIS_POINTS

LOCALES: dict[Language, str] = {"fr": "fr_FR", "en": "en_GB"}
NOTHING = "—"


class Speaker:
    """Says values; the name of a field tells its unit where the type does not."""

    def __init__(self, language: Language, codes: Mapping[str, str]) -> None:
        """Take the labels of codes, each under ``EnumClass.value``."""
        self.language: Language = language
        self._locale = Locale.parse(LOCALES[language])
        self._codes = codes

    def say(self, name: str, value: object) -> str:
        """Return a value as it stands in a sentence."""
        match value:
            case None:
                return NOTHING
            case bool():
                return self.code("bool", str(value).lower())
            case Enum():
                return self.code(type(value), value.value)
            case int():
                return self._unit(name)(value)
            case str():
                return self._word(name, value)
            case _:
                return self._whole(name, value)

    def code(self, kind: type[Enum] | str, value: object) -> str:
        """Return the label of a code: of an enum's class, or of a list of codes by its name."""
        group = kind if isinstance(kind, str) else kind.__name__
        return self._codes[f"{group}.{value}"]

    def day(self, day: date) -> str:
        """Return ``1er mars 2025``, ``1 March 2025``."""
        said = format_date(day, format="d MMMM y", locale=self._locale)
        return said.replace("1 ", "1er ", 1) if self.language == "fr" and day.day == 1 else said

    def moment(self, instant: datetime) -> str:
        """Return the day and the hour in Paris."""
        shown = "d MMM y 'à' HH'h'mm" if self.language == "fr" else "d MMM y, HH:mm"
        return format_datetime(instant.astimezone(PARIS), shown, locale=self._locale)

    def clock(self, at: time) -> str:
        """Return ``9 h 30``, ``09:30``."""
        return f"{at.hour} h {at.minute:02}" if self.language == "fr" else f"{at:%H:%M}"

    def duration(self, minutes: int) -> str:
        """Return ``3 h 30`` or ``45 min``; ``200 h`` when no minute is over."""
        hours, rest = divmod(abs(minutes), 60)
        sign = "−" if minutes < 0 else ""
        if not hours:
            return f"{sign}{rest} min"
        return f"{sign}{self.number(hours)} h" + (f" {rest:02}" if rest else "")

    def money(self, cents: int) -> str:
        """Return ``1 234,50 €``, ``€1,234.50``."""
        return format_currency(Decimal(cents) / 100, "EUR", locale=self._locale)

    def rate(self, basis_points: int) -> str:
        """Return ``80 %``, ``66,67 %``."""
        return format_percent(Decimal(basis_points) / BASIS_POINTS, "#,##0.## %", locale=self._locale)

    def number(self, count: int) -> str:
        """Return ``12 000``, ``12,000``."""
        return format_decimal(count, locale=self._locale)

    def _unit(self, name: str) -> Callable[[int], str]:
        if name.endswith("cents"):
            return self.money
        if name.endswith("_bp"):
            return self.rate
        if name.endswith("minutes") or name in {"attended", "needed", "fundable"}:
            return self.duration
        return self.number

    def _word(self, name: str, value: str) -> str:
        if name == "data_classes":
            return self.code("DataClass", value)
        if name == "language":
            return str(self._locale.languages.get(value, value))
        return value

    def _list(self, name: str, values: Iterable[object]) -> str:
        return ", ".join(self.say(name, value) for value in values) or NOTHING

    def _whole(self, name: str, value: object) -> str:
        match value:
            case list() | tuple() | set() | frozenset():
                return self._list(name, value)
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case time():
                return self.clock(value)
            case _:
                return self._measured(value)

    def _measured(self, value: object) -> str:
        match value:
            case SubjectMinutes():
                return self.duration(value.total)
            case SkillLevels():
                return self._levels(value)
            case _:
                return str(value)

    def _levels(self, levels: SkillLevels) -> str:
        return ", ".join(
            f"{self.say('', skill)} {self.say('', level)}" for skill, level in levels.by_skill().items()
        )
