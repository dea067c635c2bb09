"""What a picture file says of itself: its figure's id, title, caption and how to cite it."""

import html
import io
import re
from pathlib import Path
from typing import NamedTuple

from PIL import Image, PngImagePlugin, UnidentifiedImageError

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{12}")
_ORIGIN = re.compile(r'<metadata id="[a-z0-9-]+-origin">(.*?)</metadata>', re.DOTALL)
LARGEST = 200_000_000  # bytes of a picture that is looked into


class StampError(ValueError):
    """A file that tells of no figure; the message says why."""


class Stamp(NamedTuple):
    """What a figure's picture carries: `alt` is a sentence about what is seen."""

    id: str
    title: str
    caption: str
    alt: str
    cite: str


def stamp_png(png: bytes, stamp: Stamp) -> bytes:
    """A PNG with the stamp in its text chunks; pixels and resolution stay."""
    with Image.open(io.BytesIO(png)) as picture:
        told = PngImagePlugin.PngInfo()
        for key, text in _fields(stamp).items():
            told.add_itxt(key, text, lang="en")
        buffer = io.BytesIO()
        picture.save(buffer, "PNG", pnginfo=told, dpi=picture.info.get("dpi"))
    return buffer.getvalue()


def stamp_svg(svg: str, stamp: Stamp) -> str:
    """An SVG that a screen reader reads as one image, with title and description."""
    told = "\n".join(f"{key}: {_escaped(text)}" for key, text in _fields(stamp).items())
    title, desc = f"{stamp.id}-title", f"{stamp.id}-desc"
    about = (
        f'<title id="{title}">{_escaped(stamp.title)}</title>\n'
        f' <desc id="{desc}">{_escaped(stamp.alt)}</desc>\n'
        f' <metadata id="{stamp.id}-origin">{told}</metadata>'
    )
    root = re.compile(r"<svg\b([^>]*)>")
    named = f' role="img" aria-labelledby="{title} {desc}"'
    return root.sub(lambda tag: f"<svg{tag[1]}{named}>\n {about}", svg, count=1)


def stamp_pdf(pdf: bytes, stamp: Stamp) -> bytes:
    """A PDF with language, document information and XMP; the same bytes for the same input."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.Lang = "en"
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as told:
            told["dc:title"] = _printable(stamp.title)
            told["dc:description"] = _printable(stamp.caption)
            told["dc:identifier"] = stamp.id
            told["dc:source"] = _printable(stamp.cite)
            told["dc:language"] = ["en"]
        buffer = io.BytesIO()
        document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def read_stamp(file: Path) -> Stamp:
    """The stamp of a PNG, SVG or PDF, whatever the file is called.

    Raises StampError where it is none of them, is too large or tells of no figure.
    """
    if not file.is_file():
        raise StampError(f"{file}: no such file; give a picture (PNG, SVG or PDF)")
    if file.stat().st_size > LARGEST:
        raise StampError(f"{file}: larger than {LARGEST // 1_000_000} MB, so no figure of ours")
    content = file.read_bytes()
    readers = {b"\x89PNG": _from_png, b"%PDF": _from_pdf}
    read = next((reader for magic, reader in readers.items() if content.startswith(magic)), None)
    told = (read or _from_svg)(content)
    if not ID.fullmatch(told.get("Identifier", "")):
        raise StampError(f"{file}: nothing in it says which figure it is; was it a screenshot?")
    return Stamp(told["Identifier"], *(told.get(key, "") for key in _KEYS[1:]))


_KEYS = ("Identifier", "Title", "Description", "Comment", "Source")


def _fields(stamp: Stamp) -> dict[str, str]:
    return dict(zip(_KEYS, stamp, strict=True))


def _from_png(content: bytes) -> dict[str, str]:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return {key: str(text) for key, text in picture.info.items() if key in _KEYS}
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return {}


def _from_pdf(content: bytes) -> dict[str, str]:
    try:
        import pikepdf
    except ImportError as error:
        raise StampError(
            "reading a PDF needs pikepdf: pip install 'media-framing[report]'"
        ) from error
    try:
        with pikepdf.open(io.BytesIO(content)) as document, document.open_metadata() as told:
            names = ("dc:identifier", "dc:title", "dc:description", "", "dc:source")
            return {
                key: str(told.get(name, "")) for key, name in zip(_KEYS, names, strict=True) if name
            }
    except pikepdf.PdfError:
        return {}


def _from_svg(content: bytes) -> dict[str, str]:
    """What stands in our own metadata element; nothing else of the file is interpreted."""
    found = _ORIGIN.search(content.decode("utf-8", errors="replace"))
    lines = html.unescape(found[1]).splitlines() if found else []
    pairs = (line.partition(": ") for line in lines)
    return {key: text for key, _, text in pairs if key in _KEYS}


def _escaped(text: str) -> str:
    return html.escape(_printable(text))


def _printable(text: str) -> str:
    """Text on one line without the control characters that XML can't hold."""
    return " ".join("".join(mark for mark in text if mark.isprintable() or mark.isspace()).split())
