"""A keyring that does not answer, seen from HTTP: nothing is stored, and the same request is done later."""

import sqlite3
from contextlib import closing

from tests.support.network import operator_of, referral
from tests.support.system import System


def test_a_keyring_that_does_not_answer_is_said_and_the_same_request_is_done_later(system: System) -> None:
    claire, keyring = operator_of(system).caseworker, system.inside.keyring
    keyring._db.execute("pragma busy_timeout = 50")  # noqa: SLF001 - ten seconds, outside a test.
    before = system.inside.feed.head()
    file = system.inside.settings.state / "keyring.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin immediate")
        refused = claire.sends("/v1/learner-paths", referral(), Idempotency_Key="orientation-1")

    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/keyring-unavailable")
    assert "Les clés des données personnelles sont injoignables" in refused.json()["detail_fr"]
    assert refused.headers["Retry-After"] == "1"
    assert "Diallo" not in refused.text
    assert system.inside.feed.head() == before

    claire.does("/v1/learner-paths", referral(), Idempotency_Key="orientation-1")
    assert len(claire.reads("/v1/learner-paths")["rows"]) == 1
