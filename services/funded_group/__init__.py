"""A funded group: plan, grant, sessions, expenses."""
