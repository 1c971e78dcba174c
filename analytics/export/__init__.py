"""Room: Office files, pictures and packages, written and read: docx, pptx, xlsx, png, zip.

Owns how a file looks and that Office opens it without repair. Refuses to choose rows or
words. May import basics, speech, charts.
"""
