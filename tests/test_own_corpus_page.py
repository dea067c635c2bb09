"""docs/own-corpus.md is true: its examples are read, its columns and options are there."""

import re
from pathlib import Path

import pytest

from analysis import cli
from analysis.corpus.articles import read_corpus
from analysis.corpus.columns import known, synonyms
from analysis.corpus.intake import LONGEST
from analysis.corpus.published import read_day
from analysis.corpus.readers.delimited import FULL
from analysis.corpus.readers.formats import FORMATS

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "own-corpus.md").read_text("utf-8")
EXAMPLES = re.findall(r"```(csv|json)\n(.*?)```", PAGE, re.S)


@pytest.mark.parametrize(("kind", "content"), EXAMPLES)
def test_examples_are_read(kind, content, tmp_path):
    table = tmp_path / f"c.{kind}"
    table.write_text(content, encoding="utf-8")
    corpus = read_corpus(table)
    assert len(corpus.articles) == len(content.strip().splitlines()) - (kind == "csv")
    assert corpus.rejected.empty
    assert corpus.articles["published"].notna().all()


@pytest.mark.parametrize("row", re.findall(r"^\| (`.*) \|$", PAGE, re.M))
def test_columns_are_known(row):
    for name in re.findall(r"`(\w+)`", row):
        assert known(name), name
    ours, others = (
        re.findall(r"`(\w+)`", row.split("|")[0]),
        re.findall(r"`(\w+)`", row.split("|")[2]),
    )
    meant = {synonyms()[other.replace("_", "")][0] for other in others}
    assert meant <= set(ours)


def test_options_and_limits_are_those_of_the_program(capsys):
    with pytest.raises(SystemExit):
        cli.main(["inspect", "--help"])
    shown = capsys.readouterr().out
    assert all(option in shown for option in re.findall(r"--[a-z-]+first|--map|--strict", PAGE))
    assert f"{LONGEST:,}" in PAGE
    assert f"{FULL:,}" in PAGE
    named = set(re.findall(r"\.(txt|html?|docx|xlsx|parquet|json)\b", PAGE))
    assert {f".{suffix}" for suffix in named} <= set(FORMATS)


@pytest.mark.parametrize(
    "cell", ["2025-01-14", "20250114", "14 January 2025", "Jan. 14, 2025", "14.01.2025"]
)
def test_dates_are_read_as_the_page_says(cell):
    assert f"`{cell}`" in PAGE
    assert f"{read_day(cell)}" == "2025-01-14"
