"""Room: what everything else is made of: periods, numbers, problems, sources, facts, moments.

Owns the small frozen values that cross borders and their rounding and words. Refuses lists
of data/reference, sentences, the lake. May import nothing of this project.
"""
