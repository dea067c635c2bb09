"""The report as plain pages: readable offline, with nothing fetched."""

import re
import shutil
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import nbformat
import nh3
import pandas as pd
from nbconvert import HTMLExporter

from analysis.paths import bundled
from analysis.report.bundle.catalogue import read_figures
from analysis.report.notebooks.notebooks import Run
from analysis.report.pages.evidence_pages import (
    FOLDER,
    article_page,
    article_pages,
    cited_pages,
    link_evidence,
    sentence_starts,
)
from analysis.report.pages.first_page import first_page
from analysis.report.pages.gallery import KINDS, PART, WHOLE, gallery
from analysis.report.pages.glossary import (
    glossary_page,
    limits_page,
    link_headings,
    method_page,
    read_codebook,
)
from analysis.report.pages.search_page import search_page
from analysis.report.pages.site import OWN, Site, page_names
from analysis.report.study.study import Study

TAGS = {
    "a", "abbr", "acronym", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"class", "id", "title", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
STYLES = {
    "background-color", "color", "font-size", "margin", "max-width", "width", "text-align",
}  # fmt: skip
_TOLD = re.compile(r"<code>([a-z0-9-]+)-[0-9a-f]{12}</code>(?=</figcaption>)")
MANY = 100  # articles that all have a page; of more only the cited ones


def write_pages(root: Path, runs: Sequence[Run], *, study: Study) -> Path:
    """Write ``report/`` below `root` from its notebooks and figures; returns its first page.

    Text from articles is escaped: no page carries a script but the one that searches, whose policy
    lets no other run.
    """
    folder = root / "report"
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    notebooks = [root / "notebooks" / f"{run.notebook}.ipynb" for run in runs]
    shown = {path.stem: nbformat.read(path, as_version=4) for path in notebooks if path.is_file()}
    names = page_names(shown)
    titles = {names[stem]: _title(notebook, stem) for stem, notebook in shown.items()}
    site = Site(folder, study.plan.title, titles)
    figures = in_order(read_figures(root / "figures"), shown)
    for figure, kind in product(figures, KINDS):
        shutil.copy(root / "figures" / f"{figure['name']}.{kind}", folder / "figures")
    if study.plan.events is None:
        study.events.to_csv(folder / "events.csv", index=False, lineterminator="\n")
    failures = [failure for run in runs for failure in run.failures]
    few = len(study.articles) <= MANY
    room = WHOLE if few else PART
    bodies = {names[stem]: _body(notebook) for stem, notebook in shown.items()}
    bodies["index"] = first_page(study, titles=titles, figures=figures, failures=failures)
    bodies["figures"] = gallery(figures, folder / "figures", titles=titles, room=room)
    _write_linked(site, bodies, study, every=few)
    site.write("method", OWN["method"], method_page())
    site.write("limits", OWN["limits"], limits_page())
    site.write("glossary", OWN["glossary"], glossary_page())
    return folder / "index.html"


def _write_linked(site: Site, bodies: dict[str, str], study: Study, *, every: bool) -> None:
    """Write the pages with these bodies, their evidence ids and their tables' headings linked, the
    pages of the cited articles, or of all where `every` says so, and the page that searches them.
    """
    pages = article_pages(study.articles["article"])
    addresses = {article: f"{FOLDER}/{page}.html" for article, page in pages.items()}
    starts = sentence_starts(study.sentences)
    columns = read_codebook().columns
    cited = set(addresses.values()) if every else set()
    for name, body in bodies.items():
        linked = link_evidence(body, addresses, starts=starts)
        linked = link_headings(linked, columns, glossary="glossary.html")
        cited |= cited_pages(linked)
        site.write(name, site.questions.get(name) or _own_title(name, study), linked)
    shown = {article: page for article, page in addresses.items() if page in cited}
    _write_articles(site, {article: pages[article] for article in shown}, study)
    script = bundled("report/data/search.js").read_text(encoding="utf-8")
    body = search_page(study, addresses=shown, starts=starts)
    site.write("search", OWN["search"], body, script=script)


def _own_title(name: str, study: Study) -> str:
    return study.plan.title if name == "index" else OWN[name]


def _write_articles(site: Site, pages: Mapping[str, str], study: Study) -> None:
    """A page for each of these articles, in a folder of its own."""
    articles = study.articles
    tables = [study.sentences, study.quotes, study.reading.names, study.words]
    tables = [table[table["article"].isin(pages)] for table in tables]
    (site.folder / FOLDER).mkdir(exist_ok=True)
    for _, article in articles[articles["article"].isin(pages)].iterrows():
        id_ = article["article"]
        sentences, quotes, named, words = (table[table["article"] == id_] for table in tables)
        body = article_page(
            article, sentences=sentences, quotes=quotes, names=named, words=words,
            cut=study.plan.max_quote_chars,
        )  # fmt: skip
        title = article["title"] if pd.notna(article.get("title")) else id_
        site.write(f"{FOLDER}/{pages[id_]}", str(title), body, up="../")


def in_order(figures: list[dict[str, Any]], notebooks: dict[str, Any]) -> list[dict[str, Any]]:
    """Figures in the order of the argument: as the notebooks make them."""
    made = "\n".join(cell.source for notebook in notebooks.values() for cell in notebook.cells)
    return sorted(figures, key=lambda figure: made.find(f'name="{figure["name"]}"'))


def _body(notebook: Any) -> str:
    """A notebook's cells as clean HTML."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            _drop_style(output.get("data", {}))
    template = bundled("report/data/notebook.html.j2").read_text(encoding="utf-8")
    exporter = HTMLExporter(raw_template=template, exclude_anchor_links=True)
    html, _ = exporter.from_notebook_node(notebook)
    return _TOLD.sub(_numbers_of, _readable(clean(html)))


def _numbers_of(told: re.Match[str]) -> str:
    """A figure's id in its caption, with the way to its numbers and their sentences."""
    link = f'<a href="figures.html#{told[1]}">numbers and sentences behind it</a>'
    return f"{told[0]} · {link}"


def _drop_style(data: Any) -> None:
    """Take pandas' own style block out of a table's HTML; the page has one."""
    if "text/html" in data:
        data["text/html"] = re.sub(r"<style scoped>.*?</style>", "", data["text/html"], flags=re.S)


def clean(html: str) -> str:
    """`html` with no element outside a plain text's, and no picture but those it carries itself."""
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"https", "data"},
        link_rel=None,
        filter_style_properties=STYLES,
    )
    return str(cleaned)


def _readable(html: str) -> str:
    """Tables without empty headings, which a screen reader would read as nothing, and wide ones
    that the keyboard can scroll."""
    html = re.sub(r"<th\b[^>]*>(\s*)</th>", r"<td>\1</td>", html)
    return re.sub(r'<div class="([^"]*\boutput_html\b)', r'<div tabindex="0" class="\1', html)


def _attribute(element: str, attribute: str, value: str) -> str | None:
    """An attribute's value, None for an address that fetches a picture or opens a data page."""
    inline = value.strip().lower().startswith("data:")
    if (element, attribute) == ("img", "src"):
        return value if inline else None
    return None if attribute == "href" and inline else value


def _title(notebook: Any, name: str) -> str:
    """The first heading of a notebook, else its file's name."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    heading = re.search(r"^#\s+(.+)$", prose, flags=re.M)
    return re.sub(r"[*_`]", "", heading[1]).strip() if heading else name
