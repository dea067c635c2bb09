"""The README and docs are true: their tables, sentences, commands and links."""

import inspect
import json
import re
from doctest import DocTestFinder
from pathlib import Path

import nbformat
import pytest

import analysis
from analysis import (
    actor_sentiment,
    actor_sentiment_by,
    actors,
    answer_table,
    at_a_glance,
    check_page_dates,
    compare,
    concordance,
    contradictions,
    corpus_answers,
    coverage_by,
    encoder_installed,
    find_names,
    find_quotes,
    folded_spellings,
    frames_by,
    framing_terms,
    group_events,
    headlines,
    hedges_by,
    mark_frames,
    match_claims,
    missed_by,
    naming_by,
    overview,
    read_articles,
    read_events,
    reporting_verbs_by,
    score_sentences,
    score_words,
    sentiment_by,
    sentiment_toward,
    shared_passages,
    speakers_by,
    titles,
    voices_by,
    watch,
    word_contributions,
    words_by,
)
from analysis.statistics.family import differences_by
from tests import limits_page
from tests.api_page import PAGE, api_page

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def codebook():
    """Table name to its columns and dtypes, as the codebook lists them."""
    return {
        name: dict(re.findall(r"^\| `(\w+)` \| ([\w\[\], ]+?) \|", body, re.M))
        for name, body in re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", CODEBOOK, re.M | re.S)
    }


@pytest.fixture(scope="module")
def tables():
    articles = read_articles()
    quotes = find_quotes(articles)
    return {
        "articles": articles,
        "sentences": score_sentences(articles, quotes=quotes),
        "quotes": quotes,
        "speakers": speakers_by(quotes, articles=articles),
        "terms": framing_terms(articles),
        "claims": match_claims(articles),
    }


@pytest.mark.parametrize("name", ["articles", "sentences", "quotes", "speakers", "terms", "claims"])
def test_the_codebook_lists_what_a_table_has(name, tables):
    assert codebook()[name] == {column: str(kind) for column, kind in tables[name].dtypes.items()}


FURTHER = dict(
    re.findall(
        r"^\| `(\w+)` \| [^|]+ \| ([\w, ]+) \|$",
        CODEBOOK.split("## Further tables")[1],
        re.M,
    )
)


@pytest.fixture(scope="module")
def further(tables):
    articles, sentences, quotes = (tables[name] for name in ("articles", "sentences", "quotes"))
    words, source = score_words(articles), articles["source"][0]
    return {
        "sentiment_by": sentiment_by(sentences, articles=articles),
        "words_by": words_by(words, sentences=sentences, articles=articles),
        "word_contributions": word_contributions(
            words, sentences=sentences, articles=articles, group=source
        ),
        "compare": compare(sentences, articles=articles, value="compound", group=source),
        "voices_by": voices_by(quotes, articles=articles),
        "missed_by": missed_by(quotes, articles=articles),
        "titles": titles(articles),
        "find_names": find_names(articles),
        "watch": watch(articles),
        "frames_by": frames_by(mark_frames(articles), articles=articles),
        "concordance": concordance(articles, "thaw"),
        "naming_by": naming_by(articles),
        "hedges_by": hedges_by(articles),
        "reporting_verbs_by": reporting_verbs_by(quotes, articles=articles),
        "headlines": headlines(articles),
        "folded_spellings": folded_spellings(articles),
        "read_events": read_events(),
        "group_events": group_events(articles),
        "shared_passages": shared_passages(articles),
        "coverage_by": coverage_by(tables["claims"], articles=articles),
        "contradictions": contradictions(articles),
        "check_page_dates": check_page_dates(articles),
        "overview": overview(articles),
        "answer_table": answer_table(corpus_answers(overview(articles), articles=articles)),
        "at_a_glance": at_a_glance(
            sentences, articles=articles, words=words, quotes=quotes, watched=watch(articles)
        ),
        "differences_by": differences_by(sentences, articles=articles, values=["compound"]),
        "actors": actors(articles),
    }


