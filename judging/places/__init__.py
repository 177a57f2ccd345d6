"""Places at the next tier: how many there are, who has one, and who is next."""
