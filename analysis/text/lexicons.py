"""Word lists of the package, read once: word classes, reporting verbs, roles and places."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from analysis.paths import bundled

_BEFORE, _BEHIND = "then now ex former vice acting deputy co", "elect designate general in chief"
_AFFIXES = frozenset(
    f"{_BEFORE} {_BEHIND}".split()
)  # ex-premier, President-elect, commander-in-chief
_DOUBLING = ("quip", "dub")


def rows(name: str) -> list[list[str]]:
    """The tab-separated rows of a bundled word list, without its head."""
    lines = bundled(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def word_classes() -> dict[str, str]:
    """The letter of each closed-class word; the first class that lists a word has it."""
    classes: dict[str, str] = {}
    for letter, words in rows("text/data/words.tsv"):
        for word in words.split():
            classes.setdefault(word, letter)
    return classes


def reporting_verbs(cues: Mapping[str, str] | None) -> dict[str, tuple[str, str, str]]:
    """Each form of a reporting verb: its verb, frames and what form it is.

    The form is ``b`` (base), ``s`` (third person), ``d`` (past), ``n`` (participle only) or
    ``g`` (-ing). `cues` are a user's own verbs, given as verb: frames (see
    ``voices/data/cues.tsv``).
    """
    if cues:
        return reporting_verbs(None) | _forms(cues.items())
    return _listed_verbs()


@cache
def _listed_verbs() -> dict[str, tuple[str, str, str]]:
    return _forms(rows("voices/data/cues.tsv"))


def _forms(verbs: Iterable[Sequence[str]]) -> dict[str, tuple[str, str, str]]:
    forms: dict[str, tuple[str, str, str]] = {}
    for verb, frames, *irregular in verbs:
        printed = irregular[0].split() if irregular else _regular(verb)
        for form, kind in reversed(list(zip([verb, *printed], "bsdng", strict=True))):
            forms[form] = (verb, frames, kind)
    return forms


@cache
def report_nouns() -> dict[str, tuple[str, str]]:
    """What each noun of ``report_nouns.tsv`` reports, speech or thought, and what links to it."""
    listed = rows("voices/data/report_nouns.tsv")
    return {noun: (report, link) for nouns, report, link in listed for noun in nouns.split()}


@cache
def role_words() -> dict[str, tuple[str, str]]:
    """Role and kind (see the head of ``roles.tsv``) of each word or pair that tells one."""
    words: dict[str, tuple[str, str]] = {}
    for role, kind, listed in rows("text/data/roles.tsv"):
        for word in listed.split():
            words.setdefault(word.replace("_", " "), (role, kind))
    return words


def as_listed(word: str) -> str:
    """A printed word as the roles' list would have it: small, an acronym in its capitals.

    >>> as_listed("Ministry"), as_listed("UN"), as_listed("Un")
    ('ministry', 'UN', 'un')
    """
    return word if word in role_words() else word.lower()


def role_of(word: str) -> tuple[str, str]:
    """Role and kind of a small word, two empty strings where it tells none.

    >>> role_of("premier"), role_of("ex-premier"), role_of("president-elect")
    (('government', 'title'), ('government', 'title'), ('government', 'office'))
    """
    known = role_words().get(word)
    if known or "-" not in word:
        return known or ("", "")
    parts = word.split("-")
    told = [role_words()[part] for part in parts if part in role_words() and part not in _AFFIXES]
    office = bool(told) and len(told) + sum(part in _AFFIXES for part in parts) == len(parts)
    return told[-1] if office and told[-1][1] in ("title", "office") else ("", "")


@cache
def places() -> dict[str, str]:
    """The country that a printed name, demonym or capital stands for."""
    return _countries(1)


@cache
def countries() -> dict[str, str]:
    """The country that a place or one of its known bodies stands for."""
    return places() | _countries(2)


def _countries(column: int) -> dict[str, str]:
    listed = ((row[0], row[column]) for row in rows("text/data/places.tsv") if len(row) > column)
    return {name.replace("_", " "): land for land, names in listed for name in names.split()}


def _regular(verb: str) -> list[str]:
    """Third person, past, participle and -ing of a regular verb."""
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    if verb.endswith("e"):
        past, ing = verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        past, ing = verb[:-1] + "ied", verb + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
    third = verb[:-1] + "ies" if past.endswith("ied") else verb + "s"
    third = verb + "es" if verb.endswith(("sh", "ch", "ss", "x")) else third
    return [third, past, past, ing]
