"""Documents: how JSON from outside is read into values, every fault with its path."""
