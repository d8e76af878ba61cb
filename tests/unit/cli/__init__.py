"""What the commands say, without a server."""
