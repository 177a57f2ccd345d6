"""The parts of the command `saiwu`."""
