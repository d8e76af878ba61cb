"""Use cases on a learner's path, one file a phase."""
