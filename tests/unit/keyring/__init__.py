"""The embedded keyring."""
