"""Commands on a learner's path."""
