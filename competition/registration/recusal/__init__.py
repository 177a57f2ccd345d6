"""Recusal (回避): who of those appointed has an interest in an entry, and whether that blocks."""
