"""Use cases on a learner's path, in files that mirror its phases."""
