"""From bytes to rows as printed. Never guesses silently, never changes a number."""
