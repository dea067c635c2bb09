"""Method, limits and glossary as pages, made from the documents that come along."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from markupsafe import Markup
from nbconvert.filters import markdown2html

from analysis.paths import bundled
from analysis.report.pages.site import TEMPLATES

_SECTION = re.compile(r"^## (.+)\n((?:(?!## ).*\n?)*)", re.M)
_LEAD = re.compile(r"<(li|p)>(?:\s*<p>)?<strong>([^<]+)</strong>")


class Meaning(NamedTuple):
    """What a column means, and the tables in which it means that."""

    text: str
    tables: tuple[str, ...]


class Codebook(NamedTuple):
    """Columns with their meanings, tables with what a row is, and the prose between."""

    columns: dict[str, list[Meaning]]
    tables: dict[str, str]
    prose: str


def read_codebook() -> Codebook:
    """The codebook that comes along.

    >>> book = read_codebook()
    >>> book.columns["compound"]
    [Meaning(text='score from -1 to 1; larger is more positive', tables=('sentences',))]
    >>> book.tables["compare"]
    'a scope (pooled, or an event) and the difference of two groups'
    """
    text = bundled("docs/codebook.md").read_text(encoding="utf-8")
    sections = dict(_SECTION.findall(text))
    tables = {
        name: body.strip().split("\n")[0]
        for name, body in sections.items()
        if "\n| column | type |" in body
    }
    columns: dict[str, list[Meaning]] = {}
    for name in tables:
        for first, _, said in _rows(sections[name]):
            _add(columns, first, said, (name,))
    uses: dict[str, list[str]] = {}
    for first, row, listed in _rows(sections["Further tables"]):
        tables |= {first: row}
        for column in listed.split(", "):
            uses.setdefault(column, []).append(first)
    for names, said in _rows(sections["Columns of further tables"]):
        for column in names.split("`, `"):
            _add(columns, column, said, tuple(uses.get(column, ())))
    return Codebook(dict(sorted(columns.items())), tables, _prose(sections["Further tables"]))


def _add(columns: dict[str, list[Meaning]], column: str, said: str, there: tuple[str, ...]) -> None:
    """A meaning more; tables in which a column means the same share one."""
    meanings = columns.setdefault(column, [])
    same = next((meaning for meaning in meanings if meaning.text == said), Meaning(said, ()))
    columns[column] = [*(m for m in meanings if m != same), Meaning(said, same.tables + there)]


def glossary_page() -> str:
    """The body of the glossary: every column, every table, and what holds for several."""
    book = read_codebook()
    return TEMPLATES.get_template("glossary.html.j2").render(
        columns=book.columns, tables=book.tables, prose=Markup(_html(book.prose)), code=_code
    )


def method_page() -> str:
    """The body of the page on method and limits; a paragraph's first words are its anchor."""
    html = _html(bundled("docs/method.md").read_text(encoding="utf-8"))

    def anchored(lead: re.Match[str]) -> str:
        return f'<{lead[1]} id="{_anchor(lead[2])}"><strong>{lead[2]}</strong>'

    return _LEAD.sub(anchored, html).replace('href="limits.md"', 'href="limits.html"')


def limits_page() -> str:
    """The body of the page on what is known to go wrong, text by text."""
    html = _html(bundled("docs/limits.md").read_text(encoding="utf-8"))
    alone = re.sub(r'<a href="measured\.md">(\w+)</a>', r"\1", html)  # a page that isn't here
    return alone.replace('href="method.md"', 'href="method.html"')


def link_headings(html: str, columns: Mapping[str, object], *, glossary: str) -> str:
    """Tables' headings that are columns of the codebook, made links to their meaning.

    >>> link_headings("<th>mean</th><th>x</th>", {"mean": 1}, glossary="glossary.html")
    '<th><a href="glossary.html#mean">mean</a></th><th>x</th>'
    """

    def linked(heading: re.Match[str]) -> str:
        name = heading[2]
        link = f'<a href="{glossary}#{name}">{name}</a>'
        return f"{heading[1]}{link}</th>" if name in columns else heading[0]

    return re.sub(r"(<th\b[^>]*>)(\w+)</th>", linked, html)


def _rows(body: str) -> Iterator[list[str]]:
    """The cells of a section's table, the first without its backquotes."""
    for line in body.splitlines():
        if line.startswith("| `"):
            first, *others = (cell.strip() for cell in line.strip("| ").split(" | "))
            yield [first.strip("`"), *others]


def _prose(body: str) -> str:
    """A section's paragraphs without its table."""
    return "\n\n".join(part for part in body.strip().split("\n\n") if not part.startswith("|"))


def _html(markdown: str) -> str:
    html: str = markdown2html(markdown)
    return re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", html)


def _code(text: str) -> Markup:
    """Text with the names in backquotes as code."""
    parts = re.split(r"`([^`]+)`", text)
    shown = (
        Markup("<code>{}</code>").format(part) if odd else Markup("{}").format(part)
        for part, odd in zip(parts, [False, True] * len(parts), strict=False)
    )
    return Markup("").join(shown)


def _anchor(words: str) -> str:
    return re.sub(r"\W+", "-", unescape(words).casefold()).strip("-")
