"""Questions to the read models, and the replay of a group from the log."""
