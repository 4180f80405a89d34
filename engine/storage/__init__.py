"""Rows, files and jobs: the one part that opens databases. A command is one transaction."""
