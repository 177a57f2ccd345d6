"""What comes in: tiers and competitions, events and their settings, schemes, appointments."""
