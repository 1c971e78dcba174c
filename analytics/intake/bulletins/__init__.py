"""Sheets of statistics to figures with indicator, period, measure, unit and cell."""
