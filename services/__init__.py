"""What people and timers may ask: use cases, who may ask them, and the one way in."""
