"""Makes the font of figures again: Noto Sans CJK cut to the characters of four national standards,
with TrueType outlines, which is what matplotlib puts into a PDF.

python -m tests.subset_font /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

(The file comes with Debian's fonts-noto-cjk.) The same version of it gives the same bytes.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

FONT = Path(__file__).parents[1] / "analysis" / "figures" / "data" / "NotoSansCJKsc-subset.ttf"
FACE = "Noto Sans CJK SC"
TABLES_LEFT_OUT = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
SECOND = range(0xA1, 0xFF)
LIMITS = (
    "TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements",
    "SizeOfInstructions", "ComponentElements",
)  # fmt: skip


def characters() -> set[str]:
    """GB 2312 (Chinese), Big5 level 1 (Taiwan), JIS X 0208 (Japanese), KS X 1001 Hangul (Korean)."""
    return (
        decoded("gb2312", range(0xA1, 0xF8))
        | decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *SECOND])
        | decoded("euc_jp", range(0xA1, 0xF5))
        | decoded("euc_kr", range(0xB0, 0xC9))
    )


def decoded(encoding: str, first: Iterable[int], second: Iterable[int] = SECOND) -> set[str]:
    """The characters that two bytes of these ranges make in an encoding."""
    pairs = (bytes([one, two]) for one in first for two in second)
    return {letter for pair in pairs for letter in pair.decode(encoding, errors="ignore")}


def write_font(collection: Path) -> None:
    faces = TTCollection(str(collection), recalcTimestamp=False)
    font = next(face for face in faces if face["name"].getDebugName(4) == FACE)
    font.recalcTimestamp = False
    options = Options(layout_features=[], hinting=False, desubroutinize=False, name_IDs=["*"])
    options.drop_tables += TABLES_LEFT_OUT
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters()))
    subsetter.subset(font)
    make_truetype(font)
    font.save(FONT)


def make_truetype(font: TTFont) -> None:
    """Quadratic outlines in place of the cubic ones, to within a thousandth of the font's size."""
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    table, font["loca"] = newTable("glyf"), newTable("loca")
    table.glyphOrder, table.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["glyf"] = table
    del font["CFF "]
    font["maxp"].tableVersion, font["maxp"].maxZones = 0x00010000, 1
    for limit in LIMITS:
        setattr(font["maxp"], f"max{limit}", 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


if __name__ == "__main__":
    write_font(Path(sys.argv[1]))
