"""Traceability: which records are lots, what moves them, what became of what. Ledger rows and questions to them."""
