"""Ratios in one run: what the engine does against the least that could do it, on whatever machine this is."""
