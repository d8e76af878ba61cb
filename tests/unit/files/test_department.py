"""A department as people write it."""

import pytest

from adapters.files.department import department_of
from adapters.files.refusals import NotADepartment


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("57", "57"),
        ("8", "08"),
        ("2a", "2A"),
        ("974", "974"),
        ("Moselle", "57"),
        ("BAS RHIN", "67"),
        ("57 - Moselle", "57"),
        ("Meurthe-et-Moselle (54)", "54"),
        ("2B Haute-Corse", "2B"),
    ],
)
def test_a_department_is_read_by_code_or_name(text: str, code: str) -> None:
    assert department_of(text, "Département") == code


@pytest.mark.parametrize("text", ["99", "20", "0", "57000", "Bélanzour", "2C", "57 54"])
def test_what_is_no_department_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(NotADepartment) as refused:
        department_of(text, "Département")
    assert refused.value.values == {"column": "Département"}
