"""Room: the lake: DuckLake, uploads and their log, upkeep, what people said, loading, names.

The only room that imports duckdb. Refuses formulas (sql owns them) and words. May import
basics, reference, intake.
"""
