"""Decision tables: rows of cells that say which case decides what, judged for gaps, overlaps and rows never hit."""
