"""A fictional year of the network, played through the use cases: what a newcomer first sees."""
