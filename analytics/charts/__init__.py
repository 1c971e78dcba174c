"""Charts: a DataFrame of one mart in, one finished go.Figure out. No database, no web."""
