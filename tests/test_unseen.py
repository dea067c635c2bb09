"""A second corpus from end to end: what is said about it is about it, and nothing is odd."""

import json
import re
import struct

import pytest

ABOUT_THE_SEEDS = re.compile(
    r"\bthe seeds\b|Global Times|Digest [AB]|Opinion page|Indian outlet|outlet-style|Hayashi"
    r"|Eastern Theater|hawkish|Trump|\bthaws?\b|January 2025|ruling part"
)
ODD = re.compile(
    r"\bNaN\b|\bnan\b|\bNaT\b|<NA>|\bNone\b|\(\s*\)|“”|\bof 0 (?:texts|sources|articles|claims|events)\b|\b0 of 0\b|Not claimed|\bnan%|\b1 (?:texts|sources|claims)\b"
)
TALLEST = 4200  # pixels at 300 dpi: fourteen inches


def words(html):
    """What a page says, without its style, its script and its folded code."""
    unseen = r"<(style|script)\b[^>]*>.*?</\1>|<details class=\"input\">.*?</details>"
    text = re.sub(unseen, " ", html, flags=re.S)
    return re.sub(r"data:[^\"]*|<[^>]*>", " ", text)


@pytest.fixture(scope="module")
def pages(unseen_report):
    assert unseen_report.code == 0, unseen_report.said
    return {
        page.name: words(page.read_text(encoding="utf-8"))
        for page in sorted((unseen_report.folder / "report").glob("*.html"))
    }


@pytest.fixture(scope="module")
def origins(unseen_report):
    return {
        file.stem: file.read_text(encoding="utf-8")
        for file in sorted((unseen_report.folder / "figures").glob("*.json"))
    }


def test_no_page_says_a_word_about_the_seeds(pages):
    found = {name: ABOUT_THE_SEEDS.findall(text) for name, text in pages.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_page_holds_a_missing_number_or_an_empty_bracket(pages):
    found = {
        name: [text[max(0, hit.start() - 40) : hit.end() + 20] for hit in ODD.finditer(text)]
        for name, text in pages.items()
    }
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_figure_cites_the_seeds(origins, unseen_report):
    assert origins
    for name, described in origins.items():
        assert not ABOUT_THE_SEEDS.search(described), name
        assert not ODD.search(json.loads(described)["caption"]), name
        svg = (unseen_report.folder / "figures" / f"{name}.svg").read_text(encoding="utf-8")
        assert not ABOUT_THE_SEEDS.search(svg), name


def test_no_figure_is_taller_than_a_page_holds(unseen_report):
    for picture in (unseen_report.folder / "figures").glob("*.png"):
        height = struct.unpack(">I", picture.read_bytes()[20:24])[0]
        assert height <= TALLEST, picture.name


def test_the_first_page_opens_with_what_was_found(pages, unseen_report):
    html = (unseen_report.folder / "report" / "index.html").read_text(encoding="utf-8")
    found = html.split("<h2>What was found</h2>")[1].split("<h2>")[0]
    items = re.findall(r"<li>(.*?)</li>", found, flags=re.S)
    assert 3 <= len(items) <= 7
    assert all("figure</a>" in item for item in items)


def test_events_found_by_the_program_can_be_edited(unseen_report):
    lines = (unseen_report.folder / "report" / "events.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("event,label,article,evidence")
    assert len(lines) > 40
