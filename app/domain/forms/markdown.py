"""Words of a form without the marks that ODK lets authors put into them (a little Markdown and HTML)."""

from __future__ import annotations

import re

_BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:span|b|i|u|p|em|strong|font|small|big|sup|sub|center|h[1-6]|a)(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]+)\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])")
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)


def plain(words: str) -> str:
    """**Bold**, # headings, [links](…) and tags as their words alone; anything else stays as it is written."""
    if not any(mark in words for mark in "<*_#["):
        return words
    told = _TAG.sub("", _BREAK.sub("\n", words))
    told = _HEADING.sub("", _LINK.sub(r"\1", told))
    return _ITALIC.sub(r"\1", _BOLD.sub(r"\2", told)).strip()
