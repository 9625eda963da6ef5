"""The grammar of a measurement model: numbers, names, + - * / **, brackets and the listed functions; nothing else.

    model      = equation (";" equation)*
    equation   = [name "="] sum
    sum        = product (("+" | "-") product)*
    product    = signed (("*" | "/") signed)*
    signed     = ("+" | "-") signed | power
    power      = atom ["**" signed]                     -a**b is -(a**b), a**b**c is a**(b**c)
    atom       = number | "pi" | name | function "(" sum ")" | "(" sum ")"

A text becomes a tree of the five nodes below, and only these are ever worked out: no eval, no attribute, no import.
Text, nesting and fixed exponents are bounded, so that no text can take long.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import UserError
from app.formats import nfc
from app.wording import _

FUNCTIONS = ("sin", "cos", "tan", "asin", "acos", "atan", "exp", "log", "log10", "sqrt", "abs")
CONSTANTS = {"pi": math.pi}
LONGEST, DEEPEST, MOST_NODES, LARGEST_EXPONENT = 2000, 60, 800, 100
RESULT = "y"
"""The name of the result where the model does not give one."""


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    of: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """sign: one of + - * / **."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """function: one of FUNCTIONS."""

    function: str
    of: Node


Node = Number | Name | Negative | Operation | Call


@dataclass(frozen=True, slots=True)
class Equation:
    """One result of a model: its name, the tree, and the text of the right side."""

    name: str
    node: Node
    text: str


class _WrongError(Exception):
    """place: where in the text, from 0; what: the sentence."""

    def __init__(self, place: int, what: str) -> None:
        super().__init__(what)
        self.place, self.what = place, what


def parse_model(text: str) -> tuple[Equation, ...]:
    """The equations of a model, in their order. UserError names the place of what the grammar does not know."""
    plain = nfc(text).translate(_ALIKE)
    if len(plain) > LONGEST:
        raise UserError(_("Mô hình dài quá {most} ký tự.", most=LONGEST))
    try:
        return _Reader(plain).model()
    except _WrongError as wrong:
        raise UserError(_("Mô hình sai ở ký tự thứ {place}: {what}", place=wrong.place + 1, what=wrong.what)) from None


def names_in(node: Node) -> list[str]:
    """The names a tree refers to, each once, in the order of reading."""
    return list(dict.fromkeys(each.name for each in nodes(node) if isinstance(each, Name)))


def nodes(node: Node) -> Iterator[Node]:
    """All nodes of a tree, the outer before the inner, left before right."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        match each:
            case Operation(_sign, left, right):
                waiting += (right, left)
            case Negative(inner) | Call(_, inner):
                waiting.append(inner)


def is_name(text: str) -> bool:
    """Whether a component may be called so: a letter, then letters, digits and _; no name of a function."""
    return bool(_NAME.fullmatch(text)) and text not in FUNCTIONS and text not in CONSTANTS


def _fixed(node: Node) -> float:
    """The number of an exponent without names; infinite for one that is not plain arithmetic of moderate numbers."""
    match node:
        case Number(value):
            return value
        case Negative(inner):
            return -_fixed(inner)
        case Operation(sign, left, right) if sign in _PLAIN:
            first, second = _fixed(left), _fixed(right)
            return math.inf if sign == "/" and second == 0 else _PLAIN[sign](first, second)
        case Operation(_, left, right):
            first, second = _fixed(left), _fixed(right)
            return first**second if 0 < first <= LARGEST_EXPONENT >= abs(second) else math.inf
    return math.inf


_PLAIN = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_ALIKE = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "\n": " ", "\t": " ", "\u00a0": " "})
_NAME = re.compile(r"[^\W\d_]\w*")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|(?P<name>[^\W\d_]\w*)"
    r"|(?P<sign>\*\*|[-+*/()=;]))"
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int


def _tokens(text: str) -> list[_Token]:
    found, place = [], 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            raise _unknown(text, place)
        kind = str(match.lastgroup)
        found.append(_Token(kind, match[kind], match.start(kind)))
        place = match.end()
    return [*found, _Token("end", "", len(text))]


def _unknown(text: str, place: int) -> _WrongError:
    place += len(text[place:]) - len(text[place:].lstrip())
    sign = text[place]
    match sign:
        case "^":
            return _WrongError(place, _("lũy thừa viết bằng **, không phải ^."))
        case ",":
            return _WrongError(place, _("trong mô hình số thập phân viết bằng dấu chấm (0.5)."))
        case ".":
            return _WrongError(place, _("dấu chấm chỉ đứng trong một số (0.5)."))
    return _WrongError(place, _("không hiểu “{sign}”.", sign=sign))


