"""Vietnamese text in the encodings of the years before Unicode, found by how well it then reads.

TCVN3 (TCVN 5712:1993, the "ABC" fonts .VnTime ...) keeps one code for each letter; VNI-Windows writes a letter and
a mark behind it. Both arrive as Western European letters: "C©n « t«" and "Caân oâ toâ" are "Cân ô tô". Windows-1258
is a true code page whose tone marks stand behind the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from app.formats import nfc

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258", "tcvn3", "vni", "cp1252")

_TCVN3_LETTERS = (
    "¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ ¨ă ©â ªê «ô ¬ơ \u00adư ®đ µà ¶ả ·ã ¸á ¹ạ »ằ ¼ẳ ½ẵ ¾ắ Æặ Çầ Èẩ Éẫ Êấ Ëậ Ìè Îẻ Ïẽ Ðé Ñẹ "
    "Òề Óể Ôễ Õế Öệ ×ì Øỉ Üĩ Ýí Þị ßò áỏ âõ ãó äọ åồ æổ çỗ èố éộ êờ ëở ìỡ íớ îợ ïù ñủ òũ óú ôụ õừ öử ÷ữ øứ "
    "ùự úỳ ûỷ üỹ ýý þỵ"
)
TCVN3 = {pair[0]: pair[1] for pair in _TCVN3_LETTERS.split(" ")}

_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HAT = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}


@cache
def _vni_table() -> dict[str, str]:
    """Letter and mark together, in both cases, longest first by how they are looked up."""
    table: dict[str, str] = {}
    pairs = [(base + mark, base + tone) for base in "aeouyôö" for mark, tone in _VNI_TONES.items()]
    pairs += [(base + mark, base + "\u0302" + tone) for base in "aeo" for mark, tone in _VNI_HAT.items()]
    pairs += [("a" + mark, "a\u0306" + tone) for mark, tone in _VNI_BREVE.items()]
    for old, new in pairs:
        letter = nfc(_VNI_SINGLE.get(new[0], new[0]) + new[1:])
        for variant in {old, old.upper(), old[0].upper() + old[1:]}:
            table[variant] = letter.upper() if variant[0].isupper() else letter
    for old, letter in _VNI_SINGLE.items():
        table[old] = letter
        table[old.upper()] = letter.upper()
    return table


_RUN = re.compile(r"[A-Za-z\u00a1-\u00a9\u00aa-\u00af\u00b5-\u00b9\u00bb-\u00ff]+")
_UNITS = re.compile(r"µ[mAFgslVWHLMN]?|[º°]?C|m[²³]|cm[²³]|k?Ω")


def from_tcvn3(text: str) -> str:
    """Text of an ABC font as Unicode. Signs that stand alone, such as ÷, and units such as µm stay what they are."""
    return _RUN.sub(_tcvn3_run, text)


def _tcvn3_run(match: re.Match[str]) -> str:
    run = match[0]
    if _UNITS.fullmatch(run) or (not re.search(r"[A-Za-z]", run) and run in "÷×±Ø·"):
        return run
    converted = "".join(TCVN3.get(letter, letter) for letter in run)
    return converted.upper() if _is_capitals(run, match) else converted


def _is_capitals(run: str, match: re.Match[str]) -> bool:
    """The ABC fonts have no codes for capitals with a tone: a word in capitals shows by its plain letters."""
    plain = re.sub(r"[^A-Za-z]", "", run)
    if not plain.isupper():
        return False
    before, after = match.string[max(0, match.start() - 20) : match.start()], match.string[match.end() :][:20]
    return (
        len(plain) > 1
        or re.search(r"[A-Z]{2}[^a-z\s]*\s+$", before) is not None
        or re.match(r"\s+[^a-z\s]*[A-Z]{2}", after) is not None
    )


def from_vni(text: str) -> str:
    """Text of a VNI font as Unicode."""
    table = _vni_table()

    def convert(match: re.Match[str]) -> str:
        run, out, index = match[0], [], 0
        if _UNITS.fullmatch(run):
            return run
        while index < len(run):
            pair = table.get(run[index : index + 2]) if index + 1 < len(run) else None
            out.append(pair or table.get(run[index], run[index]))
            index += 2 if pair else 1
        return "".join(out)

    return nfc(_RUN.sub(convert, text))


def legacy_of_font(font: str) -> str:
    """The old encoding that a type face stands for: .VnArial -> tcvn3, VNI-Times -> vni, else ""."""
    lower = font.lower()
    if lower.startswith(".vn"):
        return "tcvn3"
    return "vni" if lower.startswith("vni") else ""


def to_unicode(text: str, encoding: str, font: str = "") -> str:
    """One cell's text read in an old encoding; text that is Vietnamese already is left alone."""
    if is_vietnamese_already(text):
        return text
    if encoding == "tcvn3":
        converted = from_tcvn3(text)
        return converted.upper() if re.fullmatch(r"\.vn.*h", font.lower()) else converted
    return from_vni(text) if encoding == "vni" else text


