"""A grant: its award and its payments."""
