"""Questions to the lake, one function each: (lake, selection) → a frame, or Facts from frames.

Owns which rows are asked for and in what order, how a selection binds SQL, and which
values a Fact rests on. Refuses drawing, wording and computing (SQL computes). May import
basics, reference and the lake.
"""
