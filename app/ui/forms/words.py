"""Titles as they stand within a sentence."""

from __future__ import annotations


def within(title: str) -> str:
    """Dây chuyền -> dây chuyền, but QC stays as it is."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title
