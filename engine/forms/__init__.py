"""The form engine: a definition becomes typed columns, a checked input, computed values and a page. Stores nothing."""
