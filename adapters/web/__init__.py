"""The API under ``/v1`` and the pages: what people see of the system, whatever lies behind it."""
