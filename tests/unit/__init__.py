"""No server, no network: between two saves."""
