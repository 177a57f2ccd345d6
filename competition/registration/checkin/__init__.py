"""Check-in: who stands at the door with a pass, who came late, who did not come."""
