"""Pages: choose, fetch, draw, download. No arithmetic, no SQL, no chart is built here."""
