"""What breaks while the system runs; each run by its seed."""
