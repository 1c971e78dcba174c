"""Room: frames, readings and differences as tables a statistician reads.

Owns Chinese headers, their order, and how many digits are shown. Refuses to compute. May
import basics, reference, intake, lake, questions.
"""
