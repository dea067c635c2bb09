"""The report in a real browser: `make report`, then `make e2e`. Screenshots go to build/e2e."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.browser import browser

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "report"
SHOTS = ROOT / "build" / "e2e"
PAGES = sorted(REPORT.rglob("*.html"))
WIDTHS = (1200, 400)
A4 = 718  # CSS pixels between margins of a centimetre


@pytest.fixture(scope="module")
def chromium():
    with browser() as started:
        yield started


def name(path):
    return path.relative_to(REPORT).with_suffix("").as_posix().replace("/", "-")


def test_there_is_a_report():
    assert PAGES, "no report here: run `make report` first"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_is_whole_quiet_and_asks_no_other_host(chromium, path):
    page = chromium.new_page(viewport={"width": WIDTHS[0], "height": 900})
    said, asked, failed = [], [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(path.as_uri())
    assert page.title()
    assert said == []
    assert failed == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_is_accessible(chromium, path):
    page = chromium.new_page()
    page.goto(path.as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(chromium, width, scheme):
    SHOTS.mkdir(parents=True, exist_ok=True)
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    wide = []
    for path in PAGES:
        page.goto(path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name(path))
        page.screenshot(path=SHOTS / f"{name(path)}-{width}-{scheme}.png", full_page=True)
    assert wide == []
    page.close()


def test_print_cuts_nothing_off(chromium):
    page = chromium.new_page(viewport={"width": A4, "height": 1000})
    page.emulate_media(media="print")
    wide = []
    for path in PAGES:
        page.goto(path.as_uri())
        page.screenshot(path=SHOTS / f"{name(path)}-print.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth") > A4:
            wide.append(name(path))
    assert wide == []
    page.close()


def test_search_finds_by_words_table_and_source_with_the_keyboard_alone(chromium):
    page = chromium.new_page()
    page.goto((REPORT / "search.html").as_uri())
    rows, told = page.locator("tbody tr"), page.locator("output")
    page.get_by_label("Words").focus()
    page.keyboard.type('MÚTUAL "defense exchanges"')
    assert rows.count() == int(told.inner_text().split()[0]) > 0
    for text in rows.all_inner_texts():
        assert "mutual" in text.lower()
        assert "defense exchanges" in text.lower()
    page.get_by_label("Words").fill("")
    page.get_by_label("Table").select_option("statements")
    page.get_by_label("Source").select_option("Global Times")
    assert {text.split("\t")[-2] for text in rows.all_inner_texts()} == {"Global Times"}
    page.get_by_role("button", name="speaker").press("Enter")
    assert page.locator("th[aria-sort]").inner_text().startswith("speaker")
    speakers = [text.split("\t")[2] for text in rows.all_inner_texts()]
    assert speakers == sorted(speakers, key=str.casefold)
    page.get_by_label("Words").fill("<img src=x onerror=alert(1)>")
    assert told.inner_text().startswith("0 of")
    page.close()


def test_a_bar_leads_to_its_sentence_in_three_clicks(chromium):
    page = chromium.new_page()
    page.goto((REPORT / "index.html").as_uri())
    page.get_by_role("navigation").get_by_role("link", name="Figures").click()
    section = page.locator("section", has=page.locator("#main-speakers"))
    section.locator("summary").click()
    section.locator("td a.evidence").first.click()
    assert "/evidence/article-" in page.url
    assert page.locator("p:target").inner_text()
    page.close()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_to_a_file_and_a_place_in_it(chromium, path):
    page = chromium.new_page()
    page.goto(path.as_uri())
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    broken = []
    for link in {link for link in links if link.startswith("file:")}:
        address, _, anchor = link.partition("#")
        file = Path(unquote(address.removeprefix("file://")))
        if not file.is_file() or (anchor and f'id="{anchor}"' not in file.read_text("utf-8")):
            broken.append(link)
    assert broken == []
    page.close()
