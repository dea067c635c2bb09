"""Word documents as Nexis Uni exports them: one article or many in a file."""

import re
from collections.abc import Iterator
from itertools import takewhile

from analysis.corpus.faults import Fault, Note, ReadError
from analysis.corpus.readers.packages import open_package, unpack
from analysis.corpus.readers.rows import FILE, Item, Row, library
from analysis.statistics.answer import plural

KIND = "Word documents"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
END = "End of Document"
DATE = re.compile(
    r"(?:[A-Z][a-z]+day,? )?[A-Z][a-z]{2,8} \d{1,2}, \d{4}\b.*|\d{1,2} [A-Z][a-z]{2,8} \d{4}\b.*"
)
AFTER = re.compile(r"Classification|Load-Date:.*|Graphic")
BYLINE = re.compile(r"(?i)byline: *(.+)")
REMEDY = "export it again from Nexis Uni as Word (.docx), or save each text as .txt"


def read_nexis(raw: bytes, name: str) -> Iterator[Item]:
    """The articles of a Nexis Uni export, numbered from 1, with title, source, date and byline.

    An article is headed by title, publication and date, its text stands between "Body" and
    "Classification" or "Load-Date:", and "End of Document" closes it. Says "N of M recognised";
    raises ReadError where none is, since the layout moves.
    """
    paragraphs = [text for text in _paragraphs(raw) if text]
    documents = list(_documents(paragraphs))
    found = [_article(document) for document in documents]
    recognised = sum(article is not None for article in found)
    if not recognised:
        raise ReadError("no article in the Nexis Uni layout", REMEDY)
    yield Note(
        name, f"{recognised} of {plural(len(found), 'article')} recognised in the Nexis Uni layout"
    )
    for number, (article, document) in enumerate(zip(found, documents, strict=True), 1):
        if article:
            yield Row(name, number if len(found) > 1 else None, article)
        else:
            begin = f"article {document[0][:40]!r} not in the Nexis Uni layout"
            yield Fault(name, number, begin, REMEDY)


def _documents(paragraphs: list[str]) -> Iterator[list[str]]:
    """The paragraphs of each article; what stands behind the last is one if it has a body."""
    rest = iter(paragraphs)
    while document := list(takewhile(lambda text: text != END, rest)):
        yield document


def _article(document: list[str]) -> dict[str, object] | None:
    """Title, source, date, byline and text of one article's paragraphs."""
    if "Body" not in document:
        return None
    body = document.index("Body")
    dates = [at for at in range(2, body) if DATE.fullmatch(document[at])]
    text = list(takewhile(lambda line: not AFTER.fullmatch(line), document[body + 1 :]))
    if not dates or not text:
        return None
    at = dates[-1] if len(dates) == 1 else _headed(document, dates)
    title, source, day = document[at - 2 : at + 1]
    found: dict[str, object] = {"title": title, "source": source, "published": day}
    byline = next(filter(None, map(BYLINE.fullmatch, document[at:body])), None)
    found |= {"author": byline[1]} if byline else {}
    return found | {"text": "\n".join(text)}


def _headed(document: list[str], dates: list[int]) -> int:
    """Of several dates before a body the one that a copyright line follows, else the last."""
    followed = (at for at in dates if document[at + 1].lower().startswith("copyright"))
    return next(followed, dates[-1])


def _paragraphs(raw: bytes) -> Iterator[str]:
    """The paragraphs of a Word document, blanks at their ends dropped."""
    parse = library("defusedxml.ElementTree", KIND)
    with open_package(raw, "word/document.xml", KIND) as package:
        xml = unpack(package, "word/document.xml", FILE)
    try:
        root = parse.fromstring(xml, forbid_dtd=True)
    except (SyntaxError, ValueError) as error:  # ParseError is a SyntaxError, a bomb a ValueError
        raise ReadError("damaged, or with declarations that Word doesn't write", REMEDY) from error
    for paragraph in root.iter(f"{W}p"):
        parts = (
            node.text or "" if node.tag == f"{W}t" else BREAKS.get(node.tag, "")
            for node in paragraph.iter()
        )
        yield "".join(parts).strip()
