"""Room: Facts to Chinese sentences: grammar, sentences, paragraphs, proof.

Owns which sentence is said and that every number in it keeps its source; the words are rows
of phrases.csv. Refuses frames and the lake. May import basics, reference.
"""
