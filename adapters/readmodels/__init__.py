"""Carries out what projections say: view and position move together, in one transaction."""
