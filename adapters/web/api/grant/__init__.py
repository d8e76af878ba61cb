"""Commands on a grant."""
