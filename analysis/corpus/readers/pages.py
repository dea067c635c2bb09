"""Saved web pages: the article without what stands around it."""

import logging
from collections.abc import Iterator

from analysis.corpus.faults import Note, ReadError
from analysis.corpus.readers.encodings import decode
from analysis.corpus.readers.rows import Item, Row, library

ABOUT = {
    "title": "title", "author": "author", "date": "published", "sitename": "source", "url": "url",
}  # fmt: skip


def read_page(raw: bytes, name: str) -> Iterator[Item]:
    """The article of an HTML page as trafilatura finds it: text, title, author, date, site, url.

    The date is the one that the page states; when the file was saved counts for nothing. Raises
    ReadError where no article can be found.
    """
    trafilatura = library("trafilatura", "HTML pages")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says stands in a fault
    html, guess = decode(raw)
    if guess:
        yield Note(name, f"is not UTF-8 and was read as {guess}")
    dates = {"original_date": True, "extensive_search": False}
    try:
        page = trafilatura.bare_extraction(
            html.replace("\0", ""), with_metadata=True, include_comments=False,
            date_extraction_params=dates,
        )  # fmt: skip
    except Exception as error:  # whatever a broken page does to a parser, the others are read
        raise ReadError(f"a page that can't be read ({type(error).__name__})", REMEDY) from error
    found = page.as_dict() if page is not None else {}
    if not found.get("text"):
        raise ReadError("no article found in the page", REMEDY)
    about = {ours: found[theirs] for theirs, ours in ABOUT.items() if found.get(theirs)}
    yield Row(name, None, {"text": found["text"]} | about)


REMEDY = "save its text as .txt"
