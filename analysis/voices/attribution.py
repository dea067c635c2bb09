"""Who said it: from the printed mention of a speaker to a name, or why there is none."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.text.name_parts import is_body
from analysis.text.names import Mention, within
from analysis.text.word_classes import Tags

Span = tuple[int, int]
Speaker = tuple[str | None, bool]  # the name, and whether it may be a person's
_SINGULAR = frozenset(["he", "she", "him"])
_OWN = frozenset(["i", "we"])
_HEAD_END = re.compile(r"[Oo,~(]|(?<=T)i")


@dataclass(slots=True)
class Statement:
    """A statement as places among the tags; `sentence` and `previous` are where sentences open."""

    article: int
    pieces: list[Span]
    quoted: list[bool]
    kind: str
    cue: Span | None
    mention: Span | None
    rule: str
    sentence: int
    previous: int
    outer: "Statement | None" = None
    speaker: str | None = None
    person: bool = False


class Cast:
    """The names of one article, and what its statements were resolved to so far."""

    def __init__(
        self,
        tags: Tags,
        text: str,
        mentions: Sequence[Mention],
        spoken: tuple[Sequence[int], Sequence[int]],
    ) -> None:
        self.tags, self.text, self.spoken = tags, text, spoken
        self.mentions = mentions
        self.firsts = [mention.first for mention in mentions]
        self.last: Statement | None = None
        self.last_person: Statement | None = None
        self.last_body: Statement | None = None

    def resolve(self, statement: Statement) -> None:
        """Fill in the speaker of a statement; those before it must be resolved already."""
        statement.speaker, statement.person = self._speaker(statement)
        if statement.speaker is None or statement.outer or self._holds(statement):
            return
        self.last = statement
        if statement.person:
            self.last_person = statement
        else:
            self.last_body = statement

    def _holds(self, statement: Statement) -> bool:
        """Whether the statement is part of what the last one reports."""
        last = self.last.pieces if self.last else [(0, 0)]
        return last[0][0] < statement.pieces[0][0] and statement.pieces[-1][1] <= last[-1][1]

    def _speaker(self, statement: Statement) -> Speaker:
        if statement.mention is None:
            return self._carried(statement)
        letters = self.tags.letters[slice(*statement.mention)]
        if letters in ("p", "P"):
            return self._pronoun(statement, self._words(*statement.mention).lower())
        found = self._named(*statement.mention, letters)
        return _speaker(found) if found else (self._described(statement, *statement.mention), False)

    def _carried(self, statement: Statement) -> Speaker:
        """A quotation without a subject is the last one's named before it, else the last one's."""
        if statement.rule == "no-subject":
            named = self._people(statement.previous, statement.sentence, bodies=True)
            opening = next((m for m in named if self.tags.letters[m.last - 1] != "K"), None)
            if opening:
                return _speaker(opening)
        carried = self.last if statement.rule in ("carried-over", "no-subject") else None
        return (carried.speaker, carried.person) if carried else (None, False)

    def _named(self, first: int, last: int, letters: str) -> Mention | None:
        """The name in a noun phrase: its head, else the name in apposition or at its end."""
        inside = within(self.mentions, self.firsts, (first, last))
        if not inside:
            return None
        marks = self.tags.letters
        end = _HEAD_END.search(letters)
        head = first + (end.start() if end else len(letters))
        for mention in inside:
            if mention.first < head <= mention.last and marks[mention.last - 1] != "K":
                return mention
        if marks[head - 1] in "Nj":  # Horvat's statement, a statement issued by Horvat
            by = head if marks[head : head + 1] in ("e", "f") else last
            return next((m for m in inside if m.last < head or m.first > by), None)
        for mention in inside:
            apposed = marks[mention.first - 1] == ","
            known = " " in mention.name.text or mention.rule != "itself"
            if (apposed or mention.last == last) and known and _is_person(mention):
                return mention if apposed or mention.name.before else _last_two(mention)
        return None

    def _described(self, statement: Statement, first: int, last: int) -> str:
        """A speaker without a name: the ministry is the last one named, else the words stand."""
        words = self._words(first, last)
        single = words.lower().split()
        if len(single) == 2 and single[0] == "the" and is_body(single[1]):
            for mention in reversed(within(self.mentions, self.firsts, (0, first))):
                if single[1] in mention.full.lower().split():
                    statement.rule += "-the"
                    return mention.full
        return words.split(",")[0].strip() or words

    def _pronoun(self, statement: Statement, word: str) -> Speaker:
        if word in _OWN:
            return statement.outer.speaker if statement.outer else None, False
        statement.rule = "pronoun"
        if word in _SINGULAR:
            return self._antecedent(statement), True
        earlier = self.last_body
        if word == "they":
            earlier = self.last if self.last and self.last.sentence >= statement.previous else None
        bodies = self._people(statement.previous, statement.sentence, bodies=True)
        if bodies and not earlier:
            return bodies[0].full, False
        named = earlier or self.last
        return named.speaker if named else None, False

    def _antecedent(self, statement: Statement) -> str | None:
        """The person a he or she stands for: nearest sentence first, in it the first one named."""
        assert statement.mention
        same = self._people(statement.sentence, statement.mention[0])
        if same:
            return same[0].full
        before = self.last_person
        if before and before.sentence >= statement.previous:
            return before.speaker
        previous = self._people(statement.previous, statement.sentence)
        if previous:
            return previous[0].full
        if before:
            return before.speaker
        earlier = self._people(0, statement.sentence)
        return earlier[-1].full if earlier else None

    def _people(self, first: int, last: int, *, bodies: bool = False) -> list[Mention]:
        found = within(self.mentions, self.firsts, (first, last))
        told = (m for m in found if not self._is_spoken(m.first))
        return [m for m in told if _is_person(m) or (bodies and m.name.kind == "organisation")]

    def _is_spoken(self, place: int) -> bool:
        """Whether a place lies inside a quotation."""
        at = bisect_right(self.spoken[0], place)
        return at > 0 and place < self.spoken[1][at - 1]

    def _words(self, first: int, last: int) -> str:
        return self.text[self.tags.start[first] : self.tags.end[last - 1]]


def _speaker(mention: Mention) -> Speaker:
    return mention.full, _is_person(mention)


def _is_person(mention: Mention) -> bool:
    """Whether a name may be a person's: a title, or several words that name no body or place."""
    if mention.name.kind in ("organisation", "place") and mention.rule != "surname":
        return False
    return mention.name.kind == "person" or " " in mention.full


def _last_two(mention: Mention) -> Mention:
    """The person in "Minister of Education Stefania Giannini": a run's last two words."""
    words = mention.full.split()
    if len(words) < 3:
        return mention
    return mention._replace(full=" ".join(words[-2:]))
