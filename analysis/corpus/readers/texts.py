"""A text file: one article."""

import hashlib
from collections.abc import Iterator

from analysis.corpus.faults import Note
from analysis.corpus.readers.encodings import decode
from analysis.corpus.readers.rows import Item, Row


def read_text(raw: bytes, name: str) -> Iterator[Item]:
    """The article of a ``.txt`` file: exactly as decoded, line ends kept."""
    text, guess = decode(raw)
    if guess:
        yield Note(name, f"is not UTF-8 and was read as {guess}")
    yield Row(name, None, {"text": text}, digest=hashlib.sha256(raw).hexdigest())
