"""An operator: joining the network, and its trainers."""
