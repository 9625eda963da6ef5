"""The headless face: every command prints what it did, takes --json, and exits 2 with one sentence on bad input."""
