"""Bytes in, characters out, with the encoding where it had to be guessed."""

import codecs

from analysis.corpus.faults import ReadError
from analysis.corpus.readers.rows import library

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = ["cp1252", "mac_roman"]
OTHER = [
    "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp932", "euc_jp",
    "gb18030", "big5", "cp949",
]  # fmt: skip
FEW = 0.15  # share of bytes beyond ASCII up to which a text is Western prose
NULS = 0.1
REMEDY = "save it as UTF-8"


def decode(raw: bytes) -> tuple[str, str | None]:
    """The text of `raw`, and the encoding where it isn't UTF-8.

    A byte-order mark decides and is dropped; then UTF-8; then what charset-normalizer takes it
    for, tried first among the encodings of Western prose. Raises ReadError where the bytes are
    damaged, no text, or fit no encoding.
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding), None if encoding == "utf-8-sig" else encoding
    if raw.count(0) > NULS * len(raw):
        raise ReadError("no text, or UTF-16 without its byte-order mark", REMEDY)
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _guessed(raw, error)


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"marked as {encoding.upper().removesuffix('-SIG')}, but damaged at byte {error.start}",
            f"get the file again, or {REMEDY}",
        ) from error


def _guessed(raw: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    beyond = len(raw) - len(raw.decode("ascii", "ignore"))
    sets = (WESTERN, OTHER) if beyond <= FEW * len(raw) else (OTHER,)
    guess = library("charset_normalizer", "files that are not UTF-8").from_bytes
    for encodings in sets:
        found = guess(raw, cp_isolation=encodings).best()
        if found is not None:
            return raw.decode(found.encoding), str(found.encoding)
    raise ReadError(
        f"not UTF-8 at byte {error.start}, and in no encoding that can be recognised", REMEDY
    )
