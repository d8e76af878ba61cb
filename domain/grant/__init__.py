"""One stream per grant: what the State pays, for which groups."""
