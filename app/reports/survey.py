"""The checklist of a survey: every question that is asked, to print, to fill in and to read afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.domain.answers import Answer
from app.domain.forms.definition import Choice, Group, Question, text_in
from app.domain.forms.filling import Filling
from app.reports.answers_shown import entry, is_level
from app.reports.material import Material
from app.reports.sheets import Entry, Row, Sheet, SheetColumn
from app.wording import _

ANSWER, NOTE = 5, 7
"""Columns of the survey, from 0: where an answer in words may spread to."""

RowOf = Callable[[Material, Filling, Question, str, Answer | None], Row]


def survey_sheet(material: Material) -> Sheet | None:
    """The survey with where to look, typical evidence and clause; None where the dossier has no survey."""
    filling = material.fillings.get("survey")
    if filling is None:
        return None
    columns = (
        SheetColumn(_("Mã"), 6.5, "code"),
        SheetColumn(_("Câu hỏi"), 36),
        SheetColumn(_("Xem ở đâu"), 27),
        SheetColumn(_("Bằng chứng thường gặp"), 20),
        SheetColumn(_("Căn cứ"), 16),
        SheetColumn(_("Mức, trả lời"), 15, level_tint=True),
        SheetColumn(_("Lý do không áp dụng"), 13, ask=_("Bắt buộc khi câu không áp dụng.")),
        SheetColumn(_("Ghi chú, bằng chứng đã xem"), 20),
        SheetColumn(_("Phát hiện"), 9, "trace"),
    )
    return Sheet(
        name=_("Khảo sát"),
        title=_("PHIẾU KHẢO SÁT HIỆN TRẠNG ĐO LƯỜNG"),
        about=(*site_lines(material), _("Mức 1 đến 5 theo trang “Thang mức”; ô trống là chưa trả lời.")),
        columns=columns,
        rows=tuple(_rows(material, filling, _survey_row)),
        frozen=2,
    )


def form_sheet(material: Material, name: str, short: str) -> Sheet | None:
    """Another form of the dossier, question and answer, upright."""
    filling = material.fillings.get(name)
    if filling is None:
        return None
    columns = (
        SheetColumn(_("Mã"), 6.5, "code"),
        SheetColumn(_("Câu hỏi"), 42),
        SheetColumn(_("Trả lời"), 40),
        SheetColumn(_("Ghi chú"), 20),
    )
    return Sheet(
        name=short,
        title=filling.form.title.upper(),
        about=site_lines(material),
        columns=columns,
        rows=tuple(_rows(material, filling, _plain_row)),
        frozen=2,
        upright=True,
    )


def levels_sheet(material: Material) -> Sheet | None:
    """What each level looks like, for every kind of level question of the survey."""
    filling = material.fillings.get("survey")
    if filling is None:
        return None
    shared: dict[str, list[str]] = {}
    rows: list[Row] = []
    for question in filling.form.questions():
        if not is_level(question) or not filling.relevant(question.path):
            continue
        if question.audit is not None and question.audit.levels:
            rows.append(Row(band=f"{question.code}  {filling.label(question.path)}", depth=2))
            rows += _levels(filling.choices(question.path), material.language)
        else:
            shared.setdefault(question.choices, []).append(question.code)
    for name, codes in shared.items():
        rows.append(Row(band=_("Dùng cho các câu {codes}", codes=", ".join(codes)), depth=2))
        rows += _levels(filling.form.choices(name), material.language)
    return Sheet(
        name=_("Thang mức"),
        title=_("THANG MỨC TRẢ LỜI"),
        columns=(
            SheetColumn(_("Mức"), 6.5, "code", level_tint=True),
            SheetColumn(_("Tên mức"), 26),
            SheetColumn(_("Thấy gì tại hiện trường"), 72),
        ),
        rows=tuple(rows),
        upright=True,
    )


def _levels(choices: Sequence[Choice], language: str) -> list[Row]:
    return [Row((each.name, text_in(each.label, language), text_in(each.hint, language))) for each in choices]


def site_lines(material: Material) -> tuple[str, ...]:
    """Whose sheet it is and as of when; no names of people."""
    site = material.dossier.site
    whose = _("{enterprise}, {site}", enterprise=site.enterprise, site=site.name) if site.name else site.enterprise
    return whose, _("{cycle}. {dated}.", cycle=material.cycle_words, dated=material.dated)


def _rows(material: Material, filling: Filling, make: RowOf) -> list[Row]:
    answers = material.answers.get(filling.form.name, {})
    root = filling.form.root

    def inside(group: Group, at: str, depth: int) -> Iterator[Row]:
        for child in group.children:
            path = f"{at}/{child.name}"
            if isinstance(child, Question):
                if child.type.is_asked and not child.read_only and filling.relevant(path):
                    yield make(material, filling, child, path, answers.get(path))
            elif child.is_repeat:
                for position, instance in enumerate(filling.instances(path), start=1):
                    yield from banded(child, instance, depth + 1, position)
            else:
                yield from banded(child, path, depth + 1)

    def banded(group: Group, at: str, depth: int, position: int = 0) -> Iterator[Row]:
        rows = list(inside(group, at, depth))
        label = text_in(group.label, material.language)
        if rows and label:
            yield Row(band=f"{label} {position}" if position else label, depth=min(depth, 2))
        yield from rows

    return list(inside(root, root.path, 0))


def _survey_row(material: Material, filling: Filling, question: Question, path: str, answer: Answer | None) -> Row:
    audit, language = question.audit, material.language
    spreads = not is_level(question) and not (answer and (answer.note or answer.status))
    return Row(
        joined=(ANSWER, NOTE) if spreads else None,
        cells=(
            question.code,
            filling.label(path),
            text_in(audit.where, language) if audit else "",
            text_in(audit.evidence, language) if audit else "",
            audit.clause if audit else "",
            entry(filling.form, question, answer, language),
            Entry(answer.reason if answer else ""),
            answer.note if answer else "",
            material.traces("answers", answer.id, "findings") if answer else "",
        ),
    )


def _plain_row(material: Material, filling: Filling, question: Question, path: str, answer: Answer | None) -> Row:
    return Row(
        (
            question.code,
            filling.label(path),
            entry(filling.form, question, answer, material.language),
            (answer.reason or answer.note) if answer else "",
        )
    )
