"""The same suite on each implementation of a port."""
