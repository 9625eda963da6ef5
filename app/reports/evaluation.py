"""The evaluation report: for each evaluation the sentence first, then figures, plots, tables, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.document import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Plotted,
    Table,
)
from app.domain.metrology.cell_words import cell_words
from app.domain.metrology.declared import Output
from app.domain.metrology.pictures import pictures_of
from app.domain.metrology.results import Plain
from app.domain.metrology.shown import shown_value
from app.formats import show_date
from app.reports.evaluated import (
    Evaluated,
    Told,
    column_title,
    figures_told,
    inputs_told,
    settings_told,
    shown_tables,
)
from app.reports.evaluation_readings import readings_blocks, side_by_side
from app.reports.inventory import joined
from app.reports.material import Material
from app.wording import _

MOST_FIGURES = 4
TABLE_ROWS = 60


def build(material: Material, evaluated: Sequence[Evaluated]) -> Document:
    """One report of one evaluation, or of all of a cycle with a table of them in front."""
    single = evaluated[0] if len(evaluated) == 1 else None
    where = joined(material.dossier.site.name, material.dossier.site.enterprise)
    subject = (
        _("Kết quả đánh giá {code}: {title}", code=single.code, title=single.title)
        if single
        else _("Kết quả các đánh giá đo lường tại {where}", where=where)
    )
    blocks: list[Block] = [] if single else list(_overview(evaluated))
    for each in evaluated:
        blocks += evaluation_blocks(each)
    blocks.append(_rounding())
    return Document(
        title=_("Báo cáo"),
        subject=subject,
        letterhead=material.paper.letterhead,
        blocks=tuple(blocks),
        footer=material.footer,
        language=material.language,
        draft=material.paper.is_draft,
        about=_("Chương trình đảm bảo đo lường. {cycle}.", cycle=material.cycle_words),
        keywords=joined(material.footer, *(each.code for each in evaluated)),
        as_of=material.as_of,
    )


def _overview(evaluated: Sequence[Evaluated]) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.8, "code"),
        Column(_("Đánh giá"), 2.2),
        Column(_("Phương pháp"), 1.8),
        Column(_("Kết luận"), 1.3, "state"),
        Column(_("Nói gì"), 4.2),
    )
    yield Heading(_("Các đánh giá của chu kỳ"))
    yield Table(
        columns,
        tuple((each.code, each.title, each.method, each.state, each.sentence) for each in evaluated),
        empty=_("Chưa có đánh giá nào trong chu kỳ này."),
        small=True,
    )


def evaluation_blocks(each: Evaluated) -> list[Block]:
    """Everything of one evaluation, in the order a reader asks for it."""
    heading = Heading(_("{code}. {title}", code=each.code, title=each.title))
    if each.calculation is None:
        words = _("Bản chương trình này không biết phương pháp “{name}”.", name=each.evaluation.calculation)
        return [heading, Paragraph(words, "warn")]
    if each.result is None:
        return [heading, Paragraph(each.sentence, "lead"), _about(each), *_basis(each)]
    told = figures_told(each)
    basis = each.result.verdict.basis
    blocks: list[Block] = [heading, Paragraph(each.sentence, "lead")]
    if basis is not None:
        blocks.append(Paragraph(_("Căn cứ kết luận: {basis}", basis=basis.text), "note"))
    if figures := _figures(told, each.result.verdict.state):
        blocks.append(figures)
    blocks += [Paragraph(warning.text, "warn") for warning in each.result.warnings]
    if each.changed:
        blocks.append(Paragraph(each.changed, "warn"))
    blocks.append(_about(each))
    plots = pictures_of(each.calculation, each.result, each.given)
    blocks += [Plotted(plot) for plot in plots]
    tables = list(_tables(each))
    listed = [one for one in told if not one.family] if tables else told
    blocks += [Heading(_("Con số"), 2), *_all_figures(listed)]
    if len(listed) < len(told):
        more = len(told) - len(listed)
        words = _("{n} con số của từng thành phần đứng trong các bảng dưới đây và trong tệp Excel.", n=more)
        blocks.append(Paragraph(words, "note"))
    blocks += tables
    blocks += _basis(each)
    return blocks


def _figures(told: Sequence[Told], state: str) -> Figures | None:
    main = [each for each in told if each.main and not each.why][:MOST_FIGURES]
    return Figures(tuple(Figure(each.bare, _with_unit(each), state) for each in main)) if main else None


def _with_unit(each: Told) -> str:
    """The label below a figure, with its unit and its interval."""
    label = f"{each.label}, {each.unit}" if each.unit not in ("", "%") and not each.words else each.label
    return f"{label}\n{each.interval}" if each.interval else label


def _about(each: Evaluated) -> Facts:
    evaluation, result = each.evaluation, each.result
    items = [*each.about]
    if each.calculation:
        method = f"{each.calculation.method}, {each.method}"
        version = evaluation.version or each.calculation.version
        items.append((_("Phương pháp"), _("{method}; bản {version}", method=method, version=version)))
    if result is not None:
        items.append((_("Số dòng số liệu đã dùng"), shown_value(result.used)))
    if evaluation.computed_at is not None:
        day = show_date(evaluation.computed_at.astimezone().date())
        items.append((_("Tính ngày"), joined(day, evaluation.computed_by)))
    if each.findings:
        items.append((_("Phát hiện"), each.findings))
    if evaluation.note:
        items.append((_("Ghi chú"), evaluation.note))
    return Facts(tuple(items), small=True)


def _all_figures(told: Sequence[Told]) -> Iterator[Block]:
    """All figures, two across, each with its interval; those that cannot be had follow in one note with the reason."""
    had = [each for each in told if not each.why]
    halves = (Column(_("Đại lượng"), 3.2), Column(_("Giá trị"), 2.4, "number"))
    half = (len(had) + 1) // 2
    rows = [(*_figure_cells(had, row), " ", *_figure_cells(had, row + half)) for row in range(half)]
    yield Table(
        (*halves, Column(" ", 0.25), *halves),
        tuple(rows),
        empty=_("Phép tính này không cho con số riêng."),
        of_figures=True,
    )
    reasons: dict[str, list[str]] = {}
    for each in told:
        if each.why:
            reasons.setdefault(each.why.rstrip("."), []).append(each.label)
    if reasons:
        shown = ". ".join(f"{'; '.join(labels)}: {why}" for why, labels in reasons.items())
        yield Paragraph(_("Không có: {shown}.", shown=shown), "note")


def _figure_cells(told: Sequence[Told], place: int) -> tuple[str, str]:
    if place >= len(told):
        return " ", " "
    each = told[place]
    return each.label, f"{each.shown}\n({each.interval})" if each.interval else each.shown


def _rounding() -> Paragraph:
    return Paragraph(
        _(
            "Làm tròn: tính với đủ chữ số, chỉ làm tròn khi trình bày; độ không đảm bảo mở rộng ghi hai chữ số có "
            "nghĩa, giá trị ghi cùng hàng thập phân (JCGM 100:2008, 7.2.6)."
        ),
        "note",
    )


def _tables(each: Evaluated) -> Iterator[Block]:
    for table, rows in shown_tables(each):
        kept = [column for column in table.columns if any(row.get(column.name) is not None for row in rows)]
        columns = [
            Column(column_title(each, column), *_width([row.get(column.name) for row in rows])) for column in kept
        ]
        body = [[_cell(each, column, row.get(column.name)) for column in kept] for row in rows[:TABLE_ROWS]]
        yield from side_by_side(columns, body, _(table.words))
        if len(rows) > TABLE_ROWS:
            yield Paragraph(_("Còn {n} dòng, xem đủ trong tệp Excel của đánh giá.", n=len(rows) - TABLE_ROWS), "note")


def _width(values: Sequence[Plain]) -> tuple[float, str]:
    numbers = all((isinstance(each, int | float) and not isinstance(each, bool)) or each is None for each in values)
    return (1.0, "number") if numbers else (2.2, "text")


def _cell(each: Evaluated, column: Output, value: Plain) -> str:
    if value is None:
        return "—"
    assert each.calculation is not None
    return cell_words(each.calculation, column.name, value) or shown_value(value, column.digits)


def _basis(each: Evaluated) -> Iterator[Block]:
    """What the figures rest on: settings, inputs, formula, rounding, source, readings, rows left out."""
    calculation, result = each.calculation, each.result
    assert calculation is not None
    if settings := settings_told(each):
        yield Heading(_("Thiết lập đã dùng"), 2)
        yield Facts(tuple(settings), small=True)
    if inputs := inputs_told(each):
        yield Heading(_("Số liệu đầu vào"), 2)
        yield Facts(tuple(inputs), small=True)
    yield Heading(_("Cách tính"), 2)
    for line in calculation.formula:
        yield Paragraph(_(line), "formula")
    if calculation.source:
        yield Paragraph(_("Nguồn: {source}.", source="; ".join(_(line) for line in calculation.source)), "note")
    readings = list(readings_blocks(each))
    if readings:
        yield Heading(_("Số đọc"), 2)
        yield from readings
    if result is not None and result.left_out:
        columns = (Column(_("Dòng"), 1.4), Column(_("Vì sao không dùng"), 4))
        rows = tuple((out.row, out.why.text) for out in result.left_out)
        yield Table(columns, rows, _("Dòng số liệu không dùng"), small=True)
