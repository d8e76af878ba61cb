"""The model alone: given facts, when a decision is asked, then facts or a refusal."""
