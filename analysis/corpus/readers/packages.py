"""Zipped files (archives, workbooks, Word documents) opened with an eye on what they unpack to."""

import io
import zipfile

from analysis.corpus.faults import ReadError
from analysis.corpus.readers.rows import FILE, UNPACKED

MEMBERS = 200_000
GROWTH = 200  # times the packed size; prose packs to a third, tables of numbers to a tenth
SMALL = 20_000_000  # bytes that may grow more than that


def open_package(raw: bytes, part: str | None, kind: str) -> zipfile.ZipFile:
    """`raw` as a zip file that holds `part`; ReadError for one that is damaged or a bomb."""
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(
            f"no zip file, or only a part of one: {kind} are", "get it again"
        ) from error
    members = package.infolist()
    if part and part not in package.namelist():
        raise ReadError(f"not one of the {kind}: no {part} in it", "save it again in that format")
    size = sum(member.file_size for member in members)
    if len(members) > MEMBERS or size > max(SMALL, min(UNPACKED, GROWTH * len(raw))):
        raise ReadError(
            f"unpacks to {len(members):,} files of {size:,} bytes in all",
            "unpack it yourself and read the folder, if you trust it",
        )
    return package


def unpack(package: zipfile.ZipFile, name: str, limit: int = FILE) -> bytes:
    """The bytes of one member; ReadError where they are damaged, locked or more than `limit`."""
    try:
        with package.open(name) as file:
            raw = file.read(limit + 1)
    except RuntimeError as error:  # what zipfile raises for a password
        raise ReadError(
            "locked with a password", "unpack it yourself and read the folder"
        ) from error
    except Exception as error:  # zlib, lzma, bz2 and struct have each their own
        raise ReadError("damaged inside the zip file", "get it again") from error
    if len(raw) > limit:
        raise ReadError(f"more than {limit:,} bytes", "split it")
    return raw
