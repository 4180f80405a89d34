"""Everything a database and its files hold in one archive, which either kind of database can be filled from."""
