"""Figures of the network. Nothing here can open a sealed value."""
