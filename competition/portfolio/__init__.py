"""A person's lifelong record over all competitions (电子档案)."""
