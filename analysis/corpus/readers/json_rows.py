"""JSON: an object a line, an array of objects, or an object that holds one such array."""

import json
from collections.abc import Iterator
from typing import Any

from analysis.corpus.faults import Fault, Note, ReadError
from analysis.corpus.readers.encodings import decode
from analysis.corpus.readers.rows import Item, Row

REMEDY = "write one JSON object an article"


def read_json_lines(raw: bytes, name: str) -> Iterator[Item]:
    """The objects of a JSON-lines file, numbered by line; blank lines are passed over."""
    text, guess = decode(raw)
    if guess:
        yield Note(name, f"is not UTF-8 and was read as {guess}")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _row(name, number, line)


def read_json(raw: bytes, name: str) -> Iterator[Item]:
    """The objects of a JSON file, numbered from 1; lines of objects are taken for JSON lines."""
    text, guess = decode(raw)
    if guess:
        yield Note(name, f"is not UTF-8 and was read as {guess}")
    try:
        whole = _parse(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise ReadError(
                f"no JSON: {error.msg} in line {error.lineno}, column {error.colno}",
                "get the whole file again, or write JSON lines, of which one damaged line loses "
                "one article",
            ) from error
        yield from read_json_lines(raw, name)
        return
    for number, value in enumerate(_objects(whole), 1):
        yield _cells(name, number, value)


def _objects(whole: Any) -> list[Any]:
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict):
        inner = [
            value
            for value in whole.values()
            if isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
        ]
        if len(inner) < 2:
            return inner[0] if inner else [whole]
    raise ReadError("neither an array of objects nor one object that holds one", REMEDY)


def _row(name: str, number: int, line: str) -> Row | Fault:
    try:
        return _cells(name, number, _parse(line))
    except json.JSONDecodeError as error:
        found = f"no JSON: {error.msg} in column {error.colno}"
        return Fault(name, number, found, "write one whole JSON object in each line")
    except ReadError as fault:
        return Fault(name, number, fault.found, fault.remedy)


def _cells(name: str, number: int, value: Any) -> Row | Fault:
    if not isinstance(value, dict):
        return Fault(name, number, f"a JSON {type(value).__name__}, no object", REMEDY)
    cells: dict[str, object] = {}
    for key, cell in value.items():
        parts = {f"{key}.{inner}": v for inner, v in cell.items()} if isinstance(cell, dict) else {}
        cells |= parts or {key: cell}
    return Row(name, number, cells)


def _parse(text: str) -> Any:
    """`text` as JSON; ReadError where it has a key twice, no numbers, or is nested too deep."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(
            "JSON nested too deep, or with a number of thousands of digits", REMEDY
        ) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    whole = dict(pairs)
    if len(whole) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ReadError(f"the key {twice!r} stands twice in an object", "keep one of them")
    return whole


def _no_number(constant: str) -> Any:
    raise ReadError(f"{constant} is no JSON", "write null for a missing value")
