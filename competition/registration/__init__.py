"""Delegations, and their entries in events: who is to compete, and whether they may."""
