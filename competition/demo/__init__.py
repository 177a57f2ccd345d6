"""A season of our own invention to look at: people, places and results that never were."""
