"""What the fields that a column can hold are called on screen."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.typed_fields import CALIBRATION_FIELD_NAMES, FIELD_NAMES
from app.exchange.columns import FIELDS
from app.wording import N_

_OWN: Mapping[str, str] = {
    "last_calibration_date": N_("Ngày làm gần nhất"),
    "due_date": CALIBRATION_FIELD_NAMES["valid_until"],
    "certificate_number": CALIBRATION_FIELD_NAMES["certificate_number"],
    "body": CALIBRATION_FIELD_NAMES["body"],
    "result": CALIBRATION_FIELD_NAMES["result"],
}
FIELD_WORDS: Mapping[str, str] = {name: _OWN.get(name) or FIELD_NAMES[name] for name in FIELDS}
"""In the order in which they are offered; shown through _()."""
