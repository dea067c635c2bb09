import base64
import hashlib
import re
from html.parser import HTMLParser

import nbformat
import pytest

from analysis.report.pages.pages import clean


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>one <strong>two</strong></p>", "<p>one <strong>two</strong></p>"),
        ("<script>alert(1)</script>", ""),
        ('<img src="x" onerror="alert(1)">', "<img>"),
        ('<img src="data:image/png;base64,AA" alt="a">', '<img src="data:image/png;base64,AA" alt="a">'),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="figures/a.csv">a</a>', '<a href="figures/a.csv">a</a>'),
        ('<p style="position: fixed; width: 50%">a</p>', '<p style="width:50%">a</p>'),
        ("<style>body {}</style>", ""),
        ("<iframe src='x'></iframe>", ""),
        ('<img src="https://a.example/i.png" alt="a">', '<img alt="a">'),
        ('<a href="data:text/html,a">a</a>', "<a>a</a>"),
        ("costs $5 and $6", "costs $5 and $6"),
    ],
)  # fmt: skip
def test_only_plain_text_elements_reach_a_page(html, shown):
    assert clean(html) == shown


def pages(report):
    return sorted((report.folder / "report").glob("*.html"))


def test_there_is_a_page_for_each_notebook_and_one_that_leads_there(seed_report):
    names = [page.stem for page in pages(seed_report)]
    overview = (seed_report.folder / "report" / "index.html").read_text(encoding="utf-8")
    assert "index" in names
    assert {"figures", "search", "method", "limits", "glossary"} <= set(names)
    for page in pages(seed_report):
        html = page.read_text(encoding="utf-8")
        assert all(f'href="{name}.html"' in html for name in names), page.name
        for link in re.findall(r'href="(figures/[^"]+)"', html):
            assert (seed_report.folder / "report" / link).is_file()
    assert overview.count("<h2>") == 4


def test_each_figure_stands_beside_its_numbers_and_their_sentences(seed_report):
    html = (seed_report.folder / "report" / "figures.html").read_text(encoding="utf-8")
    sections = html.split("<section ")[1:]
    assert len(sections) == len(list((seed_report.folder / "figures").glob("*.csv")))
    without = [part[:60] for part in sections if 'class="evidence" href="evidence/' not in part]
    assert len(without) == 1, without  # made-up corpora have no sentences
    assert "recovery-of-planted-terms" in without[0]


def test_a_report_on_the_seeds_is_small(seed_report):
    files = [path for path in (seed_report.folder / "report").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 15_000_000
    assert (seed_report.folder / "report" / "index.html").stat().st_size <= 100_000


def without_search(html, page):
    """A page less the two scripts of the page that searches: its data, and what reads them."""
    scripts = re.findall(r"<script.*?</script>", html, flags=re.S)
    assert len(scripts) == (2 if page.name == "search.html" else 0), page.name
    for script in scripts:
        html = html.replace(script, "")
    return html


def test_only_the_script_that_searches_may_run(seed_report):
    for page in (seed_report.folder / "report").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
        allowed = re.findall(r"script-src 'sha256-([^']*)'", policy)
        scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.S)
        digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
        assert allowed == digests, page.name


def test_pages_are_readable_offline_and_fetch_nothing(seed_report):
    for page in pages(seed_report):
        html = without_search(page.read_text(encoding="utf-8"), page)
        assert not re.search(r"<(script|link|iframe|object)\b|@import|url\(", html), page.name
        assert all(source.startswith("data:") for source in re.findall(r'src="([^"]*)"', html))
        assert all('alt="' in picture for picture in re.findall(r"<img [^>]*>", html))


def test_every_notebook_runs_on_a_hostile_corpus_and_claims_nothing(hostile_report):
    assert hostile_report.code == 0, hostile_report.said


def test_another_folder_for_output_leaves_what_is_kept_alone(seed_report, hostile_report):
    assert not seed_report.touched | hostile_report.touched


def test_hostile_text_is_harmless_in_the_notebooks_themselves(hostile_report):
    """Not only on the report's pages: a trusted notebook and nbconvert show HTML as it is."""
    for path in sorted((hostile_report.folder / "notebooks").glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
        for kind in ("text/html", "text/markdown"):
            rich = "\n".join(data.get(kind, "") for data in outputs)
            assert not re.search(r"<(script(?! )|iframe|svg|b>|img src=.?x\b)", rich), path.name
        markdown = "\n".join(data.get("text/markdown", "") for data in outputs)
        assert not re.search(r"(?<!\\)\$", markdown), path.name


class Tags(HTMLParser):
    """The elements of a page with their attributes, as a browser reads them."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def test_hostile_text_and_labels_stay_text(hostile_report):
    """Elements that articles bring are shown, not obeyed; the page's policy is the second bar."""
    label = "[x](javascript:alert(1)) ![i](http://e.x/i.png) &lt;script&gt;"
    for page in (hostile_report.folder / "report").rglob("*.html"):
        html = without_search(page.read_text(encoding="utf-8"), page)
        for tag, attributes in Tags(html).found:
            assert tag not in {"script", "iframe", "svg"}, page.name
            assert not [name for name in attributes if name.startswith("on")], page.name
            address = attributes.get("href") or attributes.get("src") or ""
            assert not re.match(r"\s*javascript:|https?://e\.x", address), page.name
        assert html.count("<style>") == 1
        assert "default-src 'none'" in html
    assert label in (hostile_report.folder / "report" / "figures.html").read_text(encoding="utf-8")


def test_labels_are_no_markup_in_the_figures_catalogue(hostile_report):
    text = (hostile_report.folder / "figures" / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\[[^\]]*\]\(([^)]*)\)", text)
    assert links
    assert all(re.fullmatch(r"[a-z0-9-]+\.(png|svg|csv|json)", link) for link in links)
    assert "<script" not in text


def test_labels_are_no_markdown_in_the_notebooks(hostile_report):
    for path in (hostile_report.folder / "notebooks").glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                told = output.get("data", {}).get("text/markdown", "")
                assert not re.search(r"(?<!\\)\]\((javascript|http://e\.x)", told), path.name