def is_vietnamese_already(text: str) -> bool:
    """Letters beyond Western Europe: neither TCVN3 nor VNI text can hold them."""
    return any(letter in "ĂăĐđĨĩŨũƠơƯư" or "\u1ea0" <= letter <= "\u1ef9" for letter in text)


_ONSET = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x|"
_RHYME = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et|"
    "ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|"
    "oanh|oao|oat|oay|oăc|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|"
    "ơp|ơt|u|ua|uân|uâng|uât|uây|uc|uê|uêch|uênh|ui|um|un|ung|uôc|uôi|uôm|uôn|uông|uôt|up|ut|uy|uya|uych|uyên|uyêt|uynh|"
    "uyt|uyu|uơ|ư|ưa|ưc|ưi|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêt|yêu"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})(?:{_RHYME})")
_TONES = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@lru_cache(20_000)
def is_syllable(word: str) -> bool:
    """Can this word be a Vietnamese syllable? The tone is taken off; onset and rhyme must be known ones."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = sum(mark in _TONES for mark in apart)
    if tones > 1:
        return False
    bare = nfc("".join(mark for mark in apart if mark not in _TONES))
    return _SYLLABLE.fullmatch(bare) is not None


def fit(texts: Iterable[str]) -> tuple[int, int]:
    """How many of the words with accents read as Vietnamese syllables, and how many do not."""
    good = bad = 0
    for text in texts:
        for word in re.findall(r"[^\W\d_]+|[\u00a1-\u00bf\u00d7\u00f7]+(?=[A-Za-z])", nfc(text)):
            if word.isascii() or _UNITS.fullmatch(word) or (len(word) == 1 and word in "ØΩµº"):
                continue
            if is_syllable(word):
                good += 1
            else:
                bad += 1
    return good, bad


def legacy_in(texts: list[str]) -> tuple[str, bool]:
    """The old encoding that Unicode text still carries ("tcvn3", "vni" or ""), and whether that is beyond doubt."""
    suspect = [text for text in texts if not text.isascii() and not is_vietnamese_already(text)]
    if not suspect:
        return "", True
    readings = {
        "": suspect,
        "tcvn3": [from_tcvn3(text) for text in suspect],
        "vni": [from_vni(text) for text in suspect],
    }
    scores = {name: _score(read) for name, read in readings.items()}
    best = max(scores, key=lambda name: (scores[name], name == ""))
    if best == "" or scores[best] <= max(scores[""], 0):
        return "", True
    others = max(score for name, score in scores.items() if name != best)
    return best, scores[best] >= 3 and scores[best] > 2 * max(others, 0)


def _score(texts: list[str]) -> int:
    good, bad = fit(texts)
    return good - 2 * bad


def decode(content: bytes, encoding: str = "") -> tuple[str, str, bool]:
    """Text, the encoding it was read in, and whether that is beyond doubt. A given encoding is obeyed."""
    if encoding:
        return read_as(content, encoding), encoding, True
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", "replace"), "utf-8-sig", True
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), "utf-16", True
    if b"\x00" in content[:4096]:
        little = content[1:4096:2].count(0) >= content[0:4096:2].count(0)
        name = "utf-16-le" if little else "utf-16-be"
        return content.decode(name, "replace"), name, True
    try:
        return content.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        return _eight_bit(content)


def _eight_bit(content: bytes) -> tuple[str, str, bool]:
    readings = {name: read_as(content, name) for name in ("cp1258", "tcvn3", "vni", "cp1252")}
    scores = {name: _score(text[:200_000].splitlines()) for name, text in readings.items()}
    order = sorted(scores, key=lambda name: -scores[name])
    best, second = order[0], order[1]
    return readings[best], best, scores[best] > 0 and scores[best] > 2 * max(scores[second], 0)


def read_as(content: bytes, encoding: str) -> str:
    """The bytes in a named encoding, NFC; what does not fit becomes a replacement mark, never an error."""
    if encoding in ("tcvn3", "vni"):
        western = _western(content)
        return from_tcvn3(western) if encoding == "tcvn3" else from_vni(western)
    if encoding == "cp1252":
        return _western(content)
    if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16-le"
    return nfc(content.decode(encoding, "replace").lstrip("\ufeff"))


def _western(content: bytes) -> str:
    return (
        "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in content)
        if any(byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) for byte in content)
        else content.decode("cp1252")
    )
