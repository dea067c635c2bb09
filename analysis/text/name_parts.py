"""What the words of a name tell: titles set apart, a body or a place, and its short forms."""

from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from analysis.text.folding import fold
from analysis.text.lexicons import as_listed, places, role_of, role_words

Kind = Literal["person", "organisation", "place", "thing", "title", "unknown"]
JOINING = frozenset(["of", "for", "on"])  # links of an organisation's name
_TITLES = ("title", "office", "honorific")
_NO_WORDS: frozenset[str] = frozenset()
_NAMED: dict[str, Kind] = {"site": "place", "thing": "thing"}
# Words that make a place of the name they begin: South Sudan, Equatorial Guinea.
_WINDS = "north south east west northern southern eastern western central"
_PARTS = frozenset(f"{_WINDS} upper lower inner outer new great greater equatorial papua".split())
DEMONYM = ("ish", "ese", "ian", "can", "nch", "tch", "lsh", "ino")


class Name(NamedTuple):
    """A name without its titles: `before` is what was set apart, `kind` what its words show."""

    text: str
    kind: Kind
    before: str


class FoldedName(NamedTuple):
    """A name as it is compared: folded, its words in any order, and what may stand for it later.

    `words` are empty for a single word, whose `folded` is looked up; `short` are single words and
    what each of them is, None where a name has no shorter one. `itself` is what the name stands
    for where it was merged with none: name, full form and rule.
    """

    name: Name
    folded: str
    words: frozenset[str]
    short: tuple[tuple[str, str], ...] | None
    itself: tuple[Name, str, str]


@lru_cache(maxsize=200_000)
def read_name(printed: str) -> FoldedName:
    """The name in a run of capitalised words, as it is compared."""
    return folded_name(parse_name(printed))


def folded_name(name: Name) -> FoldedName:
    """A name as it is compared: surname-first and surname-last are one."""
    text, folded, itself = name.text, fold(name.text), (name, name.text, "itself")
    if " " not in text:
        return FoldedName(name, folded, _NO_WORDS, None, itself)
    words = folded.split()
    short = None if name.kind in ("title", "place", "thing") else _short(name, words)
    return FoldedName(name, folded, frozenset(words), short, itself)


def parse_name(text: str) -> Name:
    """The name in a run of capitalised words.

    >>> parse_name("NASA Administrator Charles Bolden")
    Name(text='Charles Bolden', kind='person', before='NASA Administrator')
    """
    words = text.split()
    if not any(map(_tells, words)) and text not in places():
        return _behind_place(words, _place_before(words))
    clean = [_bare(word) for word in words]
    kinds = [role_of(word)[1] for word in clean]
    titles_end = _titles_end(words, clean, kinds)
    whole = _kind_of_all(text, clean, kinds, titled=titles_end > 0)
    if whole != "unknown":
        return Name(text, whole, "")
    if titles_end == len(words):
        return Name(text, "title", "")
    return _behind_titles(words, kinds, titles_end)


def _bare(word: str) -> str:
    """A word of a name as the lists have it."""
    return as_listed(word.strip(".,;:()[]\"“”’'"))


@lru_cache(maxsize=200_000)
def _tells(word: str) -> bool:
    """Whether a word of a name, or a pair that it opens, may be a title, a body or a place."""
    bare = _bare(word)
    if role_of(bare) != ("", "") or bare in _pair_openers():
        return True
    return not word[1:].islower() and is_letters(word)


@cache
def _pair_openers() -> frozenset[str]:
    return frozenset(listed.split()[0] for listed in role_words() if " " in listed)


