"""Room: a document as edited, its charts and tables, its signing; what moved since.

Owns how words, a person's edits and charts become one document and its files. Refuses
Office XML (export owns it) and widgets. May import basics, reference, lake, questions,
speech, charts, tables, export.
"""
