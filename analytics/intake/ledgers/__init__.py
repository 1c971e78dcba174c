"""Ledgers, tables by unit and targets: what development offices print beside bulletins."""
