"""Room: frames, readings and differences as tables a statistician reads.

Owns Chinese headers, their order, and how many digits are shown. Refuses to compute. May
import all rooms but speech, charts, documents, meeting and the command line.
"""
