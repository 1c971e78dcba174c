"""Room: every list of data/reference as typed rows, by one reader; the glossary, the guide.

Owns what a statistician may change in a file. Refuses to say what a printed table means.
May import basics.
"""
