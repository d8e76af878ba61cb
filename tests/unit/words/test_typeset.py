"""French signs keep the space before them on their line."""

from adapters.words import Words


def test_no_french_sign_begins_a_line() -> None:
    assert Words("fr").text("field-says", field="Nom", sentence="x") == "Nom\N{NO-BREAK SPACE}: x"
    assert Words("fr").text("numbered", number=3) == "n°\N{NO-BREAK SPACE}3"


def test_english_signs_stand_without_one() -> None:
    assert Words("en").text("field-says", field="Name", sentence="x") == "Name: x"
