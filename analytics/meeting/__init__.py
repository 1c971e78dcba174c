"""Room: a meeting: screens for a room, one message each, and the answers behind them.

Owns which screens there are, their order and how large they are seen. Refuses widgets. May
import basics, reference, lake, questions, speech, charts, tables.
"""
