"""Places at the next tier: who is offered one, who answered what, who is next."""
