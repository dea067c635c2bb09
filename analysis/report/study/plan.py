"""What a study decides for itself: its ``study.toml``, read and checked before anything is run."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.articles import CorpusError

NAME = "study.toml"
TEXTS = {"title": "", "corpus": ".", "group": "source", "reference": "rest"}
LISTS = ("authors", "watch")
CHOICES = ("columns", "day_first", "max_quote_chars")
FILES = {
    "events": "events.csv",
    "checks": "coverage.csv",
    "actors": "actors.csv",
    "frames": None,
    "lexicon": None,
}


class Plan(NamedTuple):
    """A study's decisions; without ``study.toml`` the corpus alone, grouped by source.

    `group` is the metadata column whose values are compared, `reference` "rest" or one of them.
    `events`, `checks`, `actors`, `frames` and `lexicon` are files, None where there is none;
    `names` gives each thing the names that sources may choose between. `columns` and `day_first`
    say how the corpus is read (see `read_articles`).
    """

    folder: Path
    title: str
    authors: tuple[str, ...]
    corpus: Path
    group: str
    reference: str
    watch: tuple[str, ...]
    events: Path | None
    checks: Path | None
    actors: Path | None
    frames: Path | None
    lexicon: Path | None
    names: dict[str, tuple[str, ...]]
    columns: dict[str, str]
    day_first: bool | None
    max_quote_chars: int | None


def read_plan(path: str | Path) -> Plan:
    """The plan of a study's folder, or of a corpus (a folder or file) that has no ``study.toml``.

    Paths in the file are relative to its folder. Raises CorpusError with every fault of the file:
    the key, what was found and what to write.
    """
    place = Path(path)
    folder = place if place.is_dir() else place.parent
    file = folder / NAME
    if not (place.is_dir() and file.is_file()):
        return _plan(
            folder, {"title": place.stem, "corpus": place.name if place != folder else "."}
        )
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file}: no TOML ({error}); mend the line it names") from error
    if faults := [*_unfit(given), *_absent(folder, given)]:
        raise CorpusError("\n".join(f"{file}, {fault}" for fault in faults))
    return _plan(folder, given)


def _plan(folder: Path, given: dict[str, Any]) -> Plan:
    texts = {key: given.get(key, default) for key, default in TEXTS.items()}
    files = {
        key: found if (name := given.get(key, usual)) and (found := folder / str(name)).is_file()
        else None
        for key, usual in FILES.items()
    }  # fmt: skip
    return Plan(
        folder=folder,
        title=texts["title"] or folder.resolve().name,
        corpus=folder / texts["corpus"],
        group=texts["group"],
        reference=texts["reference"],
        authors=tuple(given.get("authors", ())),
        watch=tuple(given.get("watch", ())),
        names={thing: tuple(names) for thing, names in given.get("names", {}).items()},
        columns=given.get("columns", {}),
        day_first=given.get("day_first"),
        max_quote_chars=given.get("max_quote_chars"),
        **files,
    )


def _unfit(given: dict[str, Any]) -> list[str]:
    """Keys that are unknown or hold another kind of value than they should."""
    known = {*TEXTS, *LISTS, *FILES, *CHOICES, "names"}
    faults = [
        f"key {key!r}: unknown; the keys are {', '.join(sorted(known))}"
        for key in given
        if key not in known
    ]
    for key in (*TEXTS, *FILES):
        if not isinstance(given.get(key, ""), str):
            faults.append(f"key {key!r}: {given[key]!r} is no text; write it in quotation marks")
    for key in LISTS:
        if not _texts(given.get(key, [])):
            faults.append(f'key {key!r}: {given[key]!r} is no list of texts; write ["one", "two"]')
    faults += _unread(given)
    names = given.get("names", {})
    if not isinstance(names, dict):
        return [*faults, f'key \'names\': {names!r}; write a table [names] with thing = ["a", "b"]']
    return faults + [
        f'names, {thing!r}: {forms!r} is no list of at least two names; write ["a", "b"]'
        for thing, forms in names.items()
        if not _texts(forms) or len(forms) < 2
    ]


def _unread(given: dict[str, Any]) -> list[str]:
    """What is wrong with the keys that say how the corpus is read and shown."""
    faults = []
    columns = given.get("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(v, str) for v in columns.values()):
        faults.append("key 'columns': write a table [columns] with outlet = \"source\"")
    if not isinstance(given.get("day_first", True), bool):
        faults.append("key 'day_first': write true or false")
    longest = given.get("max_quote_chars", 1)
    if not isinstance(longest, int) or isinstance(longest, bool) or longest < 1:
        faults.append("key 'max_quote_chars': write how many characters of a sentence are shown")
    return faults


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)


def _absent(folder: Path, given: dict[str, Any]) -> list[str]:
    """Files that are named and aren't there."""
    named = {key: given[key] for key in ("corpus", *FILES) if isinstance(given.get(key), str)}
    return [
        f"key {key!r}: {folder / name} is not there; add it or take the key out"
        for key, name in named.items()
        if name and not (folder / name).exists()
    ]
