"""A department as people write it: its code, its name in the region, or both."""

import re

from adapters.files.plain import plain
from adapters.files.refusals import NotADepartment
from domain.departments import DEPARTMENTS, GRAND_EST

CODE_THEN_NAME = re.compile(r"(\d{1,3}|2[ab])(?: [a-z ]+)?", re.ASCII)
NAME_THEN_CODE = re.compile(r"[a-z ]+ (\d{1,3}|2[ab])", re.ASCII)
CODE_OF_NAME = {plain(name): code for code, name in GRAND_EST.items()}
CODE_DIGITS = 2


def department_of(text: str, column: str) -> str:
    """Return the code of a department.

    >>> [department_of(text, "") for text in ("8", "57 - Moselle", "Bas-Rhin (67)", "VOSGES")]
    ['08', '57', '67', '88']

    Raises:
        NotADepartment: no department has this code, or none of the region this name.
    """
    words = plain(text)
    found = CODE_THEN_NAME.fullmatch(words) or NAME_THEN_CODE.fullmatch(words)
    code = found[1].upper().zfill(CODE_DIGITS) if found else CODE_OF_NAME.get(words)
    if code not in DEPARTMENTS:
        raise NotADepartment(column=column)
    return code
