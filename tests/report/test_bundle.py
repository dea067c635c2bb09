"""A figure's way into somebody's report and back, with every file as it is really written."""

import json
import shutil

import pandas as pd
import pikepdf
import pytest

from analysis.figures.canvas import canvas
from analysis.report.bundle.checking import differences
from analysis.report.bundle.cite import cite
from analysis.report.bundle.export import export_figure
from analysis.report.bundle.handing_on import hand_on
from analysis.report.bundle.references import Citation
from analysis.report.study.settings import PRINT

ARTICLES = pd.DataFrame({"article": ["1"], "source": ["朝日新聞"], "title": ["A & B"]})
CITATION = Citation("A study", ("Ann Lee",), "2026-11-28", "", "MIT")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path))
    monkeypatch.setenv(PRINT, "pdf")
    return tmp_path / "figures"


def written(mean=1 / 3):
    data = pd.DataFrame({"source": ["Herald", "朝日新聞"], "mean": [mean, 2.0]})
    with canvas("Both means are above zero", note="n = 2.", height=1) as (figure, (axes,)):
        axes.barh(data["source"], data["mean"])
    return export_figure(figure, name="tone", data=data, caption="Mean tone.", parameters={})


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_renamed_copy_leads_to_its_data_and_later_to_what_changed(folder, tmp_path, kind):
    first = written()
    copy = shutil.copyfile(folder / f"tone.{kind}", tmp_path / "from the holidays.bin")
    said = cite(copy).splitlines()
    assert said[:2] == ["Both means are above zero", "Mean tone."]
    assert said[-1] == "Current."
    second = written(mean=0.5)
    assert cite(copy).splitlines()[-4:] == [
        f"Fingerprint of its data: {first.id[-12:]}",
        f"An earlier version: the figure is now {second.id}.",
        "What changed (1 cell):",
        "row 2, mean: 0.333333 → 0.5 (+0.166667)",
    ]


def test_a_cell_changed_by_hand_is_named_though_the_id_is_the_same(folder, tmp_path):
    figure = written()
    kept = shutil.copytree(folder, tmp_path / "kept")
    assert differences(kept, folder) == []
    table = (kept / "tone.csv").read_text(encoding="utf-8")
    (kept / "tone.csv").write_text(table.replace("0.333333", "0.933333"), encoding="utf-8")
    assert differences(kept, folder) == [
        f"tone: the kept table isn't that of {figure.id}",
        "  row 2, mean: 0.933333 → 0.333333 (-0.6)",
    ]


def test_what_is_handed_on_is_whole(folder, tmp_path):
    figure = written()
    files = hand_on(folder, tmp_path / "export", articles=ARTICLES, citation=CITATION)
    names = {file.name for file in files}
    assert names >= {f"tone.{kind}" for kind in ("svg", "png", "pdf", "csv", "json")}
    crate = json.loads((tmp_path / "export" / "ro-crate-metadata.json").read_text("utf-8"))
    assert {part["@id"] for part in crate["@graph"][1]["hasPart"]} <= names
    items = json.loads((tmp_path / "export" / "references.json").read_text("utf-8"))
    assert items[0]["id"] == figure.id
    with pikepdf.open(tmp_path / "export" / "tone.pdf") as document:
        assert document.Root.Lang == "en"
        assert document.docinfo["/Title"] == "Both means are above zero"
        with document.open_metadata() as described:
            assert described["dc:identifier"] == figure.id
        fonts = [each for page in document.pages for each in page.Resources.Font.values()]
        within = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        embedded = {bytes(font.FontFile2.read_bytes()[:4]) for font in within}
    assert any("NotoSansCJK" in str(font.FontName) for font in within)
    assert embedded == {b"\0\1\0\0"}  # TrueType, the Japanese name's font too
