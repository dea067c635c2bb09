"""The walk of one number that the docs tell is the one that the program takes."""

import re
import sys
from pathlib import Path

from analysis import draw_frames, frames_by, mark_frames, read_articles

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "analysis"


def entered(function):
    """The modules of the package in which a function runs while `function()` does."""
    modules = set()

    def note(frame, event, _):
        path = Path(frame.f_code.co_filename)
        if event == "call" and frame.f_code.co_name != "<module>" and PACKAGE in path.parents:
            modules.add(path.relative_to(PACKAGE).with_suffix("").as_posix())

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return modules


def test_the_walk_in_the_docs_is_the_one_that_is_taken():
    articles = read_articles()

    def walk():
        draw_frames(frames_by(mark_frames(articles), articles=articles))

    walk()  # what is read once, word lists say, isn't on the way
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    steps = page.split("The share of a source's sentences")[1].split("Before it")[0]
    named = set(re.findall(r"`((?:corpus|text|statistics|wording|figures)/\w+)`", steps))
    assert entered(walk) == named
    assert len(named) == 12
