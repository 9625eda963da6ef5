"""What an auditor can put right herself."""

from __future__ import annotations


class UserError(Exception):
    """One clear sentence, already in the person's language: what is wrong, where, and how to mend it."""
