"""Words that take as many lines as their width asks for, in a column that scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy


def flowing(label: QLabel) -> QLabel:
    """A wrapped label that asks for no more height than its words need at the width it is given."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
