import re
from html.parser import HTMLParser

import nbformat
import pytest

from analysis.report.pages import clean


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
    assert all(f'href="{name}.html"' in overview for name in names)
    for link in re.findall(r'href="(figures/[^"]+)"', overview):
        assert (seed_report.folder / "report" / link).is_file()


def test_pages_are_readable_offline_and_fetch_nothing(seed_report):
    for page in pages(seed_report):
        html = page.read_text(encoding="utf-8")
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
        html = page.read_text(encoding="utf-8")
        for tag, attributes in Tags(html).found:
            assert tag not in {"script", "iframe", "svg"}, page.name
            assert not [name for name in attributes if name.startswith("on")], page.name
            address = attributes.get("href") or attributes.get("src") or ""
            assert not re.match(r"\s*javascript:|https?://e\.x", address), page.name
        assert html.count("<style>") == 1
        assert "default-src 'none'" in html
    assert label in (hostile_report.folder / "report" / "index.html").read_text(encoding="utf-8")


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
