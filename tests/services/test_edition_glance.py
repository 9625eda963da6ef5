from __future__ import annotations

import dataclasses

import pytest

from app.domain.answers import PinnedForm
from app.services import dossiers
from app.services.edition_glance import may_be_newer


@pytest.mark.parametrize("form", dossiers.shipped_forms(), ids=lambda form: form.name)
def test_a_form_as_it_comes_with_the_program_is_not_older(form: PinnedForm) -> None:
    assert not may_be_newer(form)


def test_a_form_of_other_words_may_be_older() -> None:
    form = dataclasses.replace(dossiers.shipped_forms()[0], sha256="0")

    assert may_be_newer(form)


def test_a_form_that_the_program_does_not_have_is_its_own_newest() -> None:
    form = dataclasses.replace(dossiers.shipped_forms()[0], name="phieu-so", sha256="0")

    assert not may_be_newer(form)
