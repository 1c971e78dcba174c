"""Room: a frame of one mart in, one finished chart out: its figure and its native twin.

Owns order, labels, finding and notes, read from the rows once. Refuses the lake and Office
XML. May import basics, reference, speech.grammar.
"""
