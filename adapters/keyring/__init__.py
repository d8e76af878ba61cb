"""Data keys, apart from the log: who destroys them makes the log forget."""
