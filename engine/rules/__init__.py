"""Rules: what happens by itself after something was done to a record. A pure engine: values in, effects out."""
