"""Sentences, days, hours and money as French and English readers write them."""
