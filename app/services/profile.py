"""What the profile and the dossier's own record of the site share: told once, known in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.answers import Answer
from app.domain.forms.definition import Form
from app.domain.keys import new_key
from app.domain.sites import Site
from app.formats import now, tidy
from app.storage.unit import Unit

PROFILE = "profile"
SITE_FIELDS: Mapping[str, str] = {
    "enterprise_name": "enterprise",
    "site_name": "name",
    "tax_code": "tax_code",
    "address": "address",
    "province": "province",
}
"""The question of the profile -> the field of the site that is printed on papers."""


def carry_over(unit: Unit, cycle_id: str, site: Site, form: Form) -> None:
    """Answers the profile's questions that the site already knows, so that nothing is typed twice."""
    for question in form.questions():
        known = getattr(site, SITE_FIELDS.get(question.name, ""), "")
        if known:
            unit.answers.keep(
                Answer(
                    id=new_key(),
                    cycle_id=cycle_id,
                    form=PROFILE,
                    question=question.path,
                    value=known,
                    answered_by=unit.person,
                    answered_at=now(),
                )
            )


def follow(unit: Unit, question: str, value: str) -> None:
    """After an answer of the profile: the site is called what the profile says. An emptied answer changes nothing."""
    field, text = SITE_FIELDS.get(question, ""), tidy(value)
    for site in unit.sites.all() if field and text else ():
        unit.sites.keep(replace(site, **{field: text}))
