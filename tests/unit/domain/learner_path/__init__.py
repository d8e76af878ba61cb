"""A learner's path, one file a phase."""
