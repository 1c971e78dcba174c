"""Numbers to clauses: direction words, change words, periods, names, runs with sources."""
