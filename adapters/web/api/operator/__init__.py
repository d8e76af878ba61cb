"""Commands on an operator."""