def test_the_further_tables_are_those_listed(further):
    assert {name: list(table.columns) for name, table in further.items()} == {
        name: columns.split(", ") for name, columns in FURTHER.items() if name not in ENCODED
    }


ENCODED = ("sentiment_toward", "actor_sentiment", "actor_sentiment_by")


@pytest.mark.skipif(not encoder_installed(), reason="the extra `encoder` isn't installed")
def test_the_encoders_tables_are_those_listed(tables):
    articles = tables["articles"]
    mentions = actor_sentiment(articles, actors(articles).head(1))
    encoded = [
        sentiment_toward(["Ito left."], [(0, 3)]),
        mentions,
        actor_sentiment_by(mentions, articles=articles),
    ]
    assert [list(table.columns) for table in encoded] == [
        FURTHER[name].split(", ") for name in ENCODED
    ]


def plain(markdown):
    return re.sub(r"[*_`~]|&\w+;", "", markdown)


def test_the_bottom_line_is_what_the_notebooks_found():
    said = plain(
        "\n".join(
            output.data.get("text/markdown", "")
            for path in NOTEBOOKS
            for cell in nbformat.read(path, as_version=4).cells
            for output in cell.get("outputs", [])
            if "data" in output
        )
    )
    bottom = re.search(r"\*\*Bottom line.*?\n\n((?:\* .*\n)+)", README)[1]
    for sentence in bottom.splitlines():
        assert plain(sentence.removeprefix("* ")) in said, sentence


def test_what_the_readme_imports_is_there():
    names = re.search(r"^from analysis import (.*)$", README, re.M)[1].split(", ")
    assert [name for name in names if not hasattr(analysis, name)] == []


def test_every_public_name_is_there_and_documented():
    undocumented = [name for name in analysis.__all__ if not getattr(analysis, name).__doc__]
    assert undocumented == []


# These need the trained encoder, say whether it is there, or write into the results folder.
WITHOUT_EXAMPLE = ("actor_sentiment", "encoder_installed", "export_figure")


def test_every_public_function_shows_an_example():
    public = {name: getattr(analysis, name) for name in analysis.__all__}
    without = [
        name
        for name, value in public.items()
        if inspect.isroutine(inspect.unwrap(value))
        and not name.startswith("draw_")
        and not DocTestFinder(recurse=False).find(value, name)[0].examples
    ]
    assert without == [*WITHOUT_EXAMPLE]


LINKS = [
    (page, target)
    for page in PAGES
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(
    ("page", "target"), LINKS, ids=lambda part: str(getattr(part, "name", part))
)
def test_links_lead_somewhere(page, target):
    assert (page.parent / target).exists()


def test_the_front_page_is_short():
    assert len(README.split()) <= 900


def test_the_api_page_is_made_from_the_docstrings():
    assert PAGE.read_text(encoding="utf-8") == api_page(), "run python -m tests.api_page"


def test_the_page_of_limits_is_made_from_the_known_failures():
    page = limits_page.PAGE.read_text(encoding="utf-8")
    assert page == limits_page.limits_page(), "run python -m tests.limits_page"


def test_the_version_is_told_once():
    cited = re.search(r"^version: (.*)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M)
    changed = re.search(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert cited[1] == changed[1] == analysis.__version__


@pytest.mark.parametrize("target", re.findall(r"^make ([\w-]+)", README, re.M))
def test_commands_exist(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^(?:[\w-]+ )*{target}(?: [\w-]+)*:", makefile, re.M)


def test_the_citation_is_the_figures_own():
    cited = re.search(r"^> (media-framing .*)$", README, re.M)[1]
    known = [
        json.loads(file.read_text(encoding="utf-8"))["cite"]
        for file in (ROOT / "figures").glob("*.json")
    ]
    assert cited in known
