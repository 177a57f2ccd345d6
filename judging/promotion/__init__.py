"""Promotion: what a rule says, what a person brought, and what comes of it."""
