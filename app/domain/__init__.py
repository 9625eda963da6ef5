"""Plain data and pure functions. Knows no files, no SQL and no Qt; today's date is always an argument."""
