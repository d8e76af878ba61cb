"""Commands on an attendance sheet."""
