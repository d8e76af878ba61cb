"""Commands on a funded group."""
