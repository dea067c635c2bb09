"""A picture tells which figure it is, wherever it was copied to."""

import io
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from analysis.report.bundle.stamps import (
    Stamp,
    StampError,
    read_stamp,
    stamp_pdf,
    stamp_png,
    stamp_svg,
)

STAMP = Stamp(
    "a-figure-0123456789ab",
    "Ties “thaw” < 0 & 中国",
    "A caption; two sentences. Ü.",
    "Two bars.",
    "media-framing 9, figure a-figure-0123456789ab, corpus 0",
)
STAMPERS = {
    "png": stamp_png,
    "svg": lambda svg, stamp: stamp_svg(svg.decode(), stamp).encode(),
    "pdf": stamp_pdf,
}


def picture(kind):
    figure = Figure(figsize=(1, 1))
    figure.subplots().bar([1], [2])
    buffer = io.BytesIO()
    metadata = {"svg": {"Date": None}, "png": {}, "pdf": {"CreationDate": None, "ModDate": None}}
    figure.savefig(buffer, format=kind, metadata=metadata[kind], dpi=300)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", STAMPERS)
def test_a_renamed_copy_is_known_again(kind, tmp_path):
    file = tmp_path / "screen shot (3).bin"
    file.write_bytes(STAMPERS[kind](picture(kind), STAMP))
    read = read_stamp(file)
    assert read.id == STAMP.id
    assert read.title == STAMP.title
    assert read.caption == STAMP.caption
    assert read.cite == STAMP.cite


@pytest.mark.parametrize("kind", STAMPERS)
def test_the_same_picture_gives_the_same_bytes(kind):
    plain = picture(kind)
    assert STAMPERS[kind](plain, STAMP) == STAMPERS[kind](plain, STAMP)


def test_a_png_keeps_its_resolution():
    from PIL import Image

    with Image.open(io.BytesIO(stamp_png(picture("png"), STAMP))) as stamped:
        assert round(stamped.info["dpi"][0]) == 300


def test_a_screen_reader_finds_title_and_description():
    svg = stamp_svg(picture("svg").decode(), STAMP)
    assert 'role="img"' in svg
    assert f'aria-labelledby="{STAMP.id}-title {STAMP.id}-desc"' in svg
    assert f'<desc id="{STAMP.id}-desc">Two bars.</desc>' in svg


def test_a_control_character_leaves_the_svg_readable(tmp_path):
    file = tmp_path / "a.svg"
    svg = stamp_svg(picture("svg").decode(), STAMP._replace(title="a\x07b\x1b[31m"))
    file.write_text(svg, encoding="utf-8")
    ElementTree.parse(file)
    assert read_stamp(file).title == "ab[31m"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "nothing in it says"),
        (b"\x89PNG\r\n\x1a\nbroken", "nothing in it says"),
        (b"%PDF-1.7 broken", "nothing in it says"),
        (b"<svg/>", "nothing in it says"),
        (b"<!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><svg>&e;</svg>", "nothing in"),
        (picture("png"), "nothing in it says"),
        (picture("pdf"), "nothing in it says"),
        (picture("svg"), "nothing in it says"),
    ],
)
def test_a_picture_of_something_else_is_said_to_be_none(content, said, tmp_path):
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(StampError, match=said):
        read_stamp(file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StampError, match="no such file"):
        read_stamp(tmp_path / "gone.png")
