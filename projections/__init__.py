"""Read models: one module a question, with its table, its handlers, its queries and their row types."""
