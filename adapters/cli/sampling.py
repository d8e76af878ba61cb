"""The sample year from a terminal: played once into an empty log, its sign-ins kept beside the keyring."""

import json
import os
import secrets
from pathlib import Path
from uuid import UUID

from adapters.bootstrap import Integracode
from adapters.cli.terminal import Advance, progress
from adapters.ids import Ids
from adapters.sample.building import SEED, build
from adapters.sample.operators import OTHERS
from adapters.sample.plan import Actor, Plan
from adapters.sample.playing import SimulatedClock, account_ids, play

SIGN_INS = "sample-sign-ins.json"
SHOWN = ("accompagnement-57", "coordination-57", "formation-57", "tete-de-reseau", "audit", "statistiques")
"""A sign-in of each kind, to be printed."""


class NotEmpty(Exception):
    """The log holds facts of its own: a fictional year does not belong among them."""


def ensure_sample(system: Integracode) -> dict[str, str]:
    """Play the year into an empty log, or go on where a play was cut; return the sign-ins to print."""
    path = system.settings.state / SIGN_INS
    if not path.exists() and system.feed.head().position > 0:
        return {}
    if not path.exists() or not json.loads(path.read_text())["is_whole"]:
        with progress("Année d’exemple") as advance:
            play_sample(system, advance)
    password = json.loads(path.read_text())["password"]
    return dict.fromkeys(SHOWN, f"mot de passe : {password}")


def play_sample(system: Integracode, advance: Advance) -> None:
    """Play the year.

    Raises:
        NotEmpty: the log holds facts that are not of the sample.
    """
    path, plan = system.settings.state / SIGN_INS, build()
    if not path.exists():
        if system.feed.head().position > 0:
            raise NotEmpty
        _keep(path, secrets.token_urlsafe(9), is_whole=False)
    password = json.loads(path.read_text())["password"]
    accounts = _accounts(system, plan, password)
    clock = SimulatedClock()
    new_id = Ids(clock, seed=SEED)
    _log, desk = system.at_the_desk(clock, new_id)
    play(plan, desk, clock=clock, new_id=new_id, accounts=accounts, advance=advance)
    _keep(path, password, is_whole=True)


def _accounts(system: Integracode, plan: Plan, password: str) -> dict[str, str]:
    """Make an account for everybody of the story, and for those who only look."""

    def made(actor: Actor) -> UUID:
        return system.accounts.create(actor.login, password, actor.role, actor.operator_id).id

    for actor in OTHERS:
        made(actor)
    return account_ids(plan, made)


def _keep(path: Path, password: str, *, is_whole: bool) -> None:
    """Write the sign-ins for their owner's eyes, whole or not at all."""
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"password": password, "is_whole": is_whole}, file)
    beside.replace(path)
