"""Who may what: roles as written, and the rights they give, as expressions over records. Pure: rows live in storage."""
