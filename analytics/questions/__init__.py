"""Room: questions to the lake, one function each: (lake, selection) to a frame, or to Facts.

Owns which rows are asked for and in what order, how a selection binds SQL, and which
values a Fact rests on. Refuses drawing, wording and computing (SQL computes). May import
basics, reference, lake.
"""
