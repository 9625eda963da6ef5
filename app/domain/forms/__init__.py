"""Questionnaires: an XForm read once into a tree, expressions as closures, a filling that recomputes only what hangs on a change."""