def _titles_end(words: list[str], clean: list[str], kinds: list[str]) -> int:
    """How many words the titles before a name have, those between them included."""
    several = kinds[0] == "group" and len(words) > 2  # Senators Pat Lowe and Ron Vance
    titled = [at for at, kind in enumerate(kinds) if kind in _TITLES or (several and at == 0)]
    pairs = enumerate(map(" ".join, pairwise(clean)))
    titled += [at + 1 for at, pair in pairs if role_of(pair)[1] == "honorific"]
    if kinds[-1] == "honorific" and len(words) > 1:
        titled.pop()  # Khaleda Begum: behind a name it is a part of it
    titled += [at for at, word in enumerate(words) if is_letters(word)]
    return max(titled, default=-1) + 1


def _kind_of_all(text: str, clean: list[str], kinds: list[str], *, titled: bool) -> Kind:
    """What all the words together name: a place, a thing (Queen Elizabeth Bridge) or a body."""
    if text in places():
        return "place"
    if len(kinds) > 2 and kinds[0] == "body" and clean[1] in JOINING:  # Department of War
        return "organisation"
    if len(kinds) > 1 and kinds[0] != "honorific" and kinds[-1] in _NAMED:
        return _NAMED[kinds[-1]]
    is_body_of = not titled and "of" in clean and "body" in kinds
    return "organisation" if kinds[-1] == "body" or is_body_of else "unknown"


def _behind_titles(words: list[str], kinds: list[str], titles_end: int) -> Name:
    """The name behind its titles, a country before it, or the body that a person is of."""
    cut = titles_end or _place_before(words)
    last_body = max([at for at in range(cut, len(kinds)) if kinds[at] == "body"], default=-1)
    if 0 <= last_body < len(words) - 2 and _bare(words[last_body + 1]) not in JOINING:
        # CEO of the Refugee Council | Enver Solomon
        return _split(words, last_body + 1, "person")
    if last_body >= 0:
        return _split(words, cut, "organisation")
    return _split(words, cut, "person") if titles_end else _behind_place(words, cut)


def _behind_place(words: list[str], cut: int) -> Name:
    """The name behind a country, or a place that is part of one."""
    if cut == 0 and len(words) > 1 and _bare(words[0]) in _PARTS:
        return Name(" ".join(words), "place", "")
    return _split(words, cut, "unknown")


def _split(words: list[str], cut: int, kind: Kind) -> Name:
    text = " ".join(words[cut:])
    if text in places() or (len(text) > 3 and text.isupper() and text.title() in places()):
        kind = "place"
    elif kind == "unknown" and len(words) == 1 and text.isupper() and 1 < len(text) < 7:
        kind = "organisation"
    return Name(text, kind, " ".join(words[:cut]))


def _place_before(words: list[str]) -> int:
    """How many words name a country before a name of at least two words."""
    for size in range(min(len(words) - 2, 3), 0, -1):
        if " ".join(words[:size]) in places():
            return size
    return 0


def is_body(word: str) -> bool:
    """Whether a word names a kind of organisation."""
    return role_of(as_listed(word))[1] == "body"


def is_letters(word: str) -> bool:
    """Whether a word stands for an honour or a degree behind a name: OBE, PhD, MP."""
    small = word.lower()
    listed = small in ("mp", "qc", "sc") or role_of(small)[1] == "letters"
    return listed and (sum(letter.isupper() for letter in word) > 1 or small == "esq")


def _short(name: Name, words: list[str]) -> tuple[tuple[str, str], ...]:
    """The single words that may stand for a name of several folded words, and why each may."""
    if opens_with_people(name.text):
        return ()
    if name.kind != "organisation":
        if len(words) > 2 and role_of(words[-1])[1] == "generation":
            return ((words[-2], "short-form"),)  # beside a Donald Trump Jr. Trump is the elder
        return (words[-1], "surname"), (words[0], "surname-first")
    capitals = "".join(word[0] for word in name.text.split() if word[0].isupper())
    bodies = ((word, "short-form") for word in words if is_body(word))
    return (fold(capitals), "acronym"), *bodies


def opens_with_people(text: str) -> bool:
    """Whether a name begins with an adjective of a people: British Columbia."""
    first = text.partition(" ")[0]
    return first.endswith(DEMONYM) and first in places()
