"""What comes in from outside: a factory's own lists. Hostile until checked. Knows no SQL and no Qt."""
