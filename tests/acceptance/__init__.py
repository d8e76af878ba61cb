"""Five stories over HTTP, told once for every way of running the system."""
