"""Minutes and money of funded groups. Nothing here can open a sealed value."""
