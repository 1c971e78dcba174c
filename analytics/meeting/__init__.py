"""A meeting: the charts of the pages as screens for a room, one message each."""
