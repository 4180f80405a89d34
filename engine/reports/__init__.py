"""Reports: datasets counted in the database, measures defined once, charts whose every mark opens the records it counts."""
