"""The departments of France."""

import pytest

from domain.departments import DEPARTMENTS, GRAND_EST, UnknownDepartment, check_department


def test_france_has_101_departments_and_grand_est_ten_of_them() -> None:
    assert len(DEPARTMENTS) == 101
    assert len(GRAND_EST) == 10
    assert set(GRAND_EST) < DEPARTMENTS


@pytest.mark.parametrize("code", ["01", "57", "2A", "2B", "95", "971", "976"])
def test_a_known_department_passes(code: str) -> None:
    check_department(code)


@pytest.mark.parametrize("code", ["", "20", "00", "96", "1", "2a", "975", "57 "])
def test_an_unknown_department_is_refused(code: str) -> None:
    with pytest.raises(UnknownDepartment):
        check_department(code)
