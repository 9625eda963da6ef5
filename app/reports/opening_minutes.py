"""The minutes of the opening meeting, from its form: purpose, scope, schedule, safety, privacy, what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.document import Block, Document, Facts, Heading
from app.domain.forms.definition import Form, Group, Question, QuestionType, text_in
from app.domain.programme_papers import Meeting
from app.formats import show_date
from app.reports.answers_shown import shown
from app.reports.inventory import joined
from app.reports.material import Material
from app.reports.minutes import Minutes, minutes_document
from app.wording import _

FORM = "opening_meeting"
TOLD_ABOVE = ("start", "attendance")
"""Groups that stand in the head of the minutes."""


def build(
    material: Material, meeting: Meeting, sides: tuple[tuple[str, tuple[str, ...]], ...], speakers: tuple[str, str]
) -> Document:
    """meeting: when and where, as the form says. speakers: the posts that speak for the enterprise and the team."""
    site = material.dossier.site
    return minutes_document(
        material,
        Minutes(
            meeting=meeting,
            subject=_("Họp mở đầu khảo sát tại {where}", where=joined(site.name, site.enterprise)),
            body=tuple(_body(material)),
            sides=sides,
            signers=(
                (speakers[0] or _("Đại diện doanh nghiệp"), ""),
                (speakers[1] or _("Đại diện đoàn khảo sát"), ""),
            ),
            recipients=(_("Doanh nghiệp được khảo sát"), _("Đoàn khảo sát"), _("Lưu: hồ sơ chương trình")),
        ),
    )


def _body(material: Material) -> Iterator[Block]:
    """Each group of the form with what was answered in it; a group without an answer is left out."""
    filling = material.fillings.get(FORM)
    if filling is None:
        return
    number = 0
    for group in filling.form.root.children:
        if not isinstance(group, Group) or group.name in TOLD_ABOVE:
            continue
        items = tuple(_answered(material, filling.form, group))
        if items:
            number += 1
            title = text_in(group.label, material.language)
            title = title.split(". ", 1)[-1] if title[1:2] == "." else title
            yield Heading(f"{number}. {title}", 2)
            yield Facts(items)


def _answered(material: Material, form: Form, group: Group) -> Iterator[tuple[str, str]]:
    answers = material.answers.get(FORM, {})
    for question in group.children:
        if not isinstance(question, Question):
            continue
        answer = answers.get(question.path)
        value = shown(form, question, answer, material.language)
        if answer is not None and value is not None:
            yield text_in(question.label, material.language), _words(question, value)


def _words(question: Question, value: object) -> str:
    """Dates as they are written here, a time of day without its seconds."""
    if isinstance(value, date):
        return show_date(value)
    return str(value)[:5] if question.type == QuestionType.TIME else str(value)
