"""Rule sets in force, and the decisions on promotion and titles made with them."""
