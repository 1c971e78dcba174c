"""Room: from bytes to a Reading: files, then bulletins and ledgers, rows as printed.

Owns what a printed cell means. Never guesses silently, never changes a number. Refuses the
lake. May import basics, reference.
"""
