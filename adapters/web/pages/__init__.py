"""Pages: French first, for keyboard and screen reader, without anything from another host."""
