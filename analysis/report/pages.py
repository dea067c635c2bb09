"""The report as plain pages: readable offline, with no script and nothing fetched."""

import base64
import re
import shutil
from collections.abc import Sequence
from html import escape
from itertools import product
from pathlib import Path
from string import Template
from typing import Any

import nbformat
import nh3
from nbconvert import HTMLExporter

from analysis.paths import bundled
from analysis.report.catalogue import read_figures
from analysis.report.evidence_pages import (
    FOLDER,
    article_page,
    cited_pages,
    link_evidence,
    page_names,
    sentence_starts,
)
from analysis.report.first_page import first_page
from analysis.report.notebooks import Run
from analysis.report.study import Study
from analysis.text.reading import find_names

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
KINDS = ("svg", "png", "csv", "json")


def write_pages(root: Path, runs: Sequence[Run], *, study: Study) -> Path:
    """Write ``report/`` below `root` from its notebooks and figures; returns its first page.

    Text from articles is escaped: a page carries no script, and its policy lets none run.
    """
    folder = root / "report"
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    notebooks = [root / "notebooks" / f"{run.notebook}.ipynb" for run in runs]
    shown = {path.stem: nbformat.read(path, as_version=4) for path in notebooks if path.is_file()}
    titles = {name: _title(notebook, name) for name, notebook in shown.items()}
    bodies = {name: _body(notebook) for name, notebook in shown.items()}
    figures = in_order(read_figures(root / "figures"), shown)
    for figure, kind in product(figures, KINDS):
        shutil.copy(root / "figures" / f"{figure['name']}.{kind}", folder / "figures")
    gallery = "\n".join(_figure(figure, folder / "figures") for figure in figures)
    if study.plan.events is None:
        study.events.to_csv(folder / "events.csv", index=False, lineterminator="\n")
    failures = [failure for run in runs for failure in run.failures]
    index = first_page(study, titles=titles, figures=figures, failures=failures)
    linked = _with_evidence(folder, bodies | {"index": f"{index}\n{gallery}"}, titles, study)
    for name, body in linked.items():
        _write(folder / f"{name}.html", titles.get(name, study.plan.title), body, titles)
    return folder / "index.html"


def _with_evidence(
    folder: Path, bodies: dict[str, str], titles: dict[str, str], study: Study
) -> dict[str, str]:
    """The pages' bodies, their evidence ids leading to pages of the cited articles, written too."""
    articles = study.articles
    pages = page_names(articles["article"])
    addresses = {article: f"{FOLDER}/{page}" for article, page in pages.items()}
    starts = sentence_starts(study.sentences)
    linked = {name: link_evidence(body, addresses, starts=starts) for name, body in bodies.items()}
    cited = set().union(*map(cited_pages, linked.values()))
    names = find_names(articles)
    (folder / FOLDER).mkdir(exist_ok=True)
    for _, article in articles[articles["article"].map(pages).isin(cited)].iterrows():
        id_ = article["article"]
        tables = (study.sentences, study.quotes, names, study.words)
        sentences, quotes, named, words = (table[table["article"] == id_] for table in tables)
        body = article_page(
            article, sentences=sentences, quotes=quotes, names=named, words=words,
            cut=study.plan.max_quote_chars,
        )  # fmt: skip
        _write(folder / FOLDER / pages[id_], str(id_), body, titles, up="../")
    return linked


def in_order(figures: list[dict[str, Any]], notebooks: dict[str, Any]) -> list[dict[str, Any]]:
    """Figures in the order of the argument: as the notebooks make them."""
    made = "\n".join(cell.source for notebook in notebooks.values() for cell in notebook.cells)
    return sorted(figures, key=lambda figure: made.find(f'name="{figure["name"]}"'))


def _write(page: Path, title: str, body: str, titles: dict[str, str], *, up: str = "") -> Path:
    """One page with links to all, the current one marked; `up` leads to them from below."""
    names = {"index": "Overview"} | titles
    links = "".join(
        _link(up + name, title, here=name == page.stem) for name, title in names.items()
    )
    frame = Template(bundled("report/data/page.html").read_text(encoding="utf-8"))
    text = frame.substitute(title=escape(title), links=links, body=body)
    page.write_text(text, encoding="utf-8", newline="\n")
    return page


def _link(name: str, title: str, *, here: bool = False) -> str:
    current = ' aria-current="page"' if here else ""
    return f'<li><a href="{escape(name)}.html"{current}>{escape(title)}</a></li>'


def _body(notebook: Any) -> str:
    """A notebook's cells as clean HTML."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            _drop_style(output.get("data", {}))
    template = bundled("report/data/notebook.html.j2").read_text(encoding="utf-8")
    exporter = HTMLExporter(raw_template=template, exclude_anchor_links=True)
    html, _ = exporter.from_notebook_node(notebook)
    return _readable(clean(html))


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


def _figure(figure: dict[str, Any], folder: Path) -> str:
    """A figure with its caption, how to cite it, and its files."""
    name, caption = escape(figure["name"]), escape(figure["caption"])
    alt = escape(figure.get("alt", figure["caption"]))
    picture = base64.b64encode((folder / f"{name}.svg").read_bytes()).decode()
    files = " · ".join(f'<a href="figures/{name}.{kind}">{kind.upper()}</a>' for kind in KINDS)
    return (
        f'<figure id="{name}"><img alt="{alt}" src="data:image/svg+xml;base64,{picture}">'
        f"<figcaption><p>{caption}</p><p>Cite as: {escape(figure['cite'])}</p><p>{files}</p>"
        "</figcaption></figure>"
    )
