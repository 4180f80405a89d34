"""Approval and task flows: a pure engine, state and a decision in, the next state and what was opened out."""
