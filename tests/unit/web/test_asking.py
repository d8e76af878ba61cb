"""What is read of a request before any route runs."""

import pytest
from fastapi.exceptions import RequestValidationError

from adapters.web.asking import canonical, idempotency_key, route_of, seen_version
from adapters.web.cursors import after_day, after_path, cursor_of
from adapters.web.languages import language_of, preferred
from adapters.web.refusals import NotAKey, NotAVersion
from tests.unit.web.requests import request


@pytest.mark.parametrize(
    ("header", "version"), [(None, None), ("*", None), ('"7"', 7), ('"0"', 0), ('"1234"', 1234)]
)
def test_if_match_holds_a_version_in_quotes(header: str | None, version: int | None) -> None:
    assert seen_version(header) == version


@pytest.mark.parametrize("header", ["7", '"', '""', '"-1"', 'W/"7"', '"7", "8"', '"²"', ""])
def test_anything_else_in_if_match_is_refused(header: str) -> None:
    with pytest.raises(NotAVersion):
        seen_version(header)


@pytest.mark.parametrize("key", ["", "x" * 201, "clé", "a\nb"])
def test_an_idempotency_key_is_short_and_visible(key: str) -> None:
    with pytest.raises(NotAKey):
        idempotency_key(key)


def test_an_idempotency_key_is_taken_as_it_is() -> None:
    assert idempotency_key("x" * 200) == "x" * 200
    assert idempotency_key(None) is None


def test_a_body_is_the_same_whatever_its_spaces_and_the_order_of_its_fields() -> None:
    assert canonical(b'{"b": [2, 1], "a": "\\u00e9"}') == canonical('{"a":"é","b":[2,1]}'.encode())
    assert canonical(b'{"b": [1, 2]}') != canonical(b'{"b": [2, 1]}')


def test_a_command_is_known_by_its_method_and_its_whole_address() -> None:
    assert route_of(request("POST", "/v1/grants/1/payments", "x=1")) == "POST /v1/grants/1/payments"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fr"),
        ("en", "en"),
        ("en-US,en;q=0.9,fr;q=0.8", "en"),
        ("fr;q=0.9, en;q=0.9", "fr"),
        ("de, en;q=0.3", "en"),
        ("de", "fr"),
        ("en;q=nonsense", "fr"),
    ],
)
def test_the_language_is_the_one_preferred_of_ours(header: str, language: str) -> None:
    assert preferred(header) == language


def test_the_language_chosen_on_the_pages_goes_first() -> None:
    assert language_of(request(accept_language="fr", cookie="language=en")) == "en"
    assert language_of(request(accept_language="en", cookie="language=<script>")) == "fr"


@pytest.mark.parametrize("cursor", ["", "2025-01-01", "2025-01-01_x", "x_1", "2025-01-01_1_1"])
def test_a_cursor_that_is_not_ours_is_a_wrong_request(cursor: str) -> None:
    with pytest.raises(RequestValidationError):
        after_day(cursor)
    with pytest.raises(RequestValidationError):
        after_path(cursor)


def test_a_last_page_has_no_next_one() -> None:
    assert cursor_of([1 + 2j], 2, "real") is None
    assert cursor_of([1 + 2j, 3 + 4j], 2, "real", "imag") == "3.0_4.0"
