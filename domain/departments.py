"""The departments of France by their official codes (INSEE), and the ten that Grand Est is made of."""

from domain.refusals import Refusal

GRAND_EST = {
    "08": "Ardennes",
    "10": "Aube",
    "51": "Marne",
    "52": "Haute-Marne",
    "54": "Meurthe-et-Moselle",
    "55": "Meuse",
    "57": "Moselle",
    "67": "Bas-Rhin",
    "68": "Haut-Rhin",
    "88": "Vosges",
}

_MAINLAND = {f"{number:02}" for number in range(1, 96) if number != 20}  # noqa: PLR2004 - Corsica was 20.
_CORSICA = {"2A", "2B"}
_OVERSEAS = {"971", "972", "973", "974", "976"}

DEPARTMENTS = frozenset(_MAINLAND | _CORSICA | _OVERSEAS)


class UnknownDepartment(Refusal):
    """No French department has this code: two digits, 2A or 2B, or three digits overseas."""

    TYPE = "unknown-department"
    field = "department"


def check_department(code: str) -> None:
    """Let a known code pass.

    Raises:
        UnknownDepartment: no French department has this code.
    """
    if code not in DEPARTMENTS:
        raise UnknownDepartment(department=code)
