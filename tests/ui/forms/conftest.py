"""What tests of forms share: a form written as a text table, open in a session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.services import forms
from app.ui.forms.session import FormSession
from app.ui.workspace import Workspace

OpenForm = Callable[[str], FormSession]


@pytest.fixture
def open_form(workspace: Workspace, tmp_path: Path) -> OpenForm:
    """Takes a form (its text table) into the dossier, under the name "thu", and opens it."""

    def take(source: str) -> FormSession:
        path = tmp_path / "thu.md"
        path.write_text(source, "utf-8")
        workspace.run("Thêm phiếu", lambda unit: forms.add_form(unit, workspace.cycle_id, path))
        return FormSession(workspace, "thu")

    return take
