"""Whether the program may hold another edition of a form than the dossier, told at a glance: no form is converted."""

from __future__ import annotations

import hashlib

from app import paths
from app.domain.answers import PinnedForm
from app.formats import nfc
from app.services import step_view


def may_be_newer(pinned: PinnedForm) -> bool:
    """False when the form in the dossier is word for word the one of the program, or the program has none like it."""
    for step in step_view.steps():
        for file, name in zip(step.forms, step.form_names, strict=True):
            if name == pinned.name:
                text = nfc(paths.shipped("forms", *file.split("/")).read_text("utf-8"))
                return hashlib.sha256(text.encode()).hexdigest() != pinned.sha256
    return False
