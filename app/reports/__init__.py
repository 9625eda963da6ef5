"""Dossier -> document -> Excel or PDF. Knows no SQL and no Qt."""
