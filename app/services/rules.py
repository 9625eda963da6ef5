"""The rules that come with the program, read once."""

from __future__ import annotations

from functools import cache

from app import paths
from app.domain.rules import Rule, Rules
from app.domain.rules_file import read_rules


@cache
def rules() -> Rules:
    return read_rules(paths.shipped("resources", "rules", "findings.toml").read_text("utf-8"))


@cache
def answer_rule() -> Rule:
    """The one rule of answers; what it proposes is said by the form."""
    return rules().of("answer")[0]
