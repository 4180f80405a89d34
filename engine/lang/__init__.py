"""The vocabulary all parts speak: definitions as text, findings, problems, kinds, expressions. Knows no engine."""