class _Reader:
    """Reads by recursive descent; depth and count of nodes are bounded while reading."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._all = _tokens(text)
        self._at = 0
        self._depth = self._count = 0

    def model(self) -> tuple[Equation, ...]:
        found: list[Equation] = []
        while self._here.kind != "end":
            start = self._here.place
            equation = self._equation(len(found))
            if any(each.name == equation.name for each in found):
                raise _WrongError(start, _("kết quả “{name}” có hai công thức.", name=equation.name))
            found.append(equation)
            if not self._taken(";"):
                break
        if self._here.kind != "end":
            raise _WrongError(self._here.place, _("thừa “{sign}”, thiếu phép tính ở trước.", sign=self._here.text))
        if not found:
            raise _WrongError(0, _("chưa có công thức nào."))
        return tuple(found)

    def _equation(self, before: int) -> Equation:
        name = RESULT if not before else f"{RESULT}{before + 1}"
        if self._here.kind == "name" and self._all[self._at + 1].text == "=":
            if not is_name(self._here.text):
                raise _WrongError(
                    self._here.place, _("“{name}” là tên hàm, không đặt cho kết quả.", name=self._here.text)
                )
            name = self._here.text
            self._at += 2
        start = self._here.place
        node = self._sum()
        return Equation(name, node, self._text[start : self._here.place].strip())

    def _sum(self) -> Node:
        self._deeper()
        node = self._product()
        while self._here.text in ("+", "-"):
            node = self._made(Operation(self._take().text, node, self._product()))
        self._depth -= 1
        return node

    def _product(self) -> Node:
        node = self._signed()
        while self._here.text in ("*", "/"):
            node = self._made(Operation(self._take().text, node, self._signed()))
        return node

    def _signed(self) -> Node:
        self._deeper()
        if self._here.text in ("+", "-"):
            sign = self._take().text
            node = self._signed()
            node = self._made(Negative(node)) if sign == "-" else node
        else:
            node = self._power()
        self._depth -= 1
        return node

    def _power(self) -> Node:
        base = self._atom()
        if self._here.text != "**":
            return base
        place = self._take().place
        exponent = self._signed()
        if not names_in(exponent) and abs(_fixed(exponent)) > LARGEST_EXPONENT:
            raise _WrongError(place, _("số mũ lớn quá {most}.", most=LARGEST_EXPONENT))
        return self._made(Operation("**", base, exponent))

    def _atom(self) -> Node:
        token = self._take()
        match token.kind:
            case "number":
                return self._number(token)
            case "name":
                return self._name(token)
        if token.text == "(":
            node = self._sum()
            self._close(token)
            return node
        if token.kind == "end":
            raise _WrongError(token.place, _("công thức còn dở."))
        raise _WrongError(
            token.place, _("chỗ này cần một số, một tên hoặc dấu ngoặc, không phải “{sign}”.", sign=token.text)
        )

    def _number(self, token: _Token) -> Node:
        value = float(token.text)
        if not math.isfinite(value):
            raise _WrongError(token.place, _("số quá lớn."))
        if self._here.kind == "name" and self._here.place == token.place + len(token.text):
            raise _WrongError(self._here.place, _("giữa số và tên phải có dấu *."))
        return self._made(Number(value))

    def _name(self, token: _Token) -> Node:
        if token.text in CONSTANTS:
            return self._made(Number(CONSTANTS[token.text]))
        if self._here.text == "(":
            if token.text not in FUNCTIONS:
                known = ", ".join(FUNCTIONS)
                raise _WrongError(token.place, _("không có hàm “{name}”. Có: {known}.", name=token.text, known=known))
            opened = self._take()
            node = self._sum()
            self._close(opened)
            return self._made(Call(token.text, node))
        if token.text in FUNCTIONS:
            raise _WrongError(token.place, _("sau hàm “{name}” phải có dấu ngoặc.", name=token.text))
        return self._made(Name(token.text))

    # ---- tokens

    @property
    def _here(self) -> _Token:
        return self._all[self._at]

    def _take(self) -> _Token:
        token = self._here
        self._at = min(self._at + 1, len(self._all) - 1)
        return token

    def _taken(self, sign: str) -> bool:
        if self._here.text == sign:
            self._take()
            return True
        return False

    def _close(self, opened: _Token) -> None:
        if self._taken(")"):
            return
        if self._here.kind == "end":
            raise _WrongError(opened.place, _("ngoặc mở ở đây chưa đóng."))
        raise _WrongError(self._here.place, _("chỗ này cần phép tính hoặc dấu đóng ngoặc."))

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _WrongError(self._here.place, _("lồng quá sâu."))

    def _made(self, node: Node) -> Node:
        self._count += 1
        if self._count > MOST_NODES:
            raise _WrongError(self._here.place, _("mô hình quá dài, chia thành nhiều phép tính."))
        return node
