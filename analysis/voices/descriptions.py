"""What the words that describe a speaker say: the role, and the country spoken for."""

import re
from functools import cache, lru_cache

from analysis.text.lexicons import as_listed, countries, places, role_of
from analysis.text.name_parts import DEMONYM

_WORD = re.compile(r"[^\W_](?:[\w.'’-]*[^\W_.'’])?")
_HEAD_END = re.compile(r"\s(?:of|for|at|in|from|on|with|to)\s|,")
_NOT_FROM = frozenset(["on", "to", "about", "with", "against", "over", "for"])
_WORK_IN = frozenset(["in", "at", "from"])
_WINDS = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western"])
OBSERVERS = frozenset(["expert", "media", "business"])
_WATCHERS = frozenset(["watcher", "hand", "desk", "bureau", "specialist"])
_FIELDS = frozenset(["studies", "study", "history", "politics", "affairs", "literature", "law"])
_LEADERS = frozenset(["leader", "leaders", "whip"])
_LEGISLATURES = frozenset(["congress", "parliament", "senate", "assembly", "diet", "duma"])


def role(description: str) -> str | None:
    """The role that a description's words tell: its head noun, for an office the body's.

    A country that speaks is its government.

    >>> role("a Chinese military expert"), role("spokesman for the Indonesian military")
    ('expert', 'military')
    >>> role("Company president"), role("White House Press Secretary"), role("Congress leader")
    ('business', 'government', 'party')
    """
    if description in places():
        return "government"
    end = _HEAD_END.search(description)
    head = _words(description[: end.start()] if end else description)
    told = [role_of(word) for word in reversed(head)]
    found = _first(told, "title", "group") or _body(_words(description)) or _first(told, "office")
    if end and end[0] == "," and not found:
        return role(description[end.end() :])
    return found


def _first(told: list[tuple[str, str]], *kinds: str) -> str | None:
    """The first role of words of some kinds that says more than that it's an office."""
    return next((name for name, kind in told if kind in kinds and name != "unknown"), None)


def _words(text: str) -> list[str]:
    return [as_listed(word) for word in _WORD.findall(text)]


def _body(words: list[str]) -> str | None:
    """The role of the body that a description names; its first that isn't a government's."""
    pairs = zip(words, [*words[1:], ""], strict=False)
    roles = [
        role_of(word)[0]
        for word, after in pairs
        if role_of(word)[1] == "body" and not (word == "press" and role_of(after)[1] == "office")
    ]
    if _LEADERS.intersection(words) and _LEGISLATURES.intersection(words):
        return "party"  # who leads in a parliament leads a party there
    # bureau and department are words of parties, armies and companies as well
    return next((name for name in roles if name != "government"), next(iter(roles), None))


def country(description: str) -> str | None:
    """The country that a description names as the one it speaks for.

    Countries, peoples, capitals and known bodies tell it, not a place inside another name (the
    South China Sea), a field of study ("a China scholar"), what somebody is posted to or writes
    about, or where they work ("Tokyo-based", "an analyst in Tokyo").

    >>> country("Japanese National Security Advisor Takeo Akiba"), country("an expert on Japan")
    ('Japan', None)
    """
    printed = [word.strip(',.;:()"“”') for word in description.replace("’", "'").split()]
    words = [word for word in printed if word.lower() != "the"]
    for at in range(len(words)):
        name, before = _place_at(words, at), words[at - 1].lower() if at else ""
        if name is None or before in _NOT_FROM | _WINDS:
            continue
        known_of = words[at] == name.split()[0] and _is_field(name, before, words[at + 1 :])
        if (before in _WORK_IN or known_of) and role(description) in OBSERVERS:
            continue
        return countries()[name]
    return None


def _place_at(words: list[str], at: int) -> str | None:
    """The place or body of one that begins at a word, the longest."""
    if not _opens_place(words[at]):
        return None
    phrases = [" ".join(words[at : at + size]) for size in (3, 2, 1)]
    bare = [phrase.removesuffix("'s") for phrase in phrases]
    return next((p for p in (*phrases, *bare, *_compound(bare[-1])) if p in countries()), None)


@lru_cache(maxsize=100_000)
def _opens_place(word: str) -> bool:
    """Whether the name of a place or of a body of one may begin with a printed word."""
    owner = word.removesuffix("'s")
    return not _place_openers().isdisjoint((word, owner, *_compound(owner)))


@cache
def _place_openers() -> frozenset[str]:
    """The words that the name of a place or of a body of one begins with."""
    return frozenset(name.split()[0] for name in countries())


def _compound(word: str) -> list[str]:
    """The first part of a compound that may name a country: US-led, not Tokyo-based."""
    first, _, tail = word.partition("-")
    return [first] if tail and tail not in ("based", "born") else []


def _is_field(name: str, before: str, after: list[str]) -> bool:
    """Whether a place is what somebody studies or reports on, or where they work.

    China scholar, professor of Chinese history, a Vienna think tank; not a Chinese scholar.
    """
    following = after[0] if after else ""
    if following.lower() in _FIELDS or (before == "of" and not following[:1].isupper()):
        return True
    if name == countries()[name]:
        heads = {role_of(word.lower())[0] for word in after[:3]}
        return bool(heads & OBSERVERS or _WATCHERS & {word.lower() for word in after[:2]})
    return name in places() and not name.isupper() and not _is_people(name)


def _is_people(name: str) -> bool:
    """Whether a printed name of a country is the adjective of its people: Chinese, Greek."""
    return name[:3] == countries()[name][:3] or name.endswith(DEMONYM)
