"""How a command tells what it did: a sentence for a person, or JSON for a machine."""

from __future__ import annotations

import json
from collections.abc import Mapping


def tell(as_json: bool, result: Mapping[str, object], sentence: str) -> None:
    print(json.dumps(result, ensure_ascii=False, indent=1, default=str) if as_json else sentence)
