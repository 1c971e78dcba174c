"""Tests of a meeting's screens."""
