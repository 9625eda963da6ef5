"""A form on screen, generated from its definition."""
