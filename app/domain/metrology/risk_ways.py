"""Other ways of writing the inputs of decision risk (those of the golden files), turned into the declared ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.metrology.usual_inputs import usual_ways

_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_NORMAL = re.compile(rf"\s*normal\s+mean\s+(?P<mean>{_NUMBER})[^,]*,\s*sd\s+(?P<sd>{_NUMBER}).*")
_SD_RATIO = re.compile(rf"\s*process sd\s*/\s*(?P<ratio>{_NUMBER}).*")
_FROM_ITP = re.compile(r"\s*1\s*/\s*z\(\(1\s*\+\s*itp\)\s*/\s*2\)\s*")


def specific_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """LSL, USL, a tolerance as a pair; "y" for the estimate; U with k for u."""
    found = usual_ways(flat)
    if "y" in found:
        found.setdefault("estimate", found.pop("y"))
    return _standard(found, "u")


def global_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """ "normal mean 1500 ohm, sd 0.12 ohm" as a process, limits as pairs, "process sd / 4" as a ratio of the two."""
    found = usual_ways(flat)
    for name in ("acceptance", "acceptance_limits"):
        pair = found.get(name)
        if isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2:
            del found[name]
            found["acceptance_low"], found["acceptance_high"] = pair
    if isinstance(process := found.get("process"), str) and (match := _NORMAL.fullmatch(process)):
        del found["process"]
        found |= {"process_mean": float(match["mean"]), "process_sd": float(match["sd"])}
    if isinstance(sd := found.get("process_sd"), str) and _FROM_ITP.fullmatch(sd):
        del found["process_sd"]  # what itp gives by itself
    if isinstance(ratio := found.get("test_sd"), str) and (match := _SD_RATIO.fullmatch(ratio)):
        del found["test_sd"]
        found["sd_ratio"] = float(match["ratio"])
    if "in_tolerance_probability" in found:
        found.setdefault("itp", found.pop("in_tolerance_probability"))
    return _standard(found, "u_m")


def _standard(found: dict[str, Any], name: str) -> dict[str, Any]:
    """U and k as u = U/k; U alone is left to be told as not used, since its k is not known."""
    expanded, k = found.get("U"), found.get("k")
    if name not in found and isinstance(expanded, int | float) and isinstance(k, int | float) and k > 0:
        found[name] = expanded / k
        del found["U"], found["k"]
    return found
