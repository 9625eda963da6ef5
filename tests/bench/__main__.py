"""python3 -m tests.bench [NAME …] [--json]: measures and prints what is within budget and what misses it."""

from __future__ import annotations

import importlib
import json
import os
import sys

from app import bootstrap

NAMES = (
    "start",
    "durable",
    "filtering",
    "excel",
    "pdf",
    "work_copies",
    "forms",
    "evidence",
    "floor",
    "monte_carlo",
    "decision_risk",
)


def main(arguments: list[str]) -> int:
    if not bootstrap.is_inside():
        requirements = bootstrap.ROOT / "requirements-dev.txt"
        bootstrap.ensure_libraries(bootstrap.QT_LIBRARIES)
        if not bootstrap.is_ready(requirements):
            bootstrap.set_up(requirements)
        return bootstrap.go_on_inside(["-m", "tests.bench", *arguments])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    names = [each for each in arguments if not each.startswith("--")] or list(NAMES)
    rows = [row for name in names for row in importlib.import_module(f"tests.bench.{name}").measure()]
    if "--json" in arguments:
        print(json.dumps([row._asdict() | {"ratio": row.ratio} for row in rows], ensure_ascii=False, indent=1))
    else:
        for row in rows:
            verdict = "within" if row.ratio <= row.goal else "MISSES"
            print(
                f"{row.what:52} {row.ours:9.4f} {row.unit:2} / {row.peer:9.4f} {row.unit:2} "
                f"{row.peer_name:34} ratio {row.ratio:7.3f}  goal {row.goal:6.3f}  {verdict}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
