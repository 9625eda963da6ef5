"""The evaluation report: sentence first, figures with their unit, plots, settings, formula, source, readings."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from app.domain.document import Block, Facts, Figures, Heading, Paragraph, Plotted, Table
from app.domain.metrology.catalogue import calculations
from app.reports.evaluated import Evaluated, figures_told, input_words, typed_value
from app.reports.evaluation import evaluation_blocks
from app.reports.evaluation_readings import _numbers
from app.services.evaluation_report import evaluated_of, evaluations_document, write_evaluations
from app.wording import speaking
from tests.reports.evaluation_samples import AS_OF, a_dossier, evaluation, gauge, golden, lot, type1


def only(each_of: object) -> Evaluated:
    (found,) = evaluated_of(a_dossier(each_of))  # type: ignore[arg-type]
    return found


def texts(blocks: list[Block]) -> str:
    return "\n".join(each.text for each in blocks if isinstance(each, Paragraph | Heading))


def test_the_sentence_of_the_verdict_stands_first_with_what_it_rests_on() -> None:
    blocks = evaluation_blocks(only(gauge()))

    assert isinstance(blocks[0], Heading)
    assert blocks[0].text == "DG-01. Chiều dày thành phôi PET"
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].role == "lead"
    assert "23,84 % dung sai" in blocks[1].text
    assert "AIAG MSA" in texts(blocks)


def test_main_figures_plots_tables_settings_and_readings_are_all_there() -> None:
    blocks = evaluation_blocks(only(gauge()))

    (figures,) = [each for each in blocks if isinstance(each, Figures)]
    captions = [each.caption for each in blocks if isinstance(each, Table)]
    facts = {name: value for each in blocks if isinstance(each, Facts) for name, value in each.items}

    assert figures.items[1].value == "23,84 %"
    assert len([each for each in blocks if isinstance(each, Plotted)]) == 4
    assert any("90 dòng" in each for each in captions)
    assert "0,25" in facts.values()
    assert facts["Tính ngày"].endswith("Nguyễn Thu Hà")


def test_readings_of_a_gauge_study_stand_by_part_operator_and_trial() -> None:
    blocks = evaluation_blocks(only(gauge()))

    readings = [each for each in blocks if isinstance(each, Table)][-1]

    assert [each.title for each in readings.columns][:3] == ["Người đo", "Lần", "1"]
    assert len(readings.rows) == 9


def test_a_figure_that_is_not_available_says_why_and_is_no_zero() -> None:
    evaluated = only(type1())
    missing = [each for each in figures_told(evaluated) if each.why]

    blocks = evaluation_blocks(evaluated)

    cells = [cell for each in blocks if isinstance(each, Table) for row in each.rows for cell in row]
    (note,) = [each.text for each in blocks if isinstance(each, Paragraph) and each.text.startswith("Không có: ")]
    assert missing
    assert all(each.label in note and each.why.rstrip(".") in note for each in missing)
    assert not any(each.label in cells for each in missing)


def test_figures_stand_two_across_with_their_interval() -> None:
    evaluated = only(type1())

    (table,) = [each for each in evaluation_blocks(evaluated) if isinstance(each, Table) and len(each.columns) == 5]

    had = [each for each in figures_told(evaluated) if not each.why]
    assert {row[0] for row in table.rows} | {row[3] for row in table.rows} - {" "} == {each.label for each in had}
    assert any("\n(" in str(row[1]) for row in table.rows)


def test_an_evaluation_that_was_not_computed_tells_so_and_keeps_its_inputs() -> None:

    blocks = evaluation_blocks(only(dataclasses.replace(type1(), result="")))

    assert "Chưa tính." in texts(blocks)
    assert "Cg = " in texts(blocks)


def test_a_method_this_edition_does_not_know_is_named() -> None:

    blocks = evaluation_blocks(only(dataclasses.replace(type1(), calculation="m99_new")))

    assert "m99_new" in texts(blocks)


def test_a_result_of_an_older_version_says_that_todays_may_differ() -> None:

    old = type1()
    older = dataclasses.replace(old, result=old.result.replace('"version": "1"', '"version": "0"'))

    assert "bản hiện nay là 1" in texts(evaluation_blocks(only(older)))


@pytest.mark.parametrize("key", ["gauge_rr_anova", "uncertainty_budget"])
def test_every_figure_of_a_result_is_told_once(key: str) -> None:
    case = {"gauge_rr_anova": "GRR-TEN-TOL10", "uncertainty_budget": "GUM-H1"}[key]
    each = only(evaluation(1, key, golden(key, case)))
    assert each.result is not None

    names = [told.name for told in figures_told(each)]

    assert sorted(names) == sorted(each.result.values)


def test_many_columns_are_cut_into_tables_that_fit_the_page() -> None:
    blocks = evaluation_blocks(only(evaluation(1, "uncertainty_budget", golden("uncertainty_budget", "GUM-H1"))))

    assert all(len(each.columns) <= 12 for each in blocks if isinstance(each, Table))


def test_the_pdf_of_a_cycle_lists_its_evaluations_and_opens(tmp_path: Path) -> None:
    path = write_evaluations(a_dossier(gauge(), type1(), lot()), AS_OF, tmp_path / "danh-gia.pdf")

    pdf = pdfium.PdfDocument(path)
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    pdf.close()

    for words in ("DG-01", "DG-02", "DG-03", "Biến động từ đâu", "Lượng thực của từng đơn vị", "JCGM 100:2008, 7.2.6"):
        assert words in text


def test_a_dossier_without_evaluations_says_so(tmp_path: Path) -> None:
    document = evaluations_document(a_dossier(), AS_OF)

    (table,) = [each for each in document.blocks if isinstance(each, Table)]
    assert table.rows == ()
    assert "Chưa có đánh giá nào" in table.empty
    assert write_evaluations(a_dossier(), AS_OF, tmp_path / "so-lieu.xlsx").exists()


def test_the_workbook_keeps_all_digits_as_numbers_and_checks_readings_by_formulas(tmp_path: Path) -> None:
    path = write_evaluations(a_dossier(type1()), AS_OF, tmp_path / "so-lieu.xlsx")

    book = openpyxl.load_workbook(path)
    figures = {row[2].value: row[3] for row in book["Con số"].iter_rows(min_row=4) if row[2].value}
    readings = book[next(name for name in book.sheetnames if name.startswith("DG-02"))]
    formulas = [cell.value for row in readings.iter_rows() for cell in row if str(cell.value).startswith("=")]

    assert figures["Cg"].value == pytest.approx(1.1904, abs=1e-4)
    assert figures["Cg"].number_format == "#,##0.000"
    assert "=AVERAGE(B4:B53)" in formulas
    assert readings["B4"].data_type == "n"


def test_what_a_person_typed_is_never_a_formula(tmp_path: Path) -> None:

    path = write_evaluations(a_dossier(dataclasses.replace(type1(), title="=1+1")), AS_OF, tmp_path / "so-lieu.xlsx")

    book = openpyxl.load_workbook(path)
    cell = book["Tổng hợp"]["B5"] if book["Tổng hợp"]["B5"].value == "=1+1" else None
    found = cell or next(c for row in book["Tổng hợp"].iter_rows() for c in row if c.value == "=1+1")

    assert found.data_type == "s"


def test_the_report_speaks_english_too() -> None:
    with speaking("en"):
        document = evaluations_document(a_dossier(gauge()), AS_OF, "en")

    assert "Evaluation" in document.subject
    assert any(isinstance(each, Plotted) and each.plot.title == "Each part, each operator" for each in document.blocks)


def test_numbers_are_written_as_they_were_given() -> None:
    assert [typed_value(each) for each in (15.0, 0.05, 12.48, 1 / 3, -4)] == ["15", "0,05", "12,48", "0,333333", "−4"]
    assert calculations()["type1"].input("K_percent").default == 20


def test_readings_of_one_list_have_the_same_decimals() -> None:
    table = _numbers(only(type1()), calculations()["type1"].input("data"), [5.0, 5.02, 4.99])

    assert table.rows[0][1:4] == ("5,00", "5,02", "4,99")


def test_a_year_and_a_seed_are_no_quantities() -> None:
    each, calculation = only(type1()), calculations()["loss_downtime"]

    assert input_words(each, calculation.input("year"), 2026) == "2026"
    assert input_words(each, calculations()["monte_carlo"].input("seed"), 20261020) == "20261020"
