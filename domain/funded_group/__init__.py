"""One stream per funded group: plan, seats, sessions, money."""
