"""What kinds of one sort have in common: kinds of text, of number, of options, of files."""
