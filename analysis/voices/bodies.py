"""Of which country a body is, where an article calls it a country's.

"Peru's Coastal Authority", "the Coastal Authority of Peru", "the Chinese People's Liberation
Army (PLA)" and "Brandt Grid, a German utility," say it once; wherever that article prints the
body's name again, alone or as part of another's, it is the same country's.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

from analysis.text.lexicons import countries
from analysis.text.reading import Reading
from analysis.voices.descriptions import country

_BEFORE = re.compile(r"((?:[A-Z]\w+ )?(?:[A-Z]\w+|(?:[A-Z]\.)+))(?:['’]s?)? $")
_APPOSED = re.compile(r"(?: \([A-Z]{2,}\))?, an? ([^,.;:]+)[,.;]")
_SHORT = re.compile(r" \(([A-Z]{2,})\)")
_OF = re.compile(r" of (?:the )?(?=\S)")
_THE = re.compile(r"(?i)^the\s+")
_REACH = 90  # characters behind a name in which it is explained


def countries_by_body(
    descriptions: Mapping[str, Sequence[str]], articles: Mapping[str, Sequence[str]], *,
    reading: Reading,
) -> dict[str, str]:  # fmt: skip
    """The country of each speaker whose `descriptions` name a body of one, by the speaker's own
    `articles`."""
    asked: dict[str, list[str]] = {}
    for speaker, words in descriptions.items():
        told = "\n".join(words)
        for article in articles[speaker]:
            asked.setdefault(article, []).append(told)
    bodies = _bodies(reading, asked)
    found = {}
    for speaker, words in descriptions.items():
        near = (bodies[article] for article in articles[speaker] if article in bodies)
        known = (_held(text, known) for known in near for text in words)
        land = next(filter(None, known), None)
        if land:
            found[speaker] = land
    return found


def _held(description: str, bodies: dict[str, str | None]) -> str | None:
    """The country of the longest body that a description names."""
    told = (body for body in bodies if body in description)
    named = (b for b in told if re.search(rf"(?<!\w){re.escape(b)}(?!\w)", description))
    return bodies.get(max(named, key=len, default=""))


def _bodies(
    reading: Reading, asked: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, str | None]]:
    """The country of each body that one of the articles calls a country's, by its names there;
    none where the article calls it two countries'. Of an article only those bodies that the
    descriptions `asked` about hold."""
    found: dict[str, dict[str, str | None]] = {}
    for article, name, printed, before, after in _bodies_printed(reading, asked):
        forms = [body for body in _forms(name, printed, after)
                 if any(body in told for told in asked[article])]  # fmt: skip
        land = _named(before, printed, after) if forms else None
        for body in forms if land else ():
            known = found.setdefault(article, {})
            known[body] = land if known.get(body, land) == land else None
    return found


def _bodies_printed(
    reading: Reading, wanted: Container[str]
) -> Iterator[tuple[str, str, str, str, str]]:
    """Article, name, printed form and what stands around it of each name that may be a body's:
    of several words, or explained by letters in brackets."""
    names = reading.names[~reading.names["kind"].isin(["person", "place"])]
    single = names["name"].str.isalpha() & names["text"].str.isalpha()
    texts = dict(zip(reading.articles["article"], reading.articles["text"], strict=True))
    columns = (names[name].to_numpy().tolist() for name in ("article", "name", "start", "end"))
    for article, name, start, end, alone in zip(*columns, single.tolist(), strict=True):
        text = texts[article]
        if (not alone or text.startswith(" (", end)) and article in wanted:
            before, after = text[max(start - _REACH, 0) : start], text[end : end + _REACH]
            yield article, name, text[start:end], before, after


def _named(before: str, name: str, after: str) -> str | None:
    """The country that a name's own words, the ones before it or an apposition tell."""
    owner, apposed = _owner(before), _APPOSED.match(after)
    told = [name, *(owner.groups() if owner else ()), *(apposed.groups() if apposed else ())]
    return next(filter(None, map(_country, told)), None)


def _owner(before: str) -> re.Match[str] | None:
    """The one or two capitalised words that stand last before a name."""
    words = before.rsplit(" ", 3)[-3:]
    return None if words[-2:-1] and words[-2].islower() else _BEFORE.search(" ".join(words))


@lru_cache(maxsize=100_000)
def _country(words: str) -> str | None:
    return country(words)


def _forms(name: str, printed: str, after: str) -> Iterator[str]:
    """What else the body is called: without its country, without what it is of, by its letters."""
    for whole in dict.fromkeys((name, printed)):
        yield from _bare(whole)
        for of in _OF.finditer(whole):
            yield from _bare(whole[: of.start()])
            if whole[of.end() :].split()[0] in countries():
                yield from _bare(whole[of.end() :])
    letters = _SHORT.match(after)
    if letters:
        yield letters[1]


def _bare(name: str) -> Iterator[str]:
    """The name without the countries it begins with, where two words are left of it."""
    words = _THE.sub("", name).split()
    while words and words[0] in countries():
        words = words[1:]
    if len(words) > 1:
        yield " ".join(words)
