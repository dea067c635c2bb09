"""What the words of a name tell: titles set apart, a body or a place, and its short forms."""

from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.text.folding import fold
from analysis.text.lexicons import places, role_words

Kind = Literal["person", "organisation", "place", "title", "unknown"]
JOINING = frozenset(["of", "for", "on"])  # links of an organisation's name
_HONORIFICS = frozenset(
    "mr mrs ms miss sir dame lord lady dr rev gen lt sgt col capt prof".split()  # noqa: SIM905
)


class Name(NamedTuple):
    """A name without its titles: `before` is what was set apart, `kind` what its words show."""

    text: str
    kind: Kind
    before: str


@lru_cache(maxsize=200_000)
def parse_name(text: str) -> Name:
    """The name in a run of capitalised words.

    >>> parse_name("NASA Administrator Charles Bolden")
    Name(text='Charles Bolden', kind='person', before='NASA Administrator')
    """
    words = text.split()
    clean = [word.strip('.,;:()[]"“”').lower() for word in words]
    kinds = [role_words().get(word, ("", ""))[1] for word in clean]
    titled = [at for at, kind in enumerate(kinds) if kind in ("title", "office")]
    titled += [at for at, word in enumerate(clean) if word in _HONORIFICS]
    if kinds[-1] == "body" or (not titled and "of" in clean and "body" in kinds):
        return Name(text, "organisation", "")
    cut = max(titled, default=-1) + 1
    if cut == len(words):
        return Name(text, "title", "")
    cut = cut or _place_before(words)
    last_body = max((at for at in range(cut, len(words)) if kinds[at] == "body"), default=-1)
    if 0 <= last_body < len(words) - 2 and clean[last_body + 1] not in JOINING:
        # CEO of the Refugee Council | Enver Solomon
        return _split(words, last_body + 1, "person")
    kind: Kind = "organisation" if last_body >= 0 else "person" if titled else "unknown"
    return _split(words, cut, kind)


def _split(words: list[str], cut: int, kind: Kind) -> Name:
    text = " ".join(words[cut:])
    if text in places():
        kind = "place"
    elif kind == "unknown" and len(words) == 1 and text.isupper() and 1 < len(text) < 7:
        kind = "organisation"
    return Name(text, kind, " ".join(words[:cut]))


def _place_before(words: list[str]) -> int:
    """How many words name a country before a name of at least two words."""
    sizes = (size for size in (3, 2, 1) if len(words) - size > 1)
    return next((size for size in sizes if " ".join(words[:size]) in places()), 0)


def is_body(word: str) -> bool:
    """Whether a word names a kind of organisation."""
    return role_words().get(word.lower(), ("", ""))[1] == "body"


@lru_cache(maxsize=200_000)
def folded_words(text: str) -> frozenset[str]:
    """The words of a name, whatever their order: surname-first and surname-last are one."""
    return frozenset(fold(text).split())


@lru_cache(maxsize=200_000)
def short_forms(name: Name) -> list[tuple[str, str]]:
    """The single words that may stand for a longer name later, and what each of them is."""
    words = fold(name.text).split()
    if name.kind != "organisation":
        return [(words[-1], "surname"), (words[0], "surname-first")]
    capitals = "".join(word[0] for word in name.text.split() if word[0].isupper())
    return [(fold(capitals), "acronym"), *((word, "short-form") for word in words if is_body(word))]
