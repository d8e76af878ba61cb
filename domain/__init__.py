"""The model of Intégracode: streams, facts, states and rules. No I/O, no framework, no clock."""
