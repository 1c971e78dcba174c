"""Facts to Chinese sentences; knows no frame, no lake, no page."""
