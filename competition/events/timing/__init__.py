"""What happens to an event when: planned times, and the clock that keeps them."""
