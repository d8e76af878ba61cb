"""Operators, trainers and grants of the network."""

from fastapi import APIRouter

from adapters.web.answers import Rows, TheViews
from projections.casework import network
from projections.casework.network import GrantRow, OperatorRow, TrainerRow

router = APIRouter(tags=["casework"])


@router.get("/operators")
def operators(ask: TheViews) -> Rows[OperatorRow]:
    """List the operators that the asker sees."""
    return ask.rows(network.OPERATORS, {})


@router.get("/trainers")
def trainers(ask: TheViews) -> Rows[TrainerRow]:
    """List who may teach what; names are in the directory."""
    return ask.rows(network.TRAINERS, {})


@router.get("/grants")
def grants(ask: TheViews) -> Rows[GrantRow]:
    """List what funders decided."""
    return ask.rows(network.GRANTS, {})
