"""What a stored fact looks like: its row, its payload, its leaf hash, its sealed envelopes."""
