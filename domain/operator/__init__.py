"""One stream per operator: who teaches, with which qualification."""
