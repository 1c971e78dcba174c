"""Door: the command line, python -m analytics …, the same functions as the pages.

One module a group of commands; each adds its own to the parser and imports what it needs
when it runs, so that a short command stays short. Refuses logic. May import every room.
"""
