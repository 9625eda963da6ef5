"""No text is left untranslated, and no text reaches a person without passing through the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import wording
from app.wording import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "app").rglob("*.py"))
VOCABULARY = {
    # Words by which a factory's own list or an instrument's kind is recognised; they are read, never shown.
    "app/exchange",
    "app/domain/legal_words.py",
    "app/formats.py",
    "app/domain/metrology/prepackage_tables.py",
    # Letters and month names by which XPath functions work; they are computed with.
    "app/domain/forms/dates.py",
    "app/domain/forms/functions_texts.py",
    # The name of each language in that language, and Qt's own texts, which exist in Vietnamese only.
    "app/wording.py",
    "app/ui/qt_texts.py",
}
VIETNAMESE_LETTER = re.compile(
    "[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
PLACE = re.compile(r"\{(\w+)\}")


def declared_texts() -> dict[str, str]:
    """Every literal handed to _() or N_(), with the place where it stands."""
    return {
        call.args[0].value: f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in SOURCES
        for call in _calls(path)
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
            yield node


def test_every_text_has_an_english_translation() -> None:
    english = wording.read_catalogue("en")

    missing = [f"{place}: {text}" for text, place in declared_texts().items() if not english.get(text)]

    assert missing == []


def test_no_translation_is_left_over() -> None:
    left_over = sorted(set(wording.read_catalogue("en")) - set(declared_texts()))

    assert left_over == []


def test_a_translation_names_the_same_places_as_its_source() -> None:
    differing = [
        (source, target)
        for source, target in wording.read_catalogue("en").items()
        if set(PLACE.findall(source)) != set(PLACE.findall(target))
    ]

    assert differing == []


def test_one_text_is_translated_one_way() -> None:
    seen: dict[str, tuple[str, str]] = {}
    conflicts = []
    for path in sorted((ROOT / "resources/translations/en").glob("*.po")):
        for source, target in read_po(path.read_text("utf-8")).items():
            other, where = seen.setdefault(source, (target, path.name))
            if other != target:
                conflicts.append(f"{source!r}: {other!r} ({where}) and {target!r} ({path.name})")

    assert conflicts == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_vietnamese_text_bypasses_the_catalogues(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    if any(name == each or name.startswith(each + "/") for each in VOCABULARY):
        return
    tree = ast.parse(path.read_text("utf-8"))
    through = {id(each) for call in _calls(path) for each in ast.walk(call)}
    marked = {each.value for call in _calls(path) for each in ast.walk(call) if isinstance(each, ast.Constant)}

    bypassing = [
        f"{name}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VIETNAMESE_LETTER.search(node.value)
        and id(node) not in through
        and node.value not in marked
        and not _is_docstring(tree, node)
    ]

    assert bypassing == []


def _is_docstring(tree: ast.Module, constant: ast.Constant) -> bool:
    return any(isinstance(node, ast.Expr) and node.value is constant for node in ast.walk(tree))
