"""A whole app: its definition files read, validated, checked against each other and compiled for use."""
