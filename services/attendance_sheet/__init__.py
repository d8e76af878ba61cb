"""An attendance sheet: opening, marking, sealing, correcting."""
