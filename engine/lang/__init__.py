"""The vocabulary every other part speaks: definitions as text, findings, problems, kinds, expressions. Knows no engine."""
