"""Rows, payloads, envelopes."""
