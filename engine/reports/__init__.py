"""Reports: counted in the database, measured by one definition, and every mark opens the records it counts."""
