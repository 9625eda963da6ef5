"""Questionnaires: an XForm read once, its expressions as closures, a filling that recomputes only what must change."""
